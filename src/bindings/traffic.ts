/** Between the words of features ("TCP 22 from 10.0.0.0/24") and rules of security groups. */
import type { SecurityGroupRule } from '../contract/network/security-group-rule.ts';

const form = /^(\S+)(?: (\S+))? from (\S+)$/;

const number = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : text);

/**
 * What is sent for one kind of traffic. What is no port, protocol or block of addresses is sent as it is,
 * since features also send what a conformant target must refuse.
 * @throws Error for words of another form: else a slip in a feature would be sent to nobody
 */
export function ruleFor(traffic: string) {
  const [, protocol, ports, from] = form.exec(traffic) ?? [];
  if (protocol === undefined || from === undefined) {
    throw new Error(`"${traffic}" is not of the form "TCP 22 from 10.0.0.0/24"`);
  }
  const [first, last = first] = ports?.split('-') ?? [];
  return {
    direction: 'ingress',
    ethertype: from.includes(':') ? 'IPv6' : 'IPv4',
    protocol: protocol.toLowerCase(),
    ...(first === undefined ? {} : { port_range_min: number(first) }),
    ...(last === undefined ? {} : { port_range_max: number(last) }),
    remote_ip_prefix: from,
  };
}

/** Several kinds of traffic, in the order of the alphabet, as features and answers are compared. */
export const listOfTraffic = (traffic: readonly string[]): string =>
  traffic
    .map((one) => one.trim())
    .toSorted()
    .join(', ');

const ports = (min: number | null, max: number | null): string => {
  if (min === null) return '';
  return min === max ? ` ${String(min)}` : ` ${String(min)}-${String(max)}`;
};

/** What the rules of a group let in from elsewhere; what its own members may send is not told. */
export const letIn = (rules: readonly SecurityGroupRule[]): string =>
  listOfTraffic(
    rules
      .filter(
        ({ direction, remote_group_id }) => direction === 'ingress' && remote_group_id === null,
      )
      .map(
        ({ protocol, port_range_min: min, port_range_max: max, remote_ip_prefix: from }) =>
          `${(protocol ?? 'any').toUpperCase()}${ports(min, max)} from ${from ?? 'anywhere'}`,
      ),
  );

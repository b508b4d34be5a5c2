/** Which traffic takes a path, in both vocabularies: a flow classifier on the wire. */
import type { FlowClassifier } from '../contract/network/port-chaining.ts';
import type { PathRule } from './forwarding-path-port.ts';

const range = (ports: string | undefined, which: 'source' | 'destination') => {
  if (ports === undefined) return {};
  const [min = '', max = min] = ports.split('-');
  return { [`${which}_port_range_min`]: min, [`${which}_port_range_max`]: max };
};

/** Numbers of ports are sent as text, so that features can send what is none; the service takes both. */
export function ruleToWire(rule: PathRule) {
  const { from, protocol, 'source addresses': source, 'destination addresses': destination } = rule;
  return {
    ethertype: [source, destination].some((block) => block?.includes(':')) ? 'IPv6' : 'IPv4',
    ...(from === undefined ? {} : { logical_source_port: from }),
    ...(protocol === undefined ? {} : { protocol: protocol.toLowerCase() }),
    ...(source === undefined ? {} : { source_ip_prefix: source }),
    ...(destination === undefined ? {} : { destination_ip_prefix: destination }),
    ...range(rule['source ports'], 'source'),
    ...range(rule['destination ports'], 'destination'),
  };
}

const ports = (min: number | null, max: number | null): string | null =>
  min === null && max === null ? null : min === max ? String(min) : `${String(min)}-${String(max)}`;

export function ruleFromWire(wire: FlowClassifier): PathRule {
  const told = {
    from: wire.logical_source_port,
    protocol: wire.protocol?.toUpperCase() ?? null,
    'source addresses': wire.source_ip_prefix,
    'destination addresses': wire.destination_ip_prefix,
    'source ports': ports(wire.source_port_range_min, wire.source_port_range_max),
    'destination ports': ports(wire.destination_port_range_min, wire.destination_port_range_max),
  };
  return Object.fromEntries(
    Object.entries(told).flatMap(([word, text]) => (text === null ? [] : [[word, text]])),
  );
}

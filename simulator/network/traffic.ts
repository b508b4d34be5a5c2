/** Which traffic a rule of a security group may speak of. */
import { formatBlock, parseBlock } from './addresses.ts';
import { networkFault } from './faults.ts';
import { type Convert, shown } from './values.ts';

/** Protocols by the names that rules know, and their numbers. */
const protocols: Readonly<Record<string, number>> = {
  ah: 51,
  dccp: 33,
  egp: 8,
  esp: 50,
  gre: 47,
  hopopt: 0,
  icmp: 1,
  igmp: 2,
  ip: 0,
  ipip: 4,
  'ipv6-encap': 41,
  'ipv6-frag': 44,
  'ipv6-icmp': 58,
  icmpv6: 58,
  'ipv6-nonxt': 59,
  'ipv6-opts': 60,
  'ipv6-route': 43,
  ospf: 89,
  pgm: 113,
  rsvp: 46,
  sctp: 132,
  tcp: 6,
  udp: 17,
  udplite: 136,
  vrrp: 112,
};
const names = Object.keys(protocols);
const withPorts = ['dccp', 'sctp', 'tcp', 'udp', 'udplite'];
const ofVersion6 = [
  'ipv6-encap',
  'ipv6-frag',
  'ipv6-icmp',
  'icmpv6',
  'ipv6-nonxt',
  'ipv6-opts',
  'ipv6-route',
];

const isNumber = (text: string): boolean => /^\d+$/.test(text) && Number(text) <= 255;

export const toProtocol: Convert = (value) => {
  if (value === null) return null;
  const text = shown(value).toLowerCase();
  if (isNumber(text) || names.includes(text)) return text;
  const known = ['None', ...names.map((name) => `'${name}'`)].join(', ');
  throw networkFault(
    400,
    'SecurityGroupRuleInvalidProtocol',
    `Security group rule protocol ${shown(value)} not supported. Only protocol values [${known}] and integer representations [0 to 255] are supported.`,
  );
};

/** Two names of one protocol are the same to a rule. */
export const protocolNumber = (protocol: string | null): number | null =>
  protocol === null ? null : (protocols[protocol] ?? Number(protocol));

export const toEthertype: Convert = (value) => {
  const found = ['IPv4', 'IPv6'].find((type) => type.toLowerCase() === shown(value).toLowerCase());
  if (found !== undefined) return found;
  throw networkFault(
    400,
    'SecurityGroupRuleInvalidEtherType',
    `Security group rule for ethertype '${shown(value)}' not supported. Allowed values are ['IPv4', 'IPv6'].`,
  );
};

const badPort = (value: unknown) =>
  networkFault(400, 'SecurityGroupInvalidPortValue', `Invalid value for port ${shown(value)}`);

export const toPort: Convert = (value) => {
  if (value === null) return null;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) throw badPort(value);
  return number;
};

/** @returns the block as it is told, with its length */
export const toPrefix: Convert = (value) => {
  if (value === null || value === '') return null;
  const text = shown(value);
  const block = parseBlock(text);
  if (block !== undefined) return text.includes('/') ? text : formatBlock(block);
  throw networkFault(400, 'InvalidCIDR', `Invalid CIDR ${text} given as IP prefix.`);
};

export interface Traffic {
  readonly ethertype: 'IPv4' | 'IPv6';
  readonly protocol: string | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly prefix: string | null;
}

/** @throws Fault 400 for what cannot go together */
export function checkTraffic({ ethertype, protocol, min, max, prefix }: Traffic): void {
  if (protocol !== null && ethertype === 'IPv4' && ofVersion6.includes(protocol)) {
    throw networkFault(
      400,
      'SecurityGroupEthertypeConflictWithProtocol',
      `Invalid ethertype ${ethertype} for protocol ${protocol}.`,
    );
  }
  if (min !== null || max !== null) checkRange(protocol, min, max);
  const version = prefix === null ? undefined : parseBlock(prefix)?.version;
  if (version !== undefined && ethertype !== `IPv${String(version)}`) {
    throw networkFault(
      400,
      'SecurityGroupRuleParameterConflict',
      `Conflicting value ethertype ${ethertype} for CIDR ${String(prefix)}`,
    );
  }
}

function checkRange(protocol: string | null, min: number | null, max: number | null): void {
  if (protocol === null) {
    throw networkFault(
      400,
      'SecurityGroupProtocolRequiredWithPorts',
      'Must also specify protocol if port range is given.',
    );
  }
  const number = protocolNumber(protocol);
  if (number === protocols['icmp'] || number === protocols['icmpv6']) {
    checkIcmp(min, max);
    return;
  }
  if (!withPorts.some((name) => protocols[name] === number)) {
    throw networkFault(
      400,
      'SecurityGroupInvalidProtocolForPort',
      `Ports cannot be specified for protocol ${String(number)}. Ports are only supported for ${withPorts.map((name) => name.toUpperCase()).join(', ')}.`,
    );
  }
  if (min === 0 || max === 0) throw badPort(0);
  if (min !== null && max !== null && min <= max) return;
  throw networkFault(
    400,
    'SecurityGroupInvalidPortRange',
    'For TCP/UDP protocols, port_range_min must be <= port_range_max',
  );
}

function checkIcmp(type: number | null, code: number | null): void {
  for (const [what, field, value] of [
    ['ICMP type', 'port_range_min', type],
    ['ICMP code', 'port_range_max', code],
  ] as const) {
    if (value === null || value <= 255) continue;
    throw networkFault(
      400,
      'SecurityGroupInvalidIcmpValue',
      `Invalid value for ${what} (${field}) ${String(value)}. It must be 0 to 255.`,
    );
  }
  if (type !== null || code === null) return;
  throw networkFault(
    400,
    'SecurityGroupMissingIcmpType',
    `ICMP code (port-range-max) ${String(code)} is provided but ICMP type (port-range-min) is missing.`,
  );
}

/** Which traffic is meant, and whether two descriptions mean some of the same. */
import { overlap, parseBlock } from '../addresses.ts';
import { networkFault } from '../faults.ts';
import { type Convert, shown } from '../values.ts';
import type { FlowClassifierRow, PortRange } from './chaining-tables.ts';

const protocols = ['tcp', 'udp', 'icmp'];
const ethertypes = ['IPv4', 'IPv6'];

/** @throws Fault 400 */
export const toProtocol: Convert = (value) => {
  if (value === null) return null;
  const word = shown(value).toLowerCase();
  if (protocols.includes(word)) return word;
  throw networkFault(
    400,
    'FlowClassifierInvalidProtocol',
    `Flow Classifier does not support protocol ${shown(value)}. Supported protocol values are ${shown(protocols)}.`,
  );
};

/** @throws Fault 400 */
export const toEthertype: Convert = (value) => {
  const told = value === null ? 'IPv4' : shown(value);
  const found = ethertypes.find((type) => type.toLowerCase() === told.toLowerCase());
  if (found !== undefined) return found;
  throw networkFault(
    400,
    'FlowClassifierInvalidEthertype',
    `Flow Classifier does not support ethertype ${told}. Supported ethertype values are ${shown(ethertypes)}.`,
  );
};

/** @throws Fault 400 */
export const toPortNumber: Convert = (value) => {
  if (value === null) return null;
  const number = typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw networkFault(
    400,
    'FlowClassifierInvalidPortValue',
    `Flow Classifier has invalid port value ${shown(value)}.`,
  );
};

/** What describes traffic, wherever it comes from and goes to. */
export type Flow = Pick<
  FlowClassifierRow,
  | 'ethertype'
  | 'protocol'
  | 'sourcePorts'
  | 'destinationPorts'
  | 'sourcePrefix'
  | 'destinationPrefix'
>;

/** @throws Fault 400 for what cannot go together */
export function checkFlow(flow: Flow): void {
  for (const range of [flow.sourcePorts, flow.destinationPorts]) checkRange(range, flow.protocol);
  for (const prefix of [flow.sourcePrefix, flow.destinationPrefix]) {
    const version = prefix === null ? undefined : parseBlock(prefix)?.version;
    if (version === undefined || flow.ethertype === `IPv${String(version)}`) continue;
    throw networkFault(
      400,
      'FlowClassifierIpPrefixFormatConflictWithEthertype',
      `IP prefix ${String(prefix)} format conflicts with ethertype ${flow.ethertype}.`,
    );
  }
}

function checkRange({ min, max }: PortRange, protocol: string | null): void {
  if (min !== null && max !== null && min > max) {
    throw networkFault(
      400,
      'FlowClassifierInvalidPortRange',
      `Invalid IP protocol port range. min_port_range=${String(min)} must be lesser or equal to max_port_range=${String(max)}.`,
    );
  }
  if ((min === null && max === null) || protocol === 'tcp' || protocol === 'udp') return;
  throw networkFault(
    400,
    'FlowClassifierProtocolRequiredWithPorts',
    'IP protocol must be TCP or UDP, if port range is given.',
  );
}

/** Whether some traffic is meant by both, wherever it comes from and goes to. */
export const overlaps = (a: Flow, b: Flow): boolean =>
  a.ethertype === b.ethertype &&
  (a.protocol === null || b.protocol === null || a.protocol === b.protocol) &&
  prefixesMeet(a.sourcePrefix, b.sourcePrefix) &&
  prefixesMeet(a.destinationPrefix, b.destinationPrefix) &&
  rangesMeet(a.sourcePorts, b.sourcePorts) &&
  rangesMeet(a.destinationPorts, b.destinationPorts);

/** The same of traffic between ports of networks. */
export const overlapsBetween = (a: FlowClassifierRow, b: FlowClassifierRow): boolean =>
  overlaps(a, b) &&
  meets(a.sourcePort, b.sourcePort) &&
  meets(a.destinationPort, b.destinationPort);

const meets = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;

function prefixesMeet(a: string | null, b: string | null): boolean {
  const [one, other] = [parseBlock(a ?? ''), parseBlock(b ?? '')];
  return one === undefined || other === undefined || overlap(one, other);
}

const rangesMeet = (a: PortRange, b: PortRange): boolean =>
  (a.min ?? 0) <= (b.max ?? Infinity) && (b.min ?? 0) <= (a.max ?? Infinity);

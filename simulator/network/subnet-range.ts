/** Which addresses a new subnet has, and which of them ports may get. */
import {
  type Block,
  contains,
  formatAddress,
  overlap,
  parseAddress,
  parseBlock,
} from './addresses.ts';
import { isHostIn } from './allocation.ts';
import { invalidInput, networkFault } from './faults.ts';
import type { Pool } from './subnet-table.ts';

/** @throws Fault 400 for what is no block of this version, or none that ports could use */
export function readBlock(cidr: string, version: 4 | 6, dhcp: boolean): Block {
  const block = parseBlock(cidr);
  if (block === undefined) throw invalidInput(`${cidr} is not in a CIDR format`);
  const text = `${formatAddress({ version: block.version, value: block.first })}/${String(block.prefix)}`;
  if (block.version !== version) {
    throw invalidInput(`cidr '${text}' does not match the ip_version '${String(version)}'`);
  }
  if (!dhcp) return block;
  if (block.prefix > (version === 4 ? 30 : 126)) {
    throw invalidInput('Subnet has a prefix length that is incompatible with DHCP service enabled');
  }
  const within = (other: string) => {
    const parsed = parseBlock(other);
    return parsed !== undefined && contains(parsed, { version, value: block.first });
  };
  const refused = (kind: string) =>
    invalidInput(`${kind} IP subnet is not supported if enable_dhcp is True`);
  if (within('224.0.0.0/4') || within('ff00::/8')) throw refused('Multicast');
  if (within('127.0.0.0/8') || within('::1/128')) throw refused('Loopback');
  if (block.first === 0n) {
    const first = formatAddress({ version, value: 0n });
    throw invalidInput(`First IP '${first}' of network is not supported if enable_dhcp is True.`);
  }
  return block;
}

/** The gateway of a subnet whose creator names none. */
export function defaultGateway(block: Block): string {
  const { version, first } = block;
  if (version === 4 && block.prefix === 31) {
    const text = `${formatAddress({ version, value: first })}/31`;
    const gateway = formatAddress({ version, value: first + 1n });
    throw networkFault(
      409,
      'IpamValueInvalid',
      `Gateway IP ${gateway} cannot be allocated in CIDR ${text}`,
    );
  }
  return formatAddress({ version, value: version === 4 ? first + 1n : first });
}

/** @throws Fault 400 for an address of the block that no host can have; outside of it any will do */
export function checkGateway(gateway: string, cidr: string): void {
  const [block, address] = [parseBlock(cidr), parseAddress(gateway)];
  if (block === undefined || address === undefined || !contains(block, address)) return;
  if (!isHostIn(cidr, address) && block.version === 4) {
    throw invalidInput('Gateway is not valid on subnet');
  }
}

/** All that hosts may have, but the gateway. */
export function defaultPools(block: Block, gateway: string | null): readonly Pool[] {
  const { version } = block;
  const alone = block.last - block.first < 2n;
  const first = alone ? block.first : block.first + 1n;
  const last = alone || version === 6 ? block.last : block.last - 1n;
  const hole = gateway === null ? undefined : parseAddress(gateway);
  const ranges =
    hole === undefined || !contains(block, hole)
      ? [[first, last] as const]
      : [[first, hole.value - 1n] as const, [max(first, hole.value + 1n), last] as const];
  return ranges
    .filter(([from, to]) => from <= to)
    .map(([from, to]) => ({
      start: formatAddress({ version, value: from }),
      end: formatAddress({ version, value: to }),
    }));
}
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

const named = ({ start, end }: Pool): string => `${start}-${end}`;

/** @throws Fault for pools that are none, lie outside, overlap, or hold the gateway */
export function checkPools(pools: readonly Pool[], cidr: string, gateway: string | null): void {
  const block = parseBlock(cidr);
  const ranges = pools.map((pool) => {
    const [start, end] = [parseAddress(pool.start), parseAddress(pool.end)];
    if (start === undefined || end === undefined || start.value > end.value) {
      throw networkFault(
        400,
        'InvalidAllocationPool',
        `The allocation pool {'start': '${pool.start}', 'end': '${pool.end}'} is not valid.`,
      );
    }
    if (block === undefined || !isHostIn(cidr, start) || !isHostIn(cidr, end)) {
      throw networkFault(
        400,
        'OutOfBoundsAllocationPool',
        `The allocation pool ${named(pool)} spans beyond the subnet cidr ${cidr}.`,
      );
    }
    return { ...block, first: start.value, last: end.value, pool };
  });
  ranges.forEach((range, i) => {
    const other = ranges.find((candidate, at) => at > i && overlap(candidate, range));
    if (other === undefined) return;
    throw networkFault(
      409,
      'OverlappingAllocationPools',
      `Found overlapping allocation pools: ${named(range.pool)} ${named(other.pool)} for subnet ${cidr}.`,
    );
  });
  const address = gateway === null ? undefined : parseAddress(gateway);
  const holding = ranges.find((range) => address !== undefined && contains(range, address));
  if (holding === undefined) return;
  throw networkFault(
    409,
    'GatewayConflictWithAllocationPools',
    `Gateway ip ${String(gateway)} conflicts with allocation pool ${named(holding.pool)}.`,
  );
}

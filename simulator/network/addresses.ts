/** Arithmetic on IP addresses of both versions: an address is a version and a whole number. */
import { isIPv4, isIPv6 } from 'node:net';

export interface Address {
  readonly version: 4 | 6;
  readonly value: bigint;
}

/** A block of addresses, from `first` to `last`. */
export interface Block {
  readonly version: 4 | 6;
  readonly prefix: number;
  readonly first: bigint;
  readonly last: bigint;
}

const bits = { 4: 32, 6: 128 } as const;

export function parseAddress(text: string): Address | undefined {
  if (isIPv4(text)) {
    const value = text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
    return { version: 4, value };
  }
  if (!isIPv6(text) || text.includes('%')) return undefined;
  const [left = '', right] = withoutDots(text).split('::');
  const groups = (part: string | undefined) =>
    part === undefined || part === '' ? [] : part.split(':');
  const [head, tail] = [groups(left), groups(right)];
  const gap = Array<string>(8 - head.length - tail.length).fill('0');
  const value = [...head, ...gap, ...tail].reduce(
    (sum, group) => sum * 65_536n + BigInt(`0x${group}`),
    0n,
  );
  return { version: 6, value };
}

/** An address of version 6 may end with one of version 4. */
function withoutDots(text: string): string {
  const at = text.lastIndexOf(':') + 1;
  const last = parseAddress4(text.slice(at));
  if (last === undefined) return text;
  return `${text.slice(0, at)}${(last >> 16n).toString(16)}:${(last & 0xffffn).toString(16)}`;
}
const parseAddress4 = (text: string): bigint | undefined =>
  isIPv4(text) ? parseAddress(text)?.value : undefined;

export function formatAddress({ version, value }: Address): string {
  if (version === 4) {
    return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
  }
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((value >> BigInt(112 - i * 16)) & 0xffffn).toString(16),
  );
  // The longest run of two zeros or more is left out (RFC 5952).
  let [start, length] = [0, 1];
  for (let i = 0; i < 8; i++) {
    const end = groups.findIndex((group, at) => at >= i && group !== '0');
    const run = (end === -1 ? 8 : end) - i;
    if (run > length) [start, length] = [i, run];
  }
  if (length === 1) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

/** @returns undefined for what is no block; an address alone is a block of one */
export function parseBlock(text: string): Block | undefined {
  const [start = '', length, ...more] = text.split('/');
  const found = parseAddress(start);
  if (found === undefined || more.length > 0) return undefined;
  const size = bits[found.version];
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return undefined;
  const prefix = length === undefined ? size : Number(length);
  if (prefix > size) return undefined;
  const host = 1n << BigInt(size - prefix);
  const first = found.value - (found.value % host);
  return { version: found.version, prefix, first, last: first + host - 1n };
}

export const formatBlock = ({ version, prefix, first }: Block): string =>
  `${formatAddress({ version, value: first })}/${String(prefix)}`;

export const contains = (block: Block, { version, value }: Address): boolean =>
  version === block.version && value >= block.first && value <= block.last;

export const overlap = (a: Block, b: Block): boolean =>
  a.version === b.version && a.first <= b.last && b.first <= a.last;

/** The parts of a subnet that are lists, as the network service checks them. */
import { pythonText } from '../kernel/value-text.ts';
import { parseBlock } from './addresses.ts';
import { address, type Check, isAddress, shown } from './values.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param what what the list is of, as the service calls it */
const listOfObjects =
  (
    what: string,
    keys: readonly string[],
    each: (entry: Record<string, unknown>) => string | undefined,
  ): Check =>
  (value) => {
    if (value === null) return undefined;
    if (!Array.isArray(value)) return `Invalid data format for ${what}: '${shown(value)}'.`;
    for (const entry of value as unknown[]) {
      if (!isObject(entry)) return `Invalid data format for ${what}: '${shown(entry)}'.`;
      const told = Object.keys(entry);
      if (told.length !== keys.length || !keys.every((key) => told.includes(key))) {
        const set = (names: readonly string[]) => pythonText(names).replace(/^\[(.*)\]$/, '{$1}');
        return `Validation of dictionary's keys failed. Expected keys: ${set(keys)} Provided keys: ${set(told)}.`;
      }
      const why = each(entry);
      if (why !== undefined) return why;
    }
    return undefined;
  };

export const pools = listOfObjects(
  'IP pool',
  ['start', 'end'],
  ({ start, end }) => address(start) ?? address(end),
);

export const hostRoutes = listOfObjects(
  'hostroute',
  ['destination', 'nexthop'],
  ({ destination, nexthop }) =>
    typeof destination === 'string' && parseBlock(destination) !== undefined
      ? address(nexthop)
      : `'${shown(destination)}' is not a valid CIDR.`,
);

export const nameservers: Check = (value) => {
  if (value === null) return undefined;
  if (!Array.isArray(value)) return `Invalid data format for nameserver: '${shown(value)}'.`;
  const wrong = value.find((entry) => !isAddress(entry)) as unknown;
  if (wrong !== undefined) {
    return `'${shown(wrong)}' is not a valid nameserver. '${shown(wrong)}' is not a valid IP address.`;
  }
  const twice = value.find((entry, i) => value.indexOf(entry) !== i) as unknown;
  return twice === undefined ? undefined : `Duplicate nameserver '${shown(twice)}'.`;
};

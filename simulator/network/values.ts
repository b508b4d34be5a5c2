/** Values as the network service checks and converts them, with its reasons. */
import { isIP } from 'node:net';
import { pythonText } from '../kernel/value-text.ts';
import { invalidInput } from './faults.ts';

/** Says what is wrong with a value; undefined when nothing is. */
export type Check = (value: unknown) => string | undefined;
/** @throws Fault when there is no such value */
export type Convert = (value: unknown) => unknown;

/** As Python's `str` writes it. */
export const shown = (value: unknown): string =>
  typeof value === 'string' ? value : pythonText(value);

export const textUpTo =
  (longest: number): Check =>
  (value) => {
    if (typeof value !== 'string') return `'${shown(value)}' is not a valid string.`;
    // Characters are counted, not UTF-16 units.
    return [...value].length > longest
      ? `'${value}' exceeds maximum length of ${String(longest)}.`
      : undefined;
  };

const uuidForm = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
export const uuid: Check = (value) =>
  typeof value === 'string' && uuidForm.test(value)
    ? undefined
    : `'${shown(value)}' is not a valid UUID.`;

export const orNull =
  (check: Check): Check =>
  (value) =>
    value === null ? undefined : check(value);

export const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value) ? undefined : `${shown(value)} is not in valid_values.`;

export const listOf =
  (check: Check): Check =>
  (value) => {
    if (!Array.isArray(value)) return `'${shown(value)}' is not a list.`;
    const twice = value.find((entry, i) => value.indexOf(entry) !== i) as unknown;
    if (twice !== undefined) {
      return `Duplicate items in the list: '${value.map(shown).join(', ')}'.`;
    }
    return value.map(check).find((why) => why !== undefined);
  };

/** Names of zones; whether there are such zones is found out later. */
export const zoneHints: Check = listOf(textUpTo(255));

export const isAddress = (value: unknown): value is string =>
  typeof value === 'string' && isIP(value) !== 0;
export const address: Check = (value) =>
  isAddress(value) ? undefined : `'${shown(value)}' is not a valid IP address.`;

const macForm = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i;
export const macAddress: Check = (value) =>
  typeof value === 'string' && macForm.test(value)
    ? undefined
    : `'${shown(value)}' is not a valid MAC address.`;

const yes: readonly unknown[] = [true, 1, '1', 'true'];
const no: readonly unknown[] = [false, 0, '0', 'false'];
export const toBoolean: Convert = (value) => {
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  if (yes.includes(word)) return true;
  if (no.includes(word)) return false;
  throw invalidInput(`'${shown(value)}' cannot be converted to boolean`);
};

export const toInteger: Convert = (value) => {
  const number =
    typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof number === 'number') return Math.trunc(number);
  if (typeof number === 'boolean') return Number(number);
  throw invalidInput(`'${shown(value)}' is not an integer`);
};

/** Null stands for what is not given. */
export const toListIfNull: Convert = (value) => value ?? [];

/** Values of templates as they come from JSON and YAML, and what a template calls them. */
import { pythonText } from '../kernel/value-text.ts';

export type Mapping = Readonly<Record<string, unknown>>;

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A mapping; what is absent, or falsy to the service, counts as an empty one. */
export const sectionOf = (value: unknown): unknown =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  value === 0 ||
  (Array.isArray(value) && value.length === 0)
    ? {}
    : value;

/** The type as the service's language names it. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return { string: 'str', boolean: 'bool' }[typeof value as string] ?? 'dict';
}

/** A value as `str()` shows it: text without quotes. */
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : pythonText(value);

/** JSON with the spaces that the service writes. */
export function spacedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(', ')}]`;
  if (isMapping(value)) {
    const fields = Object.entries(value).map(
      ([key, part]) => `${JSON.stringify(key)}: ${spacedJson(part)}`,
    );
    return `{${fields.join(', ')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** Whether two values are equal all through. */
export function equal(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((part, i) => equal(part, other[i]));
  }
  if (isMapping(one) && isMapping(other)) {
    const keys = Object.keys(one);
    return (
      keys.length === Object.keys(other).length &&
      keys.every((key) => Object.hasOwn(other, key) && equal(one[key], other[key]))
    );
  }
  return one === other;
}

const yes = ['1', 't', 'true', 'on', 'y', 'yes'];
const no = ['0', 'f', 'false', 'off', 'n', 'no'];

/** Undefined for what is no boolean in any of its spellings. */
export function readBoolean(value: unknown): boolean | undefined {
  const word = String(value).trim().toLowerCase();
  return yes.includes(word) ? true : no.includes(word) ? false : undefined;
}

/** Undefined for what is no number. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) {
    return undefined;
  }
  return Number(value);
}

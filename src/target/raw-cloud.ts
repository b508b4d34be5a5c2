/** An entry of clouds.yaml, or OS_* variables, before it is checked: texts in maps and lists. */
import { ConfigurationError } from '../failures.ts';
import type { Path } from './yaml-source.ts';

export type Raw = string | readonly Raw[] | RawMap;
export interface RawMap {
  readonly [key: string]: Raw;
}

export interface RawCloud {
  /** For messages: `cloud acme`, `OS_* variables`. */
  readonly label: string;
  readonly values: RawMap;
  /** Where a value stands: `clouds.yaml:3:5: auth.username`, `OS_USERNAME`. */
  readonly at: (path: Path) => string;
  /** Relative paths of files start here. */
  readonly base: string;
  /** Whether keys that mean nothing to us deserve a warning. */
  readonly warnOfUnknown: boolean;
}

export const isRawMap = (value: unknown): value is RawMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Deep merge; what stands in `over` wins, lists are replaced. */
export function merged(under: RawMap, over: RawMap): RawMap {
  const result: Record<string, Raw> = Object.create(null) as Record<string, Raw>;
  Object.assign(result, under);
  for (const [key, value] of Object.entries(over)) {
    const below = result[key];
    result[key] = isRawMap(below) && isRawMap(value) ? merged(below, value) : value;
  }
  return result;
}

/**
 * Reads single texts out of a map, each at most once known by several names.
 * @param where the path of the map within the cloud
 */
export function textReader(cloud: RawCloud, map: RawMap, where: Path) {
  /** Keys may be written with hyphens. */
  const named = new Map(Object.keys(map).map((key) => [key.replaceAll('-', '_'), key]));
  return {
    keys: [...named.keys()],
    /** The first of these names that has a value; an empty text counts as none. */
    text(...names: readonly string[]): string | undefined {
      for (const name of names) {
        const key = named.get(name);
        const value = key === undefined ? undefined : map[key];
        if (key === undefined || value === undefined || value === '') continue;
        if (typeof value === 'string') return value;
        throw new ConfigurationError(`${cloud.at([...where, key])} must be a text`);
      }
      return undefined;
    },
    at: (name: string): string => cloud.at([...where, named.get(name) ?? name]),
  };
}

const yes = new Set(['true', 'yes', 'on', '1']);
const no = new Set(['false', 'no', 'off', '0']);

/** @throws ConfigurationError when it is neither yes nor no */
export function asBoolean(text: string, at: string): boolean {
  const word = text.toLowerCase();
  if (yes.has(word)) return true;
  if (no.has(word)) return false;
  throw new ConfigurationError(`${at} must be true or false`);
}

/** What a list of flavours may be filtered and sorted by. */
import { badRequest } from '../kernel/fault.ts';
import type { Flavor, FlavorOrder } from './flavour-table.ts';

/** Sort keys, each with the order of the table that it means. */
const sortKeys: Readonly<Record<string, FlavorOrder | 'inserted'>> = {
  created_at: 'inserted',
  description: 'description',
  disabled: 'inserted',
  ephemeral_gb: 'ephemeral',
  flavorid: 'id',
  id: 'inserted',
  is_public: 'isPublic',
  memory_mb: 'ram',
  name: 'name',
  root_gb: 'disk',
  rxtx_factor: 'rxtxFactor',
  swap: 'swap',
  updated_at: 'inserted',
  vcpu_weight: 'inserted',
  vcpus: 'vcpus',
};
const sortKeyNames = Object.keys(sortKeys);
const directions = ['asc', 'desc'] as const;

const known = ['limit', 'marker', 'is_public', 'minRam', 'minDisk', 'sort_key', 'sort_dir'];

/** @throws Fault 400 from 2.75 on, when the query has a parameter that lists do not know */
export function refuseUnknownParameters(query: URLSearchParams, minor: number): void {
  if (minor < 75) return;
  const unknown = [...query.keys()].filter((key) => !known.includes(key));
  if (unknown.length === 0) return;
  const names = unknown.map((key) => `'${key}'`).join(', ');
  const were = unknown.length === 1 ? 'was' : 'were';
  throw badRequest(`Additional properties are not allowed (${names} ${were} unexpected)`);
}

/** @throws Fault 400 that quotes the words allowed */
const oneOf = <T extends string>(name: string, text: string, allowed: readonly T[]): T => {
  const found = allowed.find((word) => word === text);
  if (found !== undefined) return found;
  const words = allowed.map((word) => `'${word}'`).join(', ');
  throw badRequest(
    `Invalid input for query parameters ${name}. Value: ${text}. '${text}' is not one of [${words}]`,
  );
};

/** By id, unless the query says otherwise. */
export function readOrder(query: URLSearchParams) {
  const key = oneOf('sort_key', query.get('sort_key') ?? 'flavorid', sortKeyNames);
  const direction = oneOf('sort_dir', query.get('sort_dir') ?? 'asc', directions);
  return {
    order: sortKeys[key] ?? 'id',
    direction: direction === 'asc' ? 'ascending' : 'descending',
  } as const;
}

const yes = ['1', 't', 'true', 'on', 'y', 'yes'];
const no = ['0', 'f', 'false', 'off', 'n', 'no'];

/** `true`, `false`, or undefined for both (`None`). */
const readIsPublic = (text: string | null): boolean | undefined => {
  if (text === null) return true;
  const word = text.trim().toLowerCase();
  if (word === 'none') return undefined;
  if (yes.includes(word)) return true;
  if (no.includes(word)) return false;
  throw badRequest(`Invalid is_public filter [${text}]`);
};

const readMinimum = (query: URLSearchParams, name: string): number => {
  const text = query.get(name);
  if (text === null) return -Infinity;
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw badRequest(`Invalid ${name} filter [${text}]`);
  return Number(text);
};

/**
 * The filter that the query asks for. Only an administrator may ask for private flavours of others:
 * whoever else does gets what is theirs, without a refusal.
 * @throws Fault 400 that names the filter and its value
 */
export function readFilter(
  query: URLSearchParams,
  viewer: { readonly admin: boolean; readonly projectId: string | undefined },
): (flavor: Flavor) => boolean {
  const isPublic = viewer.admin ? readIsPublic(query.get('is_public')) : true;
  const minRam = readMinimum(query, 'minRam');
  const minDisk = readMinimum(query, 'minDisk');
  const granted = ({ projects }: Flavor) =>
    viewer.projectId !== undefined && projects.includes(viewer.projectId);
  return (flavor) =>
    flavor.ram >= minRam &&
    flavor.disk >= minDisk &&
    (isPublic === undefined || flavor.isPublic === isPublic || (isPublic && granted(flavor)));
}

/** What a list of volumes is asked for: filters, order and page. */
import { projectOf } from '../kernel/caller.ts';
import { badRequest } from '../kernel/fault.ts';
import { nextPage } from '../kernel/paging.ts';
import { invalidInput } from './faults.ts';
import type { VolumeCall } from './microversions.ts';
import { selfUrl } from './paths.ts';
import {
  sortKeys,
  type Volume,
  type VolumeOrder,
  type Volumes,
  visibleVolume,
} from './virtual-storage-table.ts';

const maxLimit = 1000;
/** Those that are no filters. */
const paging = [
  'limit',
  'marker',
  'offset',
  'sort',
  'sort_key',
  'sort_dir',
  'all_tenants',
  'with_count',
];

const filters: Readonly<Record<string, (volume: Volume, value: string) => boolean>> = {
  name: ({ name }, value) => name === value,
  status: ({ status }, value) => status === value,
  bootable: ({ bootable }, value) => String(bootable) === value.toLowerCase(),
  metadata: () => true,
  availability_zone: (_volume, value) => value === 'nova',
  migration_status: () => false,
  group_id: () => false,
};
/** Those that administrators may use too. */
const adminFilters: typeof filters = {
  project_id: ({ projectId }, value) => projectId === value,
  user_id: ({ userId }, value) => userId === value,
};

/** @throws Fault 400 from 3.31 on for a filter that there is not; before, it is passed over */
function readFilters({ query, state, caller }: VolumeCall): (volume: Volume) => boolean {
  const known = caller.roles.has('admin') ? { ...filters, ...adminFilters } : filters;
  const asked = [...query].filter(([name]) => !paging.includes(name));
  const unknown = asked.map(([name]) => name).filter((name) => !Object.hasOwn(known, name));
  if (unknown.length > 0 && state.minor >= 31) {
    throw badRequest(`Invalid filters ${unknown.join(', ')} are found in query options.`);
  }
  const tests = asked.flatMap(([name, value]) => {
    const test = known[name];
    return test === undefined ? [] : [(volume: Volume) => test(volume, value)];
  });
  return (volume) => tests.every((test) => test(volume));
}

/** `sort=name:asc`, or the older `sort_key` and `sort_dir`; newest first without them. */
function readOrder(query: URLSearchParams) {
  const [first = ''] = (query.get('sort') ?? '').split(',');
  const [key = '', direction = ''] =
    first === '' ? [query.get('sort_key') ?? '', query.get('sort_dir') ?? ''] : first.split(':');
  if (key !== '' && !sortKeys.includes(key)) throw invalidInput('Invalid sort key');
  if (!['', 'asc', 'desc'].includes(direction)) {
    throw invalidInput(`Invalid sort direction: ${direction}`);
  }
  return {
    order: (key === '' ? 'created_at' : key) as VolumeOrder,
    direction: direction === 'asc' ? ('ascending' as const) : ('descending' as const),
  };
}

function readLimit(query: URLSearchParams): number {
  const text = query.get('limit');
  if (text === null) return maxLimit;
  if (!/^-?\d+$/.test(text)) throw badRequest('limit param must be an integer');
  if (Number(text) < 0) throw badRequest('limit param must be positive');
  return Math.min(Number(text), maxLimit);
}

/** @throws Fault 400 for an order, page or filter that there is not, 404 for an unknown marker */
export function pageOf(volumes: Volumes, call: VolumeCall): Volume[] {
  const { query, caller } = call;
  const { order, direction } = readOrder(query);
  const limit = readLimit(query);
  const filter = readFilters(call);
  const everybodys =
    caller.roles.has('admin') && /^(1|true)$/i.test(query.get('all_tenants') ?? '');
  const marker = query.get('marker');
  if (marker !== null) visibleVolume(volumes, marker, caller);
  const after = marker === null ? {} : { after: marker };
  const where = filter;
  const project = projectOf(caller) ?? '';
  // The order of a project is that of its age, which is what is asked for nearly always.
  const wish =
    !everybodys && order === 'created_at'
      ? { order: 'project' as const, equal: project, where }
      : {
          order,
          where: (volume: Volume) => (everybodys || volume.projectId === project) && where(volume),
        };
  return volumes.page({ ...wish, direction, limit, ...after })?.rows ?? [];
}

/** The link to the next page, there when this one is full. */
export function nextOf(call: VolumeCall, collection: string, rows: readonly Volume[]) {
  const last = rows.at(-1);
  if (last === undefined || rows.length !== readLimit(call.query)) return {};
  const href = nextPage(selfUrl(call, collection), call.query, last.id);
  return { volumes_links: [{ rel: 'next', href }] };
}

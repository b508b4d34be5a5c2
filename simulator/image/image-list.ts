/** What a list of images may be filtered and sorted by. Source: OpenStack Zed, recorded. */
import { visibilities } from '../../src/contract/image/image.ts';
import { memberStatuses } from '../../src/contract/image/member.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import { badRequest } from '../kernel/fault.ts';
import { type Image, type ImageOrder, imageOrders, memberOf, owns } from './image-table.ts';
import { imageView } from './image-view.ts';

export interface Sorting {
  readonly order: ImageOrder;
  readonly descending: boolean;
}

const defaultLimit = 25;
const maxLimit = 1000;

/** @throws Fault 400 when it is no whole number of at least 0 */
export function readLimit(query: URLSearchParams): number {
  const text = query.get('limit');
  if (text === null) return defaultLimit;
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw badRequest('limit param must be an integer');
  if (Number(text) < 0) throw badRequest('limit param must be positive');
  return Math.min(Number(text), maxLimit);
}

const sorting = (key: string, direction: string): Sorting => {
  const order = imageOrders.find((known) => known === key);
  if (order === undefined) {
    throw badRequest(
      `Invalid sort key: ${key}. It must be one of the following: ${imageOrders.join(', ')}.`,
    );
  }
  if (direction !== 'asc' && direction !== 'desc') {
    throw badRequest(`Invalid sort direction: ${direction}`);
  }
  return { order, descending: direction === 'desc' };
};

/**
 * `sort=name:asc,size`, or the older `sort_key=name&sort_dir=asc`; the newest first without either.
 * @throws Fault 400 that quotes what cannot be sorted by
 */
export function readSorting(query: URLSearchParams): readonly Sorting[] {
  const [sort, keys, dirs] = [
    query.get('sort'),
    query.getAll('sort_key'),
    query.getAll('sort_dir'),
  ];
  if (sort !== null && keys.length + dirs.length > 0) {
    throw badRequest('Old and new sorting syntax cannot be combined');
  }
  if (sort !== null) {
    return sort.split(',').map((part) => {
      const [key = '', direction = 'desc'] = part.split(':');
      return sorting(key.trim(), direction.trim());
    });
  }
  if (keys.length === 0) return [sorting('created_at', dirs[0] ?? 'desc')];
  return keys.map((key, i) => sorting(key, dirs[i] ?? dirs[0] ?? 'desc'));
}

const paging = new Set(['limit', 'marker', 'sort', 'sort_key', 'sort_dir']);

/** Filters whose values may be a list: `in:a,"b,c"`. */
const listFilters = new Set(['id', 'name', 'status', 'container_format', 'disk_format']);

const valuesOf = (name: string, value: string): readonly string[] => {
  if (!listFilters.has(name) || !value.startsWith('in:')) return [value];
  return [...value.slice(3).matchAll(/"([^"]*)"|([^,]+)/g)].map(([, q, plain]) => q ?? plain ?? '');
};

const flag = (name: string, value: string): boolean => {
  if (value !== 'true' && value !== 'false') {
    throw badRequest(
      `Invalid value '${value}' for '${name}' filter. Valid values are 'true' or 'false'.`,
    );
  }
  return value === 'true';
};

const number = (value: string): number => {
  if (value !== '' && Number.isFinite(Number(value))) return Number(value);
  throw badRequest('Unable to filter on a range with a non-numeric value.');
};

/** What a table says of a word that comes from outside: not what every object has. */
const own = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  eq: (a, b) => a === b,
  neq: (a, b) => a !== b,
};

const instantFilter = (value: string, of: (image: Image) => number) => {
  const [, operator = 'eq', text = value] = /^([a-z]+):(.*)$/.exec(value) ?? [];
  const [compare, instant] = [own(comparisons, operator), Date.parse(text)];
  if (compare === undefined) {
    throw badRequest(`Unable to filter by unknown operator '${operator}'.`);
  }
  if (Number.isNaN(instant)) throw badRequest(`'${text}' is not a date`);
  return (image: Image) => compare(of(image), instant);
};

type Test = (image: Image) => boolean;

/** Filters that are more than equality with what is shown. */
const special: Readonly<Record<string, (value: string) => Test>> = {
  visibility: (value) => (image) => value === 'all' || image.visibility === value,
  protected: (value) => {
    const wanted = flag('protected', value);
    return (image) => image.isProtected === wanted;
  },
  tag: (value) => (image) => image.tags.includes(value),
  size_min: (value) => {
    const least = number(value);
    return ({ data }) => data !== undefined && data.bytes.byteLength >= least;
  },
  size_max: (value) => {
    const most = number(value);
    return ({ data }) => data !== undefined && data.bytes.byteLength <= most;
  },
  created_at: (value) => instantFilter(value, ({ createdAt }) => createdAt),
  updated_at: (value) => instantFilter(value, ({ updatedAt }) => updatedAt),
  'changes-since': () => {
    throw badRequest('The "changes-since" filter is no longer available on v2.');
  },
  deleted: () => () => true,
  member_status: () => () => true,
  os_hidden: () => () => true,
};

const asShown = (name: string, value: string): Test => {
  const values = valuesOf(name, value);
  return (image) => {
    const shown: unknown = imageView(image)[name];
    if (typeof shown === 'string') return values.includes(shown);
    return typeof shown === 'number' && values.includes(String(shown));
  };
};

/**
 * What the caller's list holds: what is public, what is theirs, what is shared with them (and accepted,
 * unless they ask otherwise), and what is offered to the community if they ask for it.
 * @throws Fault 400 that quotes the value of a filter that makes no sense
 */
export function readFilter(query: URLSearchParams, caller: Caller): Test {
  const visibility = query.get('visibility');
  if (visibility !== null && ![...visibilities, 'all'].includes(visibility)) {
    throw badRequest(`Invalid visibility value: ${visibility}`);
  }
  const memberStatus = query.get('member_status') ?? 'accepted';
  if (![...memberStatuses, 'all'].includes(memberStatus)) {
    throw badRequest(`Invalid status: ${memberStatus}`);
  }
  const hidden = flag('os_hidden', query.get('os_hidden') ?? 'false');
  const tests = [...query]
    .filter(([name]) => !paging.has(name))
    .map(([name, value]) => own(special, name)?.(value) ?? asShown(name, value));
  const project = projectOf(caller);
  const listed: Test = (image) => {
    if (image.visibility === 'public' || (image.owner !== null && image.owner === project)) {
      return true;
    }
    if (image.visibility === 'community') return visibility === 'community' || visibility === 'all';
    if (owns(caller, image)) return true;
    const status = memberOf(image, project)?.status;
    return (
      image.visibility === 'shared' &&
      status !== undefined &&
      (memberStatus === 'all' || status === memberStatus)
    );
  };
  return (image) =>
    image.isHidden === hidden && listed(image) && tests.every((test) => test(image));
}

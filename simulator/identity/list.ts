/**
 * Lists: filters by field, and pages where the release has them.
 * Source: Identity API reference, "Filtering", "Pagination".
 */
import type { ListLinks } from '../../src/contract/identity/wire-types.ts';
import { badRequest, notFound } from '../kernel/fault.ts';
import { nextPage } from '../kernel/paging.ts';
import type { Table } from '../kernel/table.ts';
import type { IdentityCall } from './identity-call.ts';

export type Filter<Row> = (row: Row, wanted: string, comparator: string) => boolean;

const no = ['0', 'false', 'f', 'no', 'n', 'off'];

const compare = (value: string, wanted: string, comparator: string): boolean => {
  if (comparator === '') return value === wanted;
  const caseless = comparator.startsWith('i');
  const [have, want] = caseless ? [value.toLowerCase(), wanted.toLowerCase()] : [value, wanted];
  const kind = caseless ? comparator.slice(1) : comparator;
  if (kind === 'contains') return have.includes(want);
  if (kind === 'startswith') return have.startsWith(want);
  if (kind === 'endswith') return have.endsWith(want);
  // Comparators that it does not know are passed over, as the service does.
  return true;
};

/** Compares one field: text as it stands or by `__contains` and the like, anything but "no" is yes. */
export const equals =
  <Row>(read: (row: Row) => string | boolean | null | undefined): Filter<Row> =>
  (row, wanted, comparator) => {
    const value = read(row);
    if (typeof value === 'boolean') return value !== no.includes(wanted.toLowerCase());
    return typeof value === 'string' && compare(value, wanted, comparator);
  };

/** At most so many rows on a page. */
const longestPage = 1000;

export interface ListRules<Row> {
  /** By the name of the query parameter. */
  readonly filters: Readonly<Record<string, Filter<Row>>>;
  /** Whether the query is judged, and `limit` and `marker` are read; earlier releases do not. */
  readonly paging: boolean;
}

export interface Listed<Row> {
  readonly rows: readonly Row[];
  /** What stands beside the list. */
  readonly rest: { readonly links: ListLinks; readonly truncated?: true };
}

/** How a query may say yes and no. */
const words = 'True TRUE true False FALSE false 1 0 y Y n N on ON off OFF yes no'.split(' ');

/** Later releases judge what they filter by. @throws Fault 400 */
const judgeFilters = (query: URLSearchParams): void => {
  const refuse = (field: string, value: string, said: string) =>
    badRequest(`Invalid input for field/attribute ${field}. Value: ${value}. '${value}' ${said}`);
  for (const field of ['enabled', 'is_domain']) {
    const value = query.get(field) ?? '';
    if (value !== '' && !words.includes(value)) {
      throw refuse(field, value, `is not one of [True, False, ${words.join(', ')}]`);
    }
  }
  if (query.get('name') === '') throw refuse('name', '', 'should be non-empty');
};

const readLimit = (query: URLSearchParams): number | undefined => {
  const text = query.get('limit');
  if (text === null || text === '') return undefined;
  if (!/^\d+$/.test(text)) {
    throw badRequest(`Invalid input for field 'limit': '${text}' is not an integer`);
  }
  return Math.min(longestPage, Number(text)) || undefined;
};

/** What a page is wanted of. */
interface Wish<Row> {
  readonly where: (row: Row) => boolean;
  readonly after?: string;
  readonly limit?: number;
}
/** Where the rows come from; undefined when no row has the key `after`. */
export type Source<Row> = (wish: Wish<Row>) => readonly Row[] | undefined;

/** The rows of a table, or those of one value of an order; the cost follows the page. */
export const rowsOf =
  <Row extends object, Unique extends string, Group extends string, Order extends string>(
    table: Table<Row, Unique, Group, Order>,
    of?: { readonly order: Order; readonly equal: string },
  ): Source<Row> =>
  (wish) =>
    table.page({ ...wish, ...of })?.rows;

const rowsIn =
  <Row extends { readonly id?: string }>(all: readonly Row[]): Source<Row> =>
  ({ where, after, limit }) => {
    const rows = all.filter(where);
    const at = after === undefined ? -1 : rows.findIndex(({ id }) => id === after);
    if (after !== undefined && at === -1) return undefined;
    return rows.slice(at + 1, limit === undefined ? undefined : at + 1 + limit);
  };

/** @throws Fault 400 for a limit that is no number, 404 for an unknown marker */
export function collection<Row extends { readonly id?: string }>(
  call: IdentityCall,
  all: readonly Row[] | Source<Row>,
  { filters, paging }: ListRules<Row>,
): Listed<Row> {
  const { query, request } = call;
  if (paging) judgeFilters(query);
  const wanted = [...query].flatMap(([parameter, value]) => {
    const [field = '', comparator = ''] = parameter.split('__', 2);
    const filter = Object.hasOwn(filters, field) ? filters[field] : undefined;
    return filter === undefined ? [] : [(row: Row) => filter(row, value, comparator)];
  });
  const limit = paging ? readLimit(query) : undefined;
  const marker = paging ? (query.get('marker') ?? '') : '';
  const source = typeof all === 'function' ? all : rowsIn(all);
  const rows = source({
    where: (row) => wanted.every((filter) => filter(row)),
    ...(marker === '' ? {} : { after: marker }),
    ...(limit === undefined ? {} : { limit }),
  });
  if (rows === undefined) throw notFound(`Marker ${marker} could not be found.`);
  const self = request.url;
  if (limit === undefined || rows.length < limit) {
    return { rows, rest: { links: { next: null, self, previous: null } } };
  }
  // Whether more follow is not looked at: a full page has a next one, which may be empty.
  const next = nextPage(call.base + call.path, query, rows.at(-1)?.id ?? '');
  return { rows, rest: { links: { next, self, previous: null }, truncated: true } };
}

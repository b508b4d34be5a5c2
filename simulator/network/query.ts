/** What a query asks of a list: fields, filters, order, and the page. */
import type { Call } from '../kernel/call.ts';
import type { Attributes } from './attributes.ts';
import { badPart, badRequest } from './faults.ts';
import { pythonText } from '../kernel/value-text.ts';
import { shown } from './values.ts';

type View = Readonly<Record<string, unknown>>;

/** The fields that the query names; all of them when it names none. */
export function fieldsOf(query: URLSearchParams): (view: View) => View {
  const wanted = query.getAll('fields').filter((field) => field !== '');
  if (wanted.length === 0) return (view) => view;
  return (view) => Object.fromEntries(Object.entries(view).filter(([key]) => wanted.includes(key)));
}

export interface Order {
  readonly key: string;
  readonly ascending: boolean;
}

/** @throws Fault 400 */
export function orderOf(query: URLSearchParams, attributes: Attributes): readonly Order[] {
  const keys = query.getAll('sort_key').filter((key) => key !== '');
  const directions = query.getAll('sort_dir').filter((direction) => direction !== '');
  if (keys.length !== directions.length) {
    throw badRequest('The number of sort_keys and sort_dirs must be same');
  }
  const unknown = keys.filter((key) => attributes[key]?.sort !== true);
  if (unknown.length > 0) {
    throw badRequest(`${pythonText(unknown)} is invalid attribute for sort_keys`);
  }
  const wrong = directions.filter((direction) => !['asc', 'desc'].includes(direction));
  if (wrong.length > 0) {
    throw badRequest(
      `${pythonText(wrong)} is invalid value for sort_dirs, valid value is 'asc' and 'desc'`,
    );
  }
  return keys.map((key, i) => ({ key, ascending: directions[i] === 'asc' }));
}

/** Compares by the orders one after the other, and by the id where they leave it open. */
export const compareBy =
  (orders: readonly Order[]) =>
  (a: View, b: View): number => {
    for (const { key, ascending } of [...orders, { key: 'id', ascending: true }]) {
      const [x, y] = [sortable(a[key]), sortable(b[key])];
      if (x !== y) return x < y === ascending ? -1 : 1;
    }
    return 0;
  };
const sortable = (value: unknown): string | number =>
  typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) : shown(value);

/** A filter that is not the equality of an attribute. */
export type OwnFilter<Row> = (row: Row, values: readonly string[]) => boolean;

/**
 * What the query lets through; undefined when it filters by nothing. Parameters that are no attributes
 * are passed over.
 * @throws Fault 400 for a value that the attribute cannot have
 */
export function filterOf<Row>(
  query: URLSearchParams,
  attributes: Attributes,
  view: (row: Row) => View,
  own: Readonly<Record<string, OwnFilter<Row>>>,
): ((row: Row) => boolean) | undefined {
  const tests: ((row: Row) => boolean)[] = [];
  for (const key of new Set(query.keys())) {
    const values = query.getAll(key);
    const mine = Object.hasOwn(own, key) ? own[key] : undefined;
    const attribute = Object.hasOwn(attributes, key) ? attributes[key] : undefined;
    if (mine !== undefined) tests.push((row) => mine(row, values));
    else if (attribute?.filter === true) {
      const { convert } = attribute;
      const wanted = values.map((value) => shown(convert === undefined ? value : convert(value)));
      tests.push((row) => wanted.includes(textOf(view(row)[key])));
    }
  }
  return tests.length === 0 ? undefined : (row) => tests.every((test) => test(row));
}

/** Null is asked for by an empty text. */
const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : shown(value);

export interface PageAsked {
  /** Undefined: all. */
  readonly limit: number | undefined;
  readonly marker: string | undefined;
  readonly reverse: boolean;
}

/** @throws Fault 400 when the limit is no whole number of at least 0 */
export function pageOf(query: URLSearchParams): PageAsked {
  const told = query.get('limit') ?? '0';
  if (!/^\s*\+?\d+\s*$/.test(told)) {
    throw badPart('limit', `Limit must be an integer 0 or greater and not '${told}'`);
  }
  const limit = Number(told) === 0 ? undefined : Number(told);
  return {
    limit,
    // Without a limit there are no pages, and nobody looks at the marker.
    marker: limit === undefined ? undefined : (query.get('marker') ?? undefined),
    reverse: query.get('page_reverse')?.toLowerCase() === 'true',
  };
}

/** Links to the pages before and after this one; none when no limit was asked for. */
export function pageLinksOf(call: Call, { limit, reverse }: PageAsked, ids: readonly string[]) {
  if (limit === undefined) return [];
  const full = ids.length >= limit;
  const link = (rel: 'next' | 'previous', marker: string | undefined) => {
    const query = new URLSearchParams(call.query);
    query.delete('marker');
    if (rel === 'next') query.delete('page_reverse');
    if (marker !== undefined) query.set('marker', marker);
    if (rel === 'previous') query.set('page_reverse', 'True');
    return { rel, href: `${call.base}${call.path}?${query.toString()}` };
  };
  return [
    ...(full || reverse ? [link('next', ids.at(-1))] : []),
    ...(full || !reverse ? [link('previous', ids.at(0))] : []),
  ];
}

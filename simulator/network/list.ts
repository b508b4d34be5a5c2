/** The rows of one page of a list. */
import { orderOf, compareBy, type PageAsked } from './query.ts';
import type { Resource, View } from './resource.ts';
import type { StandardRow } from './row.ts';

interface ListAsked<Row> {
  readonly query: URLSearchParams;
  readonly admin: boolean;
  readonly projectId: string | undefined;
  readonly where: ((row: Row) => boolean) | undefined;
  readonly page: PageAsked;
  readonly view: (row: Row) => View;
}

/** What lists need to know of a resource. */
type Listed<Row extends StandardRow> = Pick<
  Resource<Row>,
  'attributes' | 'rows' | 'notFound' | 'sees' | 'ofOthers'
>;

/** A project that has at least this part of all rows is served by walking all rows in their order. */
const large = 1 / 4;

/**
 * In the order of ids, unless the query says otherwise: then all rows that the caller may see are sorted.
 * @throws Fault 404 for a marker that the caller does not see, 400 for an order that there is not
 */
export function listRows<Row extends StandardRow>(
  resource: Listed<Row>,
  { query, admin, projectId, where, page, view }: ListAsked<Row>,
): Row[] {
  const { rows } = resource;
  const orders = orderOf(query, resource.attributes);
  const may = (row: Row) =>
    (admin || resource.sees(projectId, row)) && (where === undefined || where(row));
  const { limit, marker, reverse } = page;
  const after = marker === undefined ? undefined : rows.get(marker);
  if (
    marker !== undefined &&
    (after === undefined || !(admin || resource.sees(projectId, after)))
  ) {
    throw resource.notFound(marker);
  }

  const walk = admin || rows.count('project', projectId ?? '') >= rows.size * large;
  if (orders.length === 0 && walk) {
    const found = rows.page({
      order: 'id',
      direction: reverse ? 'descending' : 'ascending',
      where: may,
      ...(limit === undefined ? {} : { limit }),
      ...(marker === undefined ? {} : { after: marker }),
    });
    const inOrder = found?.rows ?? [];
    return reverse ? inOrder.reverse() : inOrder;
  }

  const all = (walk ? (rows.page({ order: 'id' })?.rows ?? []) : ofProject(resource, projectId))
    .filter(may)
    .map((row) => ({ row, shown: { ...view(row), id: row.id } }))
    .sort((a, b) => compareBy(orders)(a.shown, b.shown))
    .map(({ row }) => row);
  const at = after === undefined ? -1 : all.findIndex(({ id }) => id === after.id);
  if (!reverse) return all.slice(at + 1, limit === undefined ? undefined : at + 1 + limit);
  const end = at === -1 ? all.length : at;
  return all.slice(limit === undefined ? 0 : Math.max(0, end - limit), end);
}

/** Its own rows and those of others that it may see, each once. */
function ofProject<Row extends StandardRow>(
  { rows, ofOthers }: Listed<Row>,
  projectId = '',
): Row[] {
  const own = rows.list('project', projectId);
  const others = ofOthers?.(projectId) ?? [];
  return [...new Map([...own, ...others].map((row) => [row.id, row])).values()];
}

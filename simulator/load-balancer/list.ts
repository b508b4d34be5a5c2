/** Lists: filtered by any attribute, in pages. */
import type { Call } from '../kernel/call.ts';
import { badRequest } from '../kernel/fault.ts';
import { nextPage } from '../kernel/paging.ts';
import { json, type Reply } from '../kernel/reply.ts';

const ofPages = ['limit', 'marker', 'sort', 'sort_key', 'sort_dir', 'fields', 'page_reverse'];

/** @param views in the order of their creation */
export function listed(
  call: Call,
  collection: string,
  views: readonly { readonly id: string }[],
): Reply {
  const { query } = call;
  const filters = [...query].filter(([name]) => !ofPages.includes(name));
  const wanted = views.filter((view) =>
    filters.every(([name, value]) => {
      const has = (view as Readonly<Record<string, unknown>>)[name];
      return Array.isArray(has) ? has.includes(value) : String(has) === value;
    }),
  );
  const marker = query.get('marker');
  const at = marker === null ? -1 : wanted.findIndex(({ id }) => id === marker);
  if (marker !== null && at === -1) {
    throw badRequest(`Supplied pagination marker '${marker}' is not valid.`);
  }
  const limit = query.get('limit') ?? '1000';
  if (!/^\d+$/.test(limit)) throw badRequest(`Supplied pagination limit '${limit}' is not valid.`);
  const rest = wanted.slice(at + 1);
  const page = rest.slice(0, Number(limit));
  const last = page.at(-1);
  const links =
    last === undefined || page.length === rest.length
      ? []
      : [{ rel: 'next', href: nextPage(call.base + call.path, query, last.id) }];
  return json(200, { [collection]: page, [`${collection}_links`]: links });
}

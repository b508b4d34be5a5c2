/** Pages of lists. */
import type { Call } from '../kernel/call.ts';
import { badRequest } from '../kernel/fault.ts';
import { nextPage } from '../kernel/paging.ts';
import { invalidArgument } from './faults.ts';

/** The service's own limit. */
const longest = 1000;

/** What stands on the page that the request asks for; a link leads to the next one. @throws Fault 400 */
export function page<Row extends { readonly id: string }>(
  call: Call,
  rows: readonly Row[],
): readonly Row[] {
  const { query } = call;
  const text = query.get('limit');
  const limit = text === null ? longest : Number(text);
  if (!Number.isSafeInteger(limit) || limit < 1) {
    throw invalidArgument(`value must be at least 1 for dictionary value @ data['limit']`);
  }
  const marker = query.get('marker');
  const at = marker === null ? -1 : rows.findIndex(({ id }) => id === marker);
  if (marker !== null && at === -1) throw badRequest(`Invalid marker: ${marker}`);
  const rest = rows.slice(at + 1);
  const shown = rest.slice(0, Math.min(limit, longest));
  const last = shown.at(-1);
  if (last !== undefined && shown.length < rest.length) {
    const next = nextPage(call.base + call.path, query, last.id);
    call.answerHeaders.push(['link', `<${next}>; rel="next"`]);
  }
  return shown;
}

/** Pages of the compute service. */
import type { Call } from '../kernel/call.ts';
import { badRequest } from '../kernel/fault.ts';
import { nextPage } from '../kernel/paging.ts';
import { selfUrl } from './links.ts';

/** No page is longer. */
const maxLimit = 1000;

/** @throws Fault 400 when `limit` is not a whole number of at least 0; a page of 0 has no entries */
export function readLimit(query: URLSearchParams): number {
  const text = query.get('limit');
  if (text === null) return maxLimit;
  if (!/^[0-9]*$/.test(text)) {
    throw badRequest(
      `Invalid input for query parameters limit. Value: ${text}. '${text}' does not match '^[0-9]*$'`,
    );
  }
  if (text === '') throw badRequest('limit must be an integer');
  return Math.min(Number(text), maxLimit);
}

export const badMarker = (marker: string) => badRequest(`marker [${marker}] not found`);

/**
 * The link to the next page, there when this one has as many entries as were asked for; it keeps
 * every parameter of the request.
 */
export function nextLinks(call: Call, collection: string, keys: readonly string[]) {
  const asked = Number(call.query.get('limit') ?? maxLimit);
  const last = keys.at(-1);
  if (last === undefined || keys.length !== asked) return undefined;
  return [{ rel: 'next', href: nextPage(selfUrl(call, collection), call.query, last) }];
}

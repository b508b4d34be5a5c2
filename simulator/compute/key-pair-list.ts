/** Which of a user's key pairs a list shows. */
import { badRequest } from '../kernel/fault.ts';
import { unexpectedText } from '../kernel/value-text.ts';
import { findKeyPair, type KeyPair, type KeyPairs, keyPairsOf } from './key-pair-table.ts';
import { since } from './key-pair-view.ts';
import type { ComputeCall } from './microversions.ts';
import { readLimit } from './paging.ts';

/** @throws Fault 400 from 2.75 on, when the query has a parameter that the call does not know */
export function refuseUnknownParameters(
  query: URLSearchParams,
  minor: number,
  isList: boolean,
): void {
  const known = isList ? ['user_id', 'limit', 'marker'] : ['user_id'];
  const unknown = [...query.keys()].filter((key) => !known.includes(key));
  if (minor >= since.strictQueries && unknown.length > 0) throw badRequest(unexpectedText(unknown));
}

export interface Page {
  readonly limit: number;
  /** The name after which it starts. */
  readonly marker: string | undefined;
}

/** @returns undefined before lists had pages: the parameters then mean nothing */
export function readPage({ query, state }: ComputeCall): Page | undefined {
  if (state.minor < since.pages) return undefined;
  if (query.get('limit') === '') {
    throw badRequest("Invalid input for query parameters limit. Value: . '' is too short");
  }
  return { limit: readLimit(query), marker: query.get('marker') || undefined };
}

/** @throws Fault 400 when the marker is none of the user's */
export function pageOf(keyPairs: KeyPairs, userId: string, page: Page | undefined): KeyPair[] {
  const all = keyPairsOf(keyPairs, userId);
  if (page === undefined) return all;
  const { limit, marker } = page;
  if (marker === undefined) return all.slice(0, limit);
  const after = findKeyPair(keyPairs, userId, marker);
  if (after === undefined) throw badRequest(`Marker ${marker} could not be found.`);
  const start = all.indexOf(after) + 1;
  return all.slice(start, start + limit);
}

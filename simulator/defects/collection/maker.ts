/**
 * Acting with the rights of who makes the things of a collection: the last who made one, and before
 * that whoever was shown the list, or the administrator, whom {@link watchAdministrator} knows.
 */
import { type Fetch, matches, type Route } from '../defect.ts';
import { watchAdministrator } from '../wrapping.ts';
import type { Collection } from './collection.ts';

export interface WatchedMaker {
  readonly fetch: Fetch;
  /** The same request with the maker's token; undefined before there is one. */
  readonly promoted: (request: Request) => Request | undefined;
  readonly isMaker: (request: Request) => boolean;
}

export function watchMaker(collection: Collection, next: Fetch): WatchedMaker {
  const administrator = watchAdministrator(next);
  let maker: string | undefined;
  let lister: string | undefined;
  return {
    async fetch(request) {
      const token = request.headers.get('x-auth-token');
      const answer = await administrator.fetch(request);
      if (matches(collection.create, request) && answer.ok && token !== null) maker = token;
      if (matches(collection.list, request) && answer.ok && token !== null) lister = token;
      return answer;
    },
    isMaker: (request) => request.headers.get('x-auth-token') === maker,
    promoted(request) {
      const token = maker ?? lister;
      if (token === undefined) return administrator.promoted(request);
      const headers = new Headers(request.headers);
      headers.set('x-auth-token', token);
      return new Request(request, { headers });
    },
  };
}

/** Does what is asked with the rights of a maker, whoever asks. */
export const asMaker =
  (collection: Collection, route: Route, when: (request: Request, answer: Response) => boolean) =>
  (next: Fetch): Fetch => {
    const { fetch, promoted } = watchMaker(collection, next);
    return async (request) => {
      const again = promoted(request.clone());
      const answer = await fetch(request);
      const wrongly = matches(route, request) && when(request, answer);
      return wrongly && again !== undefined ? next(again) : answer;
    };
  };

/** Refuses whom the service refuses, and does what was asked all the same. */
export const refusedYetDone =
  (collection: Collection, route: Route) =>
  (next: Fetch): Fetch => {
    const { fetch, promoted } = watchMaker(collection, next);
    return async (request) => {
      const again = promoted(request.clone());
      const answer = await fetch(request);
      if (matches(route, request) && !answer.ok && again !== undefined) await next(again);
      return answer;
    };
  };

type Caller = (request: Request, answer: Response) => boolean;

const hasToken = (request: Request): boolean => request.headers.has('x-auth-token');
/** Who has signed in and may not do it, or not with this. */
export const anyoneSignedIn: Caller = (request, { status }) =>
  hasToken(request) && (status === 403 || status === 404);
export const forgedToken: Caller = (request, { status }) => hasToken(request) && status === 401;
export const withoutToken: Caller = (request) => !hasToken(request);

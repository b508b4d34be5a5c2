/** The ways in which a defect interferes with one route. */
import { type Fetch, matches, type Route } from './defect.ts';

/** JSON of unknown shape; a defect changes it blindly, as a broken service would. */
export type Json = Record<string, unknown>;

/** Answers in place of the service. */
export const instead =
  (route: Route, answer: (request: Request, next: Fetch) => Response | Promise<Response>) =>
  (next: Fetch): Fetch =>
  async (request) =>
    matches(route, request) ? answer(request, next) : next(request);

/** Lets the service answer, and changes the answer. Refusals pass unchanged. */
export const afterwards =
  (route: Route, change: (response: Response, request: Request) => Response | Promise<Response>) =>
  (next: Fetch): Fetch =>
  async (request) => {
    const response = await next(request);
    return matches(route, request) && response.ok ? change(response, request) : response;
  };

/** Lets the service answer, and changes the JSON of the answer. */
export const changingAnswer = (route: Route, change: (body: Json, request: Request) => Json) =>
  afterwards(route, async (response, request) =>
    withBody(response, JSON.stringify(change((await response.json()) as Json, request))),
  );

/** Changes the JSON of the request before the service sees it. */
export const changingRequest =
  (route: Route, change: (body: Json) => Json) =>
  (next: Fetch): Fetch =>
  async (request) => {
    if (!matches(route, request)) return next(request);
    return next(await withJson(request, change));
  };

/** The request with its JSON changed. */
export async function withJson(request: Request, change: (body: Json) => Json): Promise<Request> {
  const body = (await request.clone().json()) as Json;
  return new Request(request, { body: JSON.stringify(change(body)) });
}

/** The response with another body; length and type follow. */
export function withBody(response: Response, body: string, contentType?: string): Response {
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  if (contentType !== undefined) headers.set('content-type', contentType);
  return new Response(body, { status: response.status, headers });
}

/** The response with another status. */
export const withStatus = async (response: Response, status: number): Promise<Response> =>
  new Response(status === 204 ? null : await response.arrayBuffer(), {
    status,
    headers: response.headers,
  });

/**
 * Watches for an administrator's token: whoever made a domain, which in a run only the cloud zone
 * administrator does.
 */
export function watchAdministrator(next: Fetch): {
  readonly fetch: Fetch;
  /** The same request with the administrator's token; undefined before one was seen. */
  readonly promoted: (request: Request) => Request | undefined;
  readonly isAdministrator: (request: Request) => boolean;
} {
  let administrator: string | undefined;
  return {
    fetch: (request) => {
      const token = request.headers.get('x-auth-token');
      if (matches({ method: 'POST', path: /\/domains$/ }, request) && token !== null) {
        administrator = token;
      }
      return next(request);
    },
    isAdministrator: (request) => request.headers.get('x-auth-token') === administrator,
    promoted(request) {
      if (administrator === undefined) return undefined;
      const headers = new Headers(request.headers);
      headers.set('x-auth-token', administrator);
      return new Request(request, { headers });
    },
  };
}

/** Does what is asked with the rights of an administrator, whoever asks. */
export const asAdministrator =
  (route: Route, when: (request: Request) => boolean = () => true) =>
  (next: Fetch): Fetch => {
    const { fetch, promoted } = watchAdministrator(next);
    return (request) =>
      fetch(matches(route, request) && when(request) ? (promoted(request) ?? request) : request);
  };

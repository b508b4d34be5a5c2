/** What the defects of the administrative side have in common. */
import type { Fetch, Route } from '../defect.ts';
import { matches } from '../defect.ts';
import { type Json, withBody } from '../wrapping.ts';

export const hypervisors: Route = { method: 'GET', path: /\/os-hypervisors\/detail$/ };
export const programs: Route = { method: 'GET', path: /\/os-services$/ };
export const setProgram: Route = { method: 'PUT', path: /\/os-services\/[^/]+$/ };
export const zonesWithHosts: Route = { method: 'GET', path: /\/os-availability-zone\/detail$/ };
export const groups: Route = { method: 'GET', path: /\/os-aggregates$/ };
export const createGroup: Route = { method: 'POST', path: /\/os-aggregates$/ };
export const deleteGroup: Route = { method: 'DELETE', path: /\/os-aggregates\/[^/]+$/ };
export const actOnGroup: Route = { method: 'POST', path: /\/os-aggregates\/[^/]+\/action$/ };
export const createServer: Route = { method: 'POST', path: /\/servers$/ };
export const deleteServer: Route = { method: 'DELETE', path: /\/servers\/[^/]+$/ };

const ofProvider = (method: string, part: string): Route => ({
  method,
  path: new RegExp(`/placement/resource_providers/[^/]+/${part}$`),
});
export const providers: Route = { method: 'GET', path: /\/placement\/resource_providers$/ };
export const offers = ofProvider('GET', 'inventories');
export const setOffers = ofProvider('PUT', 'inventories');
export const usages = ofProvider('GET', 'usages');
export const setTraits = ofProvider('PUT', 'traits');
export const consumers = ofProvider('GET', 'allocations');
export const allocation: Route = { method: 'GET', path: /\/placement\/allocations\/[^/]+$/ };
export const allocate: Route = { method: 'PUT', path: /\/placement\/allocations\/[^/]+$/ };
export const giveBack: Route = { method: 'DELETE', path: /\/placement\/allocations\/[^/]+$/ };
export const pools: Route = { method: 'GET', path: /\/scheduler-stats\/get_pools$/ };
export const agents: Route = { method: 'GET', path: /\/v2\.0\/agents$/ };
export const sites: Route = { method: 'GET', path: /\/regions$/ };

/** The last part of the path. */
export const lastPart = (request: Request): string =>
  new URL(request.url).pathname.split('/').at(-1) ?? '';

/** Asks for something else with the same token. */
export const sibling = (request: Request, change: (url: string) => string): Request =>
  new Request(change(request.url), { headers: request.headers });

/** Answers the first request for each address as done, and does nothing. */
export const firstIsForgotten =
  (route: Route, status: number) =>
  (next: Fetch): Fetch => {
    const seen = new Set<string>();
    return async (request) => {
      if (!matches(route, request) || seen.has(request.url)) return next(request);
      seen.add(request.url);
      return new Response(null, { status });
    };
  };

/** Answers a refusal as if all were well; `answer` may ask on. */
export const inPlaceOfRefusal =
  (
    route: Route,
    status: number,
    answer: (request: Request, next: Fetch) => Response | Promise<Response>,
  ) =>
  (next: Fetch): Fetch =>
  async (request) => {
    if (!matches(route, request)) return next(request);
    const again = request.clone();
    const response = await next(request);
    return response.status === status ? answer(again, next) : response;
  };

/** Rows of a list, each changed or, with undefined, left out. */
export const eachRow = (
  body: Json,
  key: string,
  change: (row: Json) => Json | undefined,
): Json => ({
  ...body,
  [key]: ((body[key] ?? []) as Json[]).flatMap((row) => change(row) ?? []),
});

/** A JSON answer with some of it changed; refusals pass. */
export async function changed(response: Response, change: (body: Json) => Json): Promise<Response> {
  if (!response.ok) return response;
  return withBody(response, JSON.stringify(change((await response.json()) as Json)));
}

/** What the defects of policies are made of. */
import { atBoth } from '../interface-points/clauses.ts';
import { type Defect, type Fetch, matches, type Route } from '../defect.ts';
import type { Json } from '../wrapping.ts';

const route = (method: string, path: string): Route => ({
  method,
  path: new RegExp(`^/nfvpolicy/v1${path}$`),
});

export const routes = {
  create: route('POST', '/policies'),
  list: route('GET', '/policies'),
  show: route('GET', '/policies/[^/]+'),
  modify: route('PATCH', '/policies/[^/]+'),
  remove: route('DELETE', '/policies/[^/]+'),
  transfer: route('PUT', '/policies/[^/]+/versions/[^/]+'),
  content: route('GET', '/policies/[^/]+/selected_versions'),
  subscribe: route('POST', '/subscriptions'),
  unsubscribe: route('DELETE', '/subscriptions/[^/]+'),
} as const;

const operations = [
  ...['transfer', 'query', 'activate', 'deactivate', 'associate', 'disassociate', 'delete'],
  ...['subscribe', 'notify'],
];
const every = operations.flatMap((operation) => atBoth('policy', operation));

/** A defect of operations at both interface points, or of single clauses. */
export function defect(
  name: string,
  does: string,
  kills: readonly string[],
  wrap: Defect['wrap'],
): Defect {
  const clauses = kills.flatMap((each) => (each.includes('/') ? [each] : atBoth('policy', each)));
  return {
    name: `policy-${name}`,
    does,
    kills: clauses,
    mayAlsoBreak: every.filter((clause) => !clauses.includes(clause)),
    wrap,
  };
}

export const json = async (body: Request | Response): Promise<Json> =>
  (await body.clone().json()) as Json;

/** Another request of whoever made this one, to the same address unless told otherwise. */
export const asking = (
  { url, headers }: Request,
  method: string,
  body?: Json,
  address = url,
): Request =>
  new Request(address, { method, headers, ...(body && { body: JSON.stringify(body) }) });

export const withToken = (request: Request, token: string): Request => {
  const headers = new Headers(request.headers);
  headers.set('authorization', token);
  return new Request(request, { headers });
};

export const policyIdIn = (text: string): string => /\/policies\/([^/]+)/.exec(text)?.[1] ?? '';

/** Notes with whose rights each policy was made. */
export function watchMakers(next: Fetch): {
  readonly fetch: Fetch;
  readonly makers: ReadonlyMap<string, string>;
} {
  const makers = new Map<string, string>();
  return {
    makers,
    async fetch(request) {
      const response = await next(request);
      const token = request.headers.get('authorization');
      if (matches(routes.create, request) && response.ok && token !== null) {
        makers.set(String((await json(response))['id']), token);
      }
      return response;
    },
  };
}

/** What the defects of load balancers have in common. */
import type { Defect, Fetch, Route } from '../defect.ts';
import { instead, type Json, withBody, withJson } from '../wrapping.ts';

/** All examples build on load balancers, and most on what belongs to them. */
const clauses = [
  'load-balancer',
  'listener',
  'pool',
  'member',
  'health-monitor',
  'authorization',
  'distribution',
  'health',
  'draining',
  'persistence',
  'immutability',
  'cascade',
  'statistics',
  'rules',
  'tls',
].map((aspect) => `lbaas/${aspect}`);

export const killing = (...aspects: string[]): Pick<Defect, 'kills' | 'mayAlsoBreak'> => {
  const kills = aspects.map((aspect) => `lbaas/${aspect}`);
  return { kills, mayAlsoBreak: clauses.filter((clause) => !kills.includes(clause)) };
};
/** Where what the defect concerns is tried alone. */
export const killingOnly = (...aspects: string[]): Pick<Defect, 'kills' | 'mayAlsoBreak'> => ({
  kills: aspects.map((aspect) => `lbaas/${aspect}`),
  mayAlsoBreak: [],
});

/** A route of a collection, or of one thing of it. */
export const of = (method: string, collection: string, one = false): Route => ({
  method,
  path: new RegExp(`/lbaas/(?:.+/)?${collection}${one ? '/[^/]+' : ''}$`),
});

/** Changes what a request asks for, the one object in it. */
export const asking =
  (route: Route, change: (wish: Json) => Json) =>
  (next: Fetch): Fetch =>
    instead(route, async (request, service) =>
      service(await withJson(request, (body) => inside(body, change))),
    )(next);

/** Makes what is asked for with something else in it, where the service refuses it as it is. */
export const mending =
  (route: Route, status: number, mend: (wish: Json) => Json) =>
  (next: Fetch): Fetch =>
    instead(route, async (request, service) => {
      const again = request.clone();
      const answer = await service(request);
      if (answer.status !== status) return answer;
      return service(await withJson(again, (body) => inside(body, mend)));
    })(next);

/** Changes the one object in an answer that is no refusal. */
export async function showing(
  response: Response,
  change: (shown: Json) => Json,
): Promise<Response> {
  if (!response.ok || response.status === 204) return response;
  const body = (await response.json()) as Json;
  return withBody(response, JSON.stringify(inside(body, change)));
}

const inside = (body: Json, change: (inner: Json) => Json): Json =>
  Object.fromEntries(Object.entries(body).map(([key, inner]) => [key, change(inner as Json)]));

/** Does nothing, and says that it is done. */
export const pretending =
  (route: Route, when: (request: Request) => boolean = () => true) =>
  (next: Fetch): Fetch =>
    instead(route, async (request, service) =>
      when(request) ? new Response(null, { status: 204 }) : service(request),
    )(next);

export const isCascade = ({ url }: Request): boolean => url.includes('cascade=true');

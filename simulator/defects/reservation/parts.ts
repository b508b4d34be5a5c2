/** What the defects of reservations have in common: routes, clauses, and the JSON of leases. */
import { type Defect, type Fetch, matches, type Route } from '../defect.ts';
import { atBoth } from '../interface-points/clauses.ts';
import { changed } from '../infrastructure/parts.ts';
import type { Json } from '../wrapping.ts';

const oneLease = /\/reservation\/v1\/leases\/[^/]+$/;
const allLeases = /\/reservation\/v1\/leases$/;
export const create: Route = { method: 'POST', path: allLeases };
export const list: Route = { method: 'GET', path: allLeases };
export const show: Route = { method: 'GET', path: oneLease };
export const update: Route = { method: 'PUT', path: oneLease };
export const remove: Route = { method: 'DELETE', path: oneLease };

/** At both points, of what can be reserved. */
export const kills = (
  operation: 'create' | 'query' | 'update' | 'terminate',
  kinds: readonly string[] = ['compute', 'network'],
): readonly string[] => kinds.flatMap((kind) => atBoth('reservation', `${operation}-${kind}`));

/** Of what each point has one example: what is refused of one kind is refused of the other. */
export const crossed = (operation: 'create' | 'update'): readonly string[] => [
  `or-vi/reservation/${operation}-compute`,
  `vi-vnfm/reservation/${operation}-network`,
];

export const defect = (
  name: string,
  does: string,
  killed: readonly string[],
  wrap: Defect['wrap'],
): Defect => ({ name: `reservation-${name}`, does, kills: killed, mayAlsoBreak: [], wrap });

export const inLease = (body: Json, change: (lease: Json) => Json): Json => ({
  ...body,
  lease: change(body['lease'] as Json),
});
export const leasesIn = (body: Json): Json[] => (body['leases'] ?? []) as Json[];

/** Leases wherever they are shown, each changed. */
export const showing =
  (change: (lease: Json) => Json) =>
  (next: Fetch): Fetch =>
  async (request) => {
    const answer = await next(request);
    if (matches(show, request)) return changed(answer, (body) => inLease(body, change));
    if (!matches(list, request)) return answer;
    return changed(answer, (body) => ({ ...body, leases: leasesIn(body).map(change) }));
  };

/** What a refusal says; empty for a success. */
export async function saidBy(answer: Response): Promise<string> {
  if (answer.ok) return '';
  const { error_message: said } = (await answer.clone().json()) as { error_message?: string };
  return said ?? '';
}

/** Does something else where the service refuses in these words. */
export const whereRefused =
  (
    route: Route,
    words: RegExp,
    answer: (request: Request, next: Fetch) => Response | Promise<Response>,
  ) =>
  (next: Fetch): Fetch =>
  async (request) => {
    if (!matches(route, request)) return next(request);
    const again = request.clone();
    const refusal = await next(request);
    return words.test(await saidBy(refusal)) ? answer(again, next) : refusal;
  };

/** Answers a change with the lease as it is. */
export const unchanged = (request: Request, next: Fetch): Promise<Response> => {
  const headers = new Headers(request.headers);
  headers.delete('content-type');
  return next(new Request(request.url, { headers }));
};

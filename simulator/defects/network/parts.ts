/** What the defects of the network service have in common. */
import { type Defect, type Fetch, matches, type Route } from '../defect.ts';
import type { Collection } from '../collection/collection.ts';
import { askedName } from '../collection/collection.ts';
import { instead, type Json, watchAdministrator, withJson } from '../wrapping.ts';

/** A refusal as the network service writes it. */
export const networkRefusal = (status: number, message: string): Json => ({
  NeutronError: { type: `Refused${String(status)}`, message, detail: '' },
});

export const groups: Route = { method: 'POST', path: /\/security-groups$/ };
export const rules: Route = { method: 'POST', path: /\/security-group-rules$/ };
export const networks: Route = { method: 'POST', path: /\/networks$/ };
export const subnets: Route = { method: 'POST', path: /\/subnets$/ };
export const ports: Route = { method: 'POST', path: /\/ports$/ };

/** Makes what is asked for with something else in it, where the service refuses it as it is. */
export const mending =
  (route: Route, statuses: readonly number[], mend: (body: Json) => Json) =>
  (next: Fetch): Fetch =>
    instead(route, async (request, service) => {
      const again = request.clone();
      const answer = await service(request);
      return statuses.includes(answer.status) ? service(await withJson(again, mend)) : answer;
    })(next);

/** Refuses what the service refuses, and makes something else all the same. */
export const refusingYetMaking =
  (route: Route, mend: (body: Json) => Json) =>
  (next: Fetch): Fetch =>
    instead(route, async (request, service) => {
      const again = request.clone();
      const answer = await service(request);
      if (!answer.ok) await service(await withJson(again, mend));
      return answer;
    })(next);

/** Answers as done what the service refuses with this status. */
export const acceptingRefused =
  (route: Route, refused: number, done: number) =>
  (next: Fetch): Fetch =>
    instead(route, async (request, service) => {
      const answer = await service(request);
      return answer.status === refused ? new Response(null, { status: done }) : answer;
    })(next);

/** Raises the quota when it is in the way, as a service does that forgets to count. */
export const uncounted =
  (collection: Collection, quota: string) =>
  (next: Fetch): Fetch => {
    const { fetch, promoted } = watchAdministrator(next);
    return async (request) => {
      const again = request.clone();
      const answer = await fetch(request);
      if (!matches(collection.create, again) || answer.status !== 409) return answer;
      const { tenant_id: tenant } = await ofProject(again, next, collection);
      const url = new URL(`quotas/${String(tenant)}`, again.url.replace(/[^/]+$/, ''));
      const raise = promoted(
        new Request(url, {
          method: 'PUT',
          headers: { 'x-auth-token': '', 'content-type': 'application/json' },
          body: JSON.stringify({ quota: { [quota]: -1 } }),
        }),
      );
      if (raise === undefined) return answer;
      await next(raise);
      return next(again);
    };
  };

/** Something of the tenant that asks: it tells whose it is. */
async function ofProject(request: Request, next: Fetch, collection: Collection): Promise<Json> {
  const token = request.headers.get('x-auth-token') ?? '';
  const answer = await next(new Request(request.url, { headers: { 'x-auth-token': token } }));
  const body = (await answer.json()) as Record<string, Json[]>;
  const all = body[collection.many] ?? [];
  return all.find((entry) => String(entry['name']).startsWith('cft-')) ?? {};
}

/** Names are taken once and for all, which the API reference does not ask for. */
export const takingNamesOnce = (collection: Collection): Defect => ({
  name: `${collection.resource}-create-names-taken-once`,
  does: `A second ${collection.resource} of one name is refused.`,
  kills: [`${collection.resource}/create`],
  mayAlsoBreak: [],
  wrap: (next) => {
    const names = new Set<string>();
    return async (request) => {
      if (!matches(collection.create, request)) return next(request);
      const name = askedName(collection, (await request.clone().json()) as Json);
      if (names.has(name)) {
        return Response.json(networkRefusal(409, `${name} exists already.`), { status: 409 });
      }
      const answer = await next(request);
      if (answer.ok) names.add(name);
      return answer;
    };
  },
});

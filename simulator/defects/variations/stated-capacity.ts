/** Launching by capacity alone, which stock clouds do not know. */
import { matches, type Route, type Variation } from '../defect.ts';
import { type Json, watchAdministrator, withJson } from '../wrapping.ts';

export const launch: Route = { method: 'POST', path: /\/servers$/ };

/** What is asked for in place of a flavour. */
export const statedIn = ({ server }: Json): Json | undefined =>
  (server as Json | undefined)?.['flavor'] as Json | undefined;

/** The same wish with a flavour. */
const withFlavour = ({ server, ...rest }: Json, id: string): Json => {
  const { flavor: _stated, ...wish } = server as Json;
  return { ...rest, server: { ...wish, flavorRef: id } };
};

/** A flavour of just that capacity is there as long as the request takes: servers keep what it said. */
export const statedCapacity: Variation = {
  name: 'capacity-parameters',
  does: 'A virtual compute can be launched by its capacity, without a flavour.',
  claims: ['capacity-parameters'],
  wrap: (next) => {
    const { fetch, promoted } = watchAdministrator(next);
    let n = 0;
    return async (request) => {
      if (!matches(launch, request)) return fetch(request);
      const stated = statedIn((await request.clone().json()) as Json);
      const asAdministrator = promoted(request.clone());
      if (stated === undefined || asAdministrator === undefined) return fetch(request);
      n += 1;
      const url = request.url.replace(/servers$/, 'flavors');
      const { headers } = asAdministrator;
      const flavor = { ...stated, id: `stated-${String(n)}`, name: `stated-${String(n)}` };
      const body = JSON.stringify({ flavor });
      const made = await next(new Request(url, { method: 'POST', headers, body }));
      if (!made.ok) return made;
      const answer = await fetch(await withJson(request, (wish) => withFlavour(wish, flavor.id)));
      await next(new Request(`${url}/${flavor.id}`, { method: 'DELETE', headers }));
      return answer;
    };
  },
};

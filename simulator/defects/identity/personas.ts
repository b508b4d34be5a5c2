/**
 * The users and tenants that a run makes for its own personas, and says so in their description; and the
 * roles that it looks up for them by name. A defect leaves them alone: without them nothing else could be
 * seen to fail.
 */
import { type Defect, type Fetch, matches } from '../defect.ts';
import type { Json } from '../wrapping.ts';

const made = { method: 'POST', path: /\/(?:users|projects)$/ };
const lookUp = { method: 'GET', path: /\/roles$/ };
const signIn = { method: 'POST', path: /\/auth\/tokens$/ };

const sparing =
  (wrap: Defect['wrap']) =>
  (next: Fetch): Fetch => {
    const wrapped = wrap(next);
    const spared = new Set<string>();
    const isSpared = (text: string) => [...spared].some((id) => text.includes(id));
    return async (request) => {
      if (matches(made, request)) {
        const body = await request.clone().text();
        if (!body.includes('in a run of nfvi-conformance')) return wrapped(request);
        const answer = await next(request);
        const shown = (await answer.clone().json()) as Record<string, Json | undefined>;
        spared.add(String((shown['user'] ?? shown['project'])?.['id']));
        return answer;
      }
      if (matches(lookUp, request) && new URL(request.url).searchParams.has('name')) {
        return next(request);
      }
      const text = matches(signIn, request) ? await request.clone().text() : request.url;
      return isSpared(text) ? next(request) : wrapped(request);
    };
  };

export const sparingPersonas = (defect: Defect): Defect => ({
  ...defect,
  wrap: sparing(defect.wrap),
});

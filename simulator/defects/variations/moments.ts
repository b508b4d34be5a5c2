/** When things happen: not at once, later, or again. */
import type { Variation } from '../defect.ts';

export const otherMoments: readonly Variation[] = [
  {
    name: 'slow',
    does: 'What goes on by itself takes minutes: a server that starts, a volume that is made.',
    pace: 20,
    wrap: (next) => next,
  },
  {
    name: 'busy-now-and-then',
    does: 'Every tenth request is told to come again a second later.',
    wrap: (next) => {
      let n = 0;
      return async (request) => {
        n += 1;
        if (n % 10 !== 0) return next(request);
        return new Response('busy', { status: 503, headers: { 'retry-after': '1' } });
      };
    },
  },
  {
    name: 'tokens-end-early',
    does: 'A token ends in the midst of the run, once.',
    wrap: (next) => {
      const used = new Map<string, number>();
      return async (request) => {
        const token = request.headers.get('x-auth-token');
        if (token === null) return next(request);
        const times = (used.get(token) ?? 0) + 1;
        used.set(token, times);
        if (times < 20) return next(request);
        return Response.json(
          { error: { code: 401, title: 'Unauthorized', message: 'The token has expired.' } },
          { status: 401, headers: { 'www-authenticate': 'Keystone uri="/identity"' } },
        );
      };
    },
  },
];

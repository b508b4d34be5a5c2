/** What a conformant target may do: no check may fail on any of these. */
import type { Fetch, Variation } from './defect.ts';
import { type Json, withBody } from './wrapping.ts';

const everyJson =
  (change: (body: Json) => Json) =>
  (next: Fetch): Fetch =>
  async (request) => {
    const response = await next(request);
    if (!response.ok || !(response.headers.get('content-type') ?? '').includes('json'))
      return response;
    return withBody(response, JSON.stringify(change((await response.json()) as Json)));
  };

const eachObject = (value: unknown, change: (object: Json) => Json): unknown => {
  if (Array.isArray(value)) return value.map((entry) => eachObject(entry, change));
  if (typeof value !== 'object' || value === null) return value;
  const changed = Object.entries(value).map(([key, inner]) => [key, eachObject(inner, change)]);
  return change(Object.fromEntries(changed) as Json);
};

export const variations: readonly Variation[] = [
  {
    name: 'extra-fields',
    does: 'Every object has fields that the API reference does not know.',
    wrap: everyJson(
      (body) => eachObject(body, (o) => ({ ...o, 'vendor:extra': { a: [1] } })) as Json,
    ),
  },
  {
    name: 'reversed-lists',
    does: 'Flavours are listed in the opposite order.',
    wrap: everyJson((body) =>
      Array.isArray(body['flavors']) && body['flavors_links'] === undefined
        ? { ...body, flavors: [...(body['flavors'] as unknown[])].reverse() }
        : body,
    ),
  },
  {
    name: 'pretty-json',
    does: 'JSON is written with line breaks and a byte order of its own.',
    wrap: (next) => async (request) => {
      const response = await next(request);
      if (!(response.headers.get('content-type') ?? '').includes('json')) return response;
      return withBody(response, JSON.stringify(await response.json(), null, 4));
    },
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

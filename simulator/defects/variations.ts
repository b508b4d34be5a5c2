/** What a conformant target may do: no check may fail on any of these. */
import { type Fetch, matches, type Variation } from './defect.ts';
import { type Json, withBody, withJson } from './wrapping.ts';

/** Rewrites every answer that has JSON. */
const everyAnswer =
  (rewrite: (body: Json) => string) =>
  (next: Fetch): Fetch =>
  async (request) => {
    const response = await next(request);
    if (!(response.headers.get('content-type') ?? '').includes('json')) return response;
    const text = await response.text();
    // A service may call an empty body JSON.
    if (text === '') return new Response(null, response);
    return withBody(response, rewrite(JSON.parse(text) as Json));
  };

/** Objects whose keys are the users' own. */
const openMaps = ['addresses', 'extra_specs', 'metadata', 'parameters'];

const eachObject = (value: unknown, change: (object: Json) => Json): unknown => {
  if (Array.isArray(value)) {
    return (value as unknown[]).map((entry) => eachObject(entry, change));
  }
  if (typeof value !== 'object' || value === null) return value;
  const changed: Json = {};
  for (const [key, inner] of Object.entries(value as Json)) {
    changed[key] = openMaps.includes(key) ? inner : eachObject(inner, change);
  }
  return change(changed);
};

const withExtra = (object: Json): Json => ({ ...object, 'vendor:extra': { a: [1] } });

/** A page is left in order: its last entry is what the next link continues after. */
const reversed = (body: Json): Json => {
  const key = ['flavors', 'users', 'projects', 'roles'].find((each) => Array.isArray(body[each]));
  if (key === undefined || body['flavors_links'] !== undefined) return body;
  return { ...body, [key]: [...(body[key] as unknown[])].reverse() };
};

/** What others make beside the run, by the path and the key around what is asked for. */
const neighbourly = [
  ['flavors', 'flavor'],
  ['users', 'user'],
  ['projects', 'project'],
  ['roles', 'role'],
] as const;

export const variations: readonly Variation[] = [
  {
    name: 'extra-fields',
    does: 'Every object of fixed form has a field that the API reference does not know.',
    wrap: everyAnswer((body) => JSON.stringify(eachObject(body, withExtra))),
  },
  {
    name: 'reversed-lists',
    does: 'Flavours, users, tenants and roles are listed in the opposite order.',
    wrap: everyAnswer((body) => JSON.stringify(reversed(body))),
  },
  {
    name: 'pretty-json',
    does: 'JSON is written with line breaks and indentation.',
    wrap: everyAnswer((body) => JSON.stringify(body, null, 4)),
  },
  {
    name: 'other-header-case',
    does: 'Names of headers are written in capitals.',
    wrap: (next) => async (request) => {
      const response = await next(request);
      const headers = [...response.headers].map(([name, value]) => [name.toUpperCase(), value]);
      return new Response(response.body, {
        status: response.status,
        headers: headers as [string, string][],
      });
    },
  },
  {
    name: 'neighbours',
    does: 'Others make flavours, users, tenants and roles of similar names while the run goes on.',
    wrap: (next) => {
      let n = 0;
      return async (request) => {
        const copy = request.clone();
        const response = await next(request);
        const made = neighbourly.find(([path]) =>
          matches({ method: 'POST', path: new RegExp(`/${path}$`) }, copy),
        );
        if (!response.ok || made === undefined) return response;
        n += 1;
        await next(
          await withJson(copy, (body) => {
            const { name, ...rest } = body[made[1]] as Json;
            return { [made[1]]: { ...rest, name: `${String(name)}0-${String(n)}` } };
          }),
        );
        return response;
      };
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

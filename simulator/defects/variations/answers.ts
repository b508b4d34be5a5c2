/** Other ways to write the same answers. */
import type { Fetch, Variation } from '../defect.ts';
import { type Json, withBody } from '../wrapping.ts';

/** Rewrites every answer that has JSON. */
const everyAnswer =
  (rewrite: (body: Json, request: Request) => string) =>
  (next: Fetch): Fetch =>
  async (request) => {
    const response = await next(request);
    if (!(response.headers.get('content-type') ?? '').includes('json')) return response;
    const text = await response.text();
    // A service may call an empty body JSON.
    if (text === '') return new Response(null, response);
    return withBody(response, rewrite(JSON.parse(text) as Json, request));
  };

/** Objects whose keys are the users' own, or what users have selected. */
const openMaps = [
  ...['addresses', 'Attributes', 'attributes', 'extra_specs', 'metadata', 'parameters'],
  // By the names of what is measured.
  'metrics',
  // By the names of hosts, of resource classes and of who has them.
  ...['allocations', 'hosts', 'inventories', 'provider_summaries', 'resources', 'usages'],
];
const isOpen = (key: string, value: unknown): boolean =>
  openMaps.includes(key) && !Array.isArray(value);

const eachObject = (value: unknown, change: (object: Json) => Json): unknown => {
  if (Array.isArray(value)) {
    return (value as unknown[]).map((entry) => eachObject(entry, change));
  }
  if (typeof value !== 'object' || value === null) return value;
  const changed: Json = {};
  for (const [key, inner] of Object.entries(value as Json)) {
    changed[key] = isOpen(key, inner) ? inner : eachObject(inner, change);
  }
  return change(changed);
};

/** What a user has handed over as a whole is given back as it is: the content of a policy. */
const handedOver = /\/selected_versions$/;

const withExtra = (object: Json): Json => ({ ...object, 'vendor:extra': { a: [1] } });

/** Who asks for an order or for a page gets it: a page's last entry is what the next link continues after. */
const inOrder = /[?&](limit|marker|sort|sort_keys?|sort_dirs?|page_reverse)=/;
const isPage = (body: Json): boolean =>
  typeof body['next'] === 'string' || Object.keys(body).some((key) => key.endsWith('_links'));

const turned = (value: unknown): unknown =>
  Array.isArray(value) ? (value as unknown[]).toReversed() : value;

/** Every list of a collection the other way round; what is listed as rows of values has an order. */
function reversed(body: Json | unknown[], { method, url }: Request): unknown {
  if (method !== 'GET' || inOrder.test(url) || handedOver.test(url)) return body;
  if (Array.isArray(body)) return body.some(Array.isArray) ? body : turned(body);
  if (isPage(body)) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, turned(value)]));
}

/** The answer with other headers; 204 and the like may have no body. */
const withHeaders =
  (change: (headers: [string, string][]) => [string, string][]) =>
  (next: Fetch): Fetch =>
  async (request) => {
    const response = await next(request);
    return new Response(response.body, {
      status: response.status,
      headers: change([...response.headers]),
    });
  };

export const otherAnswers: readonly Variation[] = [
  {
    name: 'extra-fields',
    does: 'Every object of fixed form has a field that the API reference does not know.',
    wrap: everyAnswer((body, { url }) =>
      JSON.stringify(handedOver.test(url) ? body : eachObject(body, withExtra)),
    ),
  },
  {
    name: 'reversed-lists',
    does: 'Whatever is listed in no order that was asked for is listed in the opposite order.',
    wrap: everyAnswer((body, request) => JSON.stringify(reversed(body, request))),
  },
  {
    name: 'pretty-json',
    does: 'JSON is written with line breaks and indentation.',
    wrap: everyAnswer((body) => JSON.stringify(body, null, 4)),
  },
  {
    name: 'other-header-case',
    does: 'Names of headers are written in capitals.',
    wrap: withHeaders((headers) => headers.map(([name, value]) => [name.toUpperCase(), value])),
  },
  {
    name: 'extra-headers',
    does: 'Every answer has the headers that proxies and vendors add.',
    wrap: withHeaders((headers) => [
      ...headers,
      ['via', '1.1 balancer'],
      ['server', 'Apache/2.4'],
      ['cache-control', 'no-store'],
      ['strict-transport-security', 'max-age=31536000'],
      ['set-cookie', 'balancer=node-3; Path=/; HttpOnly'],
      ['x-vendor-node', 'node-3'],
    ]),
  },
];

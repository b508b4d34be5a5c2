/** What can be wrong with accelerators as resources: discovery, queries, allocation, images. */
import { createHash } from 'node:crypto';
import { type Defect, type Fetch, matches } from '../defect.ts';
import { afterwards, changingAnswer, changingRequest, instead, type Json } from '../wrapping.ts';
import {
  asking,
  but,
  hostOf,
  hosts,
  json,
  killing,
  otherHost,
  routeOf,
  without,
} from './management-parts.ts';

const [query, discovery, allocation, onload] = [
  routeOf('QueryAccResource'),
  routeOf('AccResourcesDiscovery'),
  routeOf('AllocateAccResource'),
  routeOf('OnloadAccImage'),
];
const everything = but('QueryAccResource');

type Shown = Json & { readonly accResourceId: string; readonly attachedTo?: string };
const shownIn = (body: Json): readonly Shown[] => (body['accQueryResult'] ?? []) as Shown[];

const queried = async (next: Fetch, request: Request, host: string): Promise<readonly Shown[]> =>
  shownIn(await json(await next(asking(request, 'GET', `/hosts/${host}/resources`))));

/** Requests with an administrator's token are remembered, so that more can be asked with it. */
export const resourceDefects: readonly Defect[] = [
  {
    name: 'acceleration-query-filter-ignored',
    does: 'A query finds all accelerators of the host, whatever is meant.',
    ...killing(['QueryAccResource']),
    wrap: (next) => (request) =>
      next(matches(query, request) ? without(request, 'Filter') : request),
  },
  {
    name: 'acceleration-query-hides',
    does: 'A query leaves out the first accelerator.',
    ...killing(['QueryAccResource', 'AccResourcesDiscovery'], everything),
    wrap: changingAnswer(query, (body) => ({ accQueryResult: shownIn(body).slice(1) })),
  },
  {
    name: 'acceleration-query-of-all-hosts',
    does: 'A query finds the accelerators of other hosts too.',
    ...killing(['QueryAccResource'], everything),
    wrap: (next) =>
      afterwards(query, async (response, request) => {
        const host = otherHost(hostOf(request));
        const others = await queried(next, request, host);
        const own = shownIn(await json(response));
        return Response.json({ accQueryResult: [...own, ...others] });
      })(next),
  },
  {
    name: 'acceleration-query-mistyped',
    does: 'A query tells as a text whether an accelerator can be programmed.',
    ...killing(['QueryAccResource'], everything),
    wrap: changingAnswer(query, (body) => ({
      accQueryResult: shownIn(body).map((each) => ({ ...each, programmable: 'yes' })),
    })),
  },
  {
    name: 'acceleration-discovery-does-not-look',
    does: 'A discovery tells what was known before.',
    ...killing(['AccResourcesDiscovery'], ['QueryAccResource']),
    wrap: instead(discovery, async (request, next) =>
      Response.json({ discoveredAccResourceInfo: await queried(next, request, hostOf(request)) }),
    ),
  },
  {
    name: 'acceleration-discovery-of-another-host',
    does: 'A discovery tells what another host has.',
    ...killing(['AccResourcesDiscovery'], ['QueryAccResource']),
    wrap: instead(discovery, (request, next) =>
      next(asking(request, 'POST', `/hosts/${otherHost(hostOf(request))}/discovery`)),
    ),
  },
  {
    name: 'acceleration-allocation-not-shown',
    does: 'Queries tell that an accelerator is free which has been allocated.',
    ...killing(['AllocateAccResource'], everything),
    wrap: changingAnswer(query, (body) => ({
      accQueryResult: shownIn(body).map(({ attachedTo: _, ...each }) => ({
        ...each,
        state: 'free',
      })),
    })),
  },
  {
    name: 'acceleration-allocation-elsewhere',
    does: 'An accelerator of another host is given than the one that was asked for.',
    ...killing(['AllocateAccResource']),
    wrap: changingRequest(allocation, (body) => {
      const wish = body['accResourceInfo'] as Json | undefined;
      const hostId = wish?.['hostId'];
      if (!hosts.some((host) => host === hostId)) return body;
      return { ...body, accResourceInfo: { ...wish, hostId: otherHost(hostId) } };
    }),
  },
  {
    name: 'acceleration-given-twice',
    does: 'An accelerator that one virtual compute has is given to another.',
    ...killing(['AllocateAccResource'], ['GetAccStatistics', 'Notify', 'Subscribe']),
    wrap(next) {
      const given = new Map<string, Response>();
      return async (request) => {
        if (!matches(allocation, request)) return next(request);
        const { accResourceInfo } = (await request.clone().json()) as Json;
        const { type } = (accResourceInfo ?? {}) as { type?: string };
        const before = given.get(String(type));
        if (before !== undefined) return before.clone();
        const response = await next(request);
        if (response.ok) given.set(String(type), response.clone());
        return response;
      };
    },
  },
  {
    name: 'acceleration-allocation-outlasts-its-holder',
    does: 'What a virtual compute had stays with it when it is gone.',
    ...killing(['AllocateAccResource', 'ReleaseAccResource']),
    wrap(next) {
      const gone = new Set<string>();
      const had = new Map<string, string>();
      return async (request) => {
        const [, id] = /\/servers\/([^/]+)$/.exec(new URL(request.url).pathname) ?? [];
        const response = await next(request);
        if (request.method === 'DELETE' && id !== undefined && response.ok) gone.add(id);
        if (!matches(query, request) || !response.ok) return response;
        const accQueryResult = shownIn(await json(response)).map((each) => {
          if (each.attachedTo !== undefined) had.set(each.accResourceId, each.attachedTo);
          const holder = had.get(each.accResourceId);
          return holder !== undefined && gone.has(holder) && each.attachedTo === undefined
            ? { ...each, state: 'allocated', attachedTo: holder }
            : each;
        });
        return Response.json({ accQueryResult });
      };
    },
  },
  {
    name: 'acceleration-image-sum-not-compared',
    does: 'An image is loaded whatever its sum is.',
    ...killing(['OnloadAccImage']),
    wrap: (next) => async (request) => {
      if (!matches(onload, request)) return next(request);
      const form = await request.clone().formData();
      const image = form.get('accImage');
      const info = form.get('accImageInfo');
      if (!(image instanceof Blob) || typeof info !== 'string') return next(request);
      const bytes = new Uint8Array(await image.arrayBuffer());
      const checksum = createHash('sha256').update(bytes).digest('hex');
      form.set('accImageInfo', JSON.stringify({ ...(JSON.parse(info) as Json), checksum }));
      const headers = { authorization: request.headers.get('authorization') ?? '' };
      return next(new Request(request.url, { method: 'PUT', headers, body: form }));
    },
  },
  {
    name: 'acceleration-image-not-shown',
    does: 'Queries do not tell which image an accelerator runs.',
    ...killing(['OnloadAccImage'], everything),
    wrap: changingAnswer(query, (body) => ({
      accQueryResult: shownIn(body).map(({ image: _, ...each }) => each),
    })),
  },
];

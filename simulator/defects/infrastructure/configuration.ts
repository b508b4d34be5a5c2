/** Ways in which configuring hosts, their groups and what they offer can be wrong. */
import type { Defect, Fetch } from '../defect.ts';
import { matches } from '../defect.ts';
import { changingRequest, type Json, withJson } from '../wrapping.ts';
import {
  actOnGroup,
  changed,
  createGroup,
  createServer,
  deleteGroup,
  eachRow,
  firstIsForgotten,
  groups,
  inPlaceOfRefusal,
  lastPart,
  programs,
  setOffers,
  setProgram,
  setTraits,
  sibling,
} from './parts.ts';

/** A change of a program. */
interface Change {
  /** What of it is changed. */
  readonly key: string;
  /** What is to be told of a wish; undefined: it is made. */
  readonly tells: (wish: Json) => Json | undefined;
}

/** Changes of a program are told and not made. */
const onlyTold =
  ({ key, tells }: Change) =>
  (next: Fetch): Fetch => {
    const told = new Map<string, Json>();
    return async (request) => {
      if (matches(programs, request)) {
        return changed(await next(request), (body) =>
          eachRow(body, 'services', (row) => ({ ...row, ...told.get(String(row['id'])) })),
        );
      }
      if (!matches(setProgram, request)) return next(request);
      const wish = (await request.clone().json()) as Json;
      const said = tells(wish);
      if (said === undefined) {
        const answer = await next(request);
        // What was refused, or is another change, leaves what is told.
        if (answer.ok && key in wish) told.delete(lastPart(request));
        return answer;
      }
      const all = await next(sibling(request, (url) => url.replace(/\/[^/]+$/, '')));
      // Who may not see them may not change them either.
      if (!all.ok) return next(request);
      const { services } = (await all.json()) as { services: Json[] };
      told.set(lastPart(request), said);
      const service = services.find(({ id }) => id === lastPart(request));
      return Response.json({ service: { ...service, ...said } });
    };
  };

const status = (wanted: 'enabled' | 'disabled'): Change => ({
  key: 'status',
  tells: (wish) =>
    wish['status'] === wanted
      ? { status: wanted, disabled_reason: wish['disabled_reason'] ?? null }
      : undefined,
});
const declared = (down: boolean): Change => ({
  key: 'forced_down',
  tells: (wish) =>
    wish['forced_down'] === down ? { forced_down: down, state: down ? 'down' : 'up' } : undefined,
});

export const configurationDefects: readonly Defect[] = [
  {
    name: 'disabled-host-still-used',
    does: 'A host that is out of service is given virtual computes.',
    kills: ['nf-vi/change', 'nf-vi/manage'],
    mayAlsoBreak: [],
    wrap: onlyTold(status('disabled')),
  },
  {
    name: 'enabled-host-stays-unused',
    does: 'A host that is back in service is given no virtual computes.',
    kills: ['nf-vi/change', 'nf-vi/manage'],
    mayAlsoBreak: ['nf-vi/discover', 'nf-vi/configure'],
    wrap: onlyTold(status('enabled')),
  },
  {
    name: 'host-declared-down-still-used',
    does: 'A host that was declared down is given virtual computes.',
    kills: ['nf-vi/change', 'nf-vi/manage'],
    mayAlsoBreak: [],
    wrap: onlyTold(declared(true)),
  },
  {
    name: 'host-declared-up-stays-unused',
    does: 'A host that is declared down no more is given no virtual computes.',
    kills: ['nf-vi/change', 'nf-vi/manage'],
    mayAlsoBreak: ['nf-vi/discover', 'nf-vi/configure'],
    wrap: onlyTold(declared(false)),
  },
  {
    name: 'zone-is-ignored',
    does: 'A virtual compute is placed in another zone than was asked for.',
    kills: ['nf-vi/configure', 'nf-vi/change'],
    mayAlsoBreak: [],
    wrap: changingRequest(createServer, (body) => {
      const { availability_zone: _zone, ...server } = body['server'] as Json;
      return { ...body, server };
    }),
  },
  {
    name: 'host-group-forgets-description',
    does: 'The description of a group of hosts is not kept.',
    kills: ['nf-vi/configure'],
    mayAlsoBreak: [],
    wrap: changingRequest(actOnGroup, (body) =>
      'set_metadata' in body ? { set_metadata: { metadata: {} } } : body,
    ),
  },
  {
    name: 'host-groups-of-one-name',
    does: 'A second group of hosts of one name is answered as made.',
    kills: ['nf-vi/configure'],
    mayAlsoBreak: [],
    wrap: inPlaceOfRefusal(createGroup, 409, async (request) => {
      const { aggregate } = (await request.json()) as { aggregate: Json };
      const times = { created_at: '2026-01-01T00:00:00', updated_at: null, deleted_at: null };
      return Response.json({
        aggregate: { ...aggregate, ...times, id: 999, availability_zone: null, deleted: false },
      });
    }),
  },
  {
    name: 'host-group-takes-any-host',
    does: 'A host that does not exist is answered as put into a group.',
    kills: ['nf-vi/configure'],
    mayAlsoBreak: [],
    wrap: inPlaceOfRefusal(actOnGroup, 404, (request, next) =>
      next(sibling(request, (url) => url.replace(/\/action$/, ''))),
    ),
  },
  {
    name: 'host-group-is-not-deleted',
    does: 'The deletion of a group of hosts is answered as done, and not done.',
    kills: ['nf-vi/configure'],
    mayAlsoBreak: [],
    wrap: firstIsForgotten(deleteGroup, 200),
  },
  {
    name: 'offer-is-not-changed',
    does: 'The change of an offer is answered as made, and not made.',
    kills: ['nf-vi/configure', 'nf-vi/change'],
    mayAlsoBreak: ['nf-vi/authorization'],
    wrap: (next) => async (request) => {
      if (!matches(setOffers, request)) return next(request);
      const now = await next(sibling(request, (url) => url));
      const { inventories = {} } = (await now.clone().json()) as { inventories?: Json };
      return Object.keys(inventories).length === 0 ? next(request) : now;
    },
  },
  {
    name: 'offer-overwrites-a-change',
    does: 'A change of an offer is made, though somebody else has changed it since it was seen.',
    kills: ['nf-vi/configure'],
    mayAlsoBreak: [],
    wrap: inPlaceOfRefusal(setOffers, 409, async (request, next) => {
      const now = await next(sibling(request, (url) => url));
      const { resource_provider_generation: generation } = (await now.json()) as Json;
      return next(
        await withJson(request, (body) => ({ ...body, resource_provider_generation: generation })),
      );
    }),
  },
  {
    name: 'provider-forgets-traits',
    does: 'The traits of a provider are not kept.',
    kills: ['nf-vi/configure'],
    mayAlsoBreak: [],
    wrap: (next) => async (request) => {
      if (!matches(setTraits, request)) return next(request);
      const { traits } = (await request.clone().json()) as Json;
      const none = await withJson(request, (body) => ({ ...body, traits: [] }));
      return changed(await next(none), (body) => ({ ...body, traits }));
    },
  },
  {
    name: 'host-group-is-not-listed',
    does: 'Groups of hosts are not listed.',
    kills: ['nf-vi/configure'],
    mayAlsoBreak: ['nf-vi/change', 'nf-vi/authorization'],
    wrap: (next) => async (request) =>
      matches(groups, request) && request.headers.get('x-auth-token') !== null
        ? changed(await next(request), (body) => ({ ...body, aggregates: [] }))
        : next(request),
  },
];

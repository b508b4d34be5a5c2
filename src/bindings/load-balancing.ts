/** Load balancers as a principal uses them: Load-balancer API v2. */
import { z } from 'zod';
import { type Statistics, statisticsAnswer } from '../contract/load-balancer/statistics.ts';
import { pageLinks } from '../contract/load-balancer/wire-types.ts';
import { mustShow, mustSucceed } from './openstack-answers.ts';
import { partForms, partFromWire, type PartKind, partToWire } from './load-balancer-parts.ts';
import { allPages } from './pages.ts';
import type { Attributes, Keeper } from './port.ts';
import type { ServiceAsk, Session } from './session.ts';

/** A load balancer or what belongs to one, as a principal sees it. */
export interface Part {
  readonly kind: PartKind;
  readonly id: string;
  readonly name: string;
  /** The id of what it stands below: of a member its pool, of a condition its rule. */
  readonly parent: string | undefined;
  /** `changing`: until what was asked for is done, nothing else can be. */
  readonly state: 'active' | 'changing' | 'error';
  /** What its health check says, where it has one; what it serves by, else. */
  readonly health: 'well' | 'ill' | 'other';
  readonly attributes: Attributes;
}

export const loadBalancerAddress = 'load-balancer/load-balancer';

export interface LoadBalancing {
  create(kind: PartKind, name: string, wish: Attributes, parent?: string): Promise<Part>;
  show(part: Pick<Part, 'kind' | 'id' | 'parent'>): Promise<Part | undefined>;
  list(kind: PartKind, parent?: string): Promise<readonly Part[]>;
  change(part: Pick<Part, 'kind' | 'id' | 'parent'>, wish: Attributes): Promise<Part>;
  /** @param all of a load balancer: together with all that belongs to it */
  remove(part: Pick<Part, 'kind' | 'id' | 'parent'>, all?: boolean): Promise<void>;
  /** What a load balancer has counted. */
  statistics(id: string): Promise<Statistics>;
}

const seen = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  provisioning_status: z.string(),
  operating_status: z.string(),
});

const healths: Readonly<Record<string, Part['health']>> = { ONLINE: 'well', ERROR: 'ill' };

const stateOf = (status: string): Part['state'] =>
  status.startsWith('PENDING') ? 'changing' : status === 'ACTIVE' ? 'active' : 'error';

function partOf(kind: PartKind, wire: unknown, parent: string | undefined): Part {
  const { id, name, provisioning_status: status, operating_status: health } = seen.parse(wire);
  return {
    kind,
    id,
    name: name ?? '',
    parent,
    state: stateOf(status),
    health: healths[health] ?? 'other',
    attributes: partFromWire(kind, wire as Readonly<Record<string, unknown>>),
  };
}

export function loadBalancing(session: Session): LoadBalancing {
  const ask = (method: ServiceAsk['method'], path: string, json?: unknown) =>
    session.ask('load balancer', { method, path, ...(json === undefined ? {} : { json }) });
  const pathOf = (kind: PartKind, parent?: string, id?: string): string => {
    const { collection, below } = partForms[kind];
    const above = below === undefined ? [] : [below.collection, encodeURIComponent(parent ?? '')];
    const all = ['', 'lbaas', ...above, collection, ...(id === undefined ? [] : [id])];
    return all.join('/');
  };
  const one = (kind: PartKind) => {
    const { word, schema } = partForms[kind];
    return z.looseObject({ [word]: schema });
  };

  return {
    async create(kind, name, wish, parent) {
      const { word, constant = {}, nameless } = partForms[kind];
      const named = nameless === true ? {} : { name };
      const body = { [word]: { ...named, ...constant, ...partToWire(kind, wish) } };
      const answer = await ask('POST', pathOf(kind, parent), body);
      const shown = mustShow(answer, one(kind), { doing: `create a ${kind}`, success: [201] });
      return partOf(kind, shown[word], parent);
    },
    async show({ kind, id, parent }) {
      const answer = await ask('GET', pathOf(kind, parent, id));
      if (answer.status === 404) return undefined;
      const shown = mustShow(answer, one(kind), { doing: `show a ${kind}`, success: [200] });
      return partOf(kind, shown[partForms[kind].word], parent);
    },
    async list(kind, parent) {
      const { collection, schema } = partForms[kind];
      const page = z.looseObject({ [collection]: z.array(schema) });
      const links = z.looseObject({ [`${collection}_links`]: pageLinks.optional() });
      const reading = { doing: `list ${kind}s`, success: [200] };
      const found = await allPages(
        pathOf(kind, parent),
        session.address('load balancer'),
        async (at) => {
          const answer = await ask('GET', at);
          return {
            entries: mustShow(answer, page, reading)[collection] ?? [],
            links: mustShow(answer, links, reading)[`${collection}_links`],
          };
        },
      );
      return found.map((wire) => partOf(kind, wire, parent));
    },
    async change({ kind, id, parent }, wish) {
      const { word } = partForms[kind];
      const answer = await ask('PUT', pathOf(kind, parent, id), {
        [word]: partToWire(kind, wish),
      });
      // The API reference says 202, and the service says 200.
      const reading = { doing: `change a ${kind}`, success: [200, 202] };
      return partOf(kind, mustShow(answer, one(kind), reading)[word], parent);
    },
    async remove({ kind, id, parent }, all = false) {
      const answer = await ask('DELETE', pathOf(kind, parent, id) + (all ? '?cascade=true' : ''));
      mustSucceed(answer, { doing: `delete a ${kind}`, success: [204] });
    },
    async statistics(id) {
      const answer = await ask('GET', `${pathOf('load balancer', undefined, id)}/stats`);
      const reading = { doing: 'show what a load balancer has counted', success: [200] };
      return mustShow(answer, statisticsAnswer, reading).stats;
    },
  };
}

/** What belongs to a load balancer goes with it. */
export function loadBalancerKeeper(session: Session): Keeper {
  const balancing = loadBalancing(session);
  const kind = 'load balancer';
  const part = (id: string) => ({ kind, id, parent: undefined }) as const;
  return {
    named: async (name) =>
      (await balancing.list(kind)).filter((each) => each.name === name).map(({ id }) => id),
    exists: async (id) => (await balancing.show(part(id))) !== undefined,
    remove: async (id) => {
      if ((await balancing.show(part(id))) !== undefined) await balancing.remove(part(id), true);
    },
  };
}

/** Accelerators as resources: allocated, released, queried, discovered. Source: ETSI GS NFV-IFA 019. */
import type { z } from 'zod';
import { managementCallShapes } from '../../src/contract/acceleration/management-calls.ts';
import type { accelerator } from '../../src/contract/acceleration/management-values.ts';
import { readFilter, type Filterable } from '../agent/selection.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { hostOf, type ManagementCall, read } from './management-call.ts';
import { managementRoute, type QueryOf } from './management-route.ts';
import type { AcceleratorPool, PooledAccelerator } from './pool.ts';
import { refused } from './problem.ts';

export interface ResourceNeeds {
  readonly pool: AcceleratorPool;
  /** A virtual compute that is there. */
  readonly virtualCompute: (id: string) => { readonly host: string } | undefined;
}

const shownResource = (one: PooledAccelerator) =>
  ({
    accResourceId: one.id,
    hostId: one.host,
    type: one.type,
    vendor: one.vendor,
    model: one.model,
    programmable: one.programmable,
    state: one.state,
    operations: one.operations,
    ...(one.holder === undefined
      ? {}
      : { attachedTo: one.holder.id, attachTarget: one.holder.attachTarget }),
    ...(one.image === undefined ? {} : { image: one.image }),
  }) satisfies z.infer<typeof accelerator>;

/** What a filter may name. */
const filterable = (one: PooledAccelerator) =>
  ({
    accResourceId: one.id,
    hostId: one.host,
    type: one.type,
    vendor: one.vendor,
    model: one.model,
    programmable: String(one.programmable),
    state: one.state,
    operations: one.operations,
    attachedTo: one.holder?.id ?? [],
    attachTarget: one.holder?.attachTarget ?? [],
    image: one.image ?? [],
  }) satisfies Filterable;

const attributes: ReadonlySet<string> = new Set<keyof ReturnType<typeof filterable>>([
  'accResourceId',
  'hostId',
  'type',
  'vendor',
  'model',
  'programmable',
  'state',
  'operations',
  'attachedTo',
  'attachTarget',
  'image',
]);

export function resourceRoutes({ pool, virtualCompute }: ResourceNeeds): Route<undefined>[] {
  const allocate = async (call: ManagementCall) => {
    const wish = read(managementCallShapes.AllocateAccResource.body, await call.json());
    const { type, hostId, requirements = '' } = wish.accResourceInfo;
    const { id: targetId, attachTarget } = wish.attachTargetInfo;
    if (hostId !== undefined && !pool.hosts.includes(hostId)) throw refused('NO_SUCH_HOST', hostId);
    const demands = readFilter(requirements, attributes);
    const target = virtualCompute(targetId);
    if (target === undefined) throw refused('NO_SUCH_TARGET', targetId);
    const free = pool
      .accelerators(hostId)
      .filter((one) => one.type === type && one.state === 'free' && one.enabled)
      .filter((one) => demands(filterable(one)));
    // Near its target if possible.
    const chosen = free.find(({ host }) => host === target.host) ?? free[0];
    if (chosen === undefined) throw refused('NO_CAPACITY', `no ${type} is free that is wanted`);
    const { id } = pool.allocate(chosen.id, targetId, attachTarget);
    return json(201, { accResourceId: id }, [['location', `${call.base}/nf-vi/resources/${id}`]]);
  };

  const release = (call: ManagementCall) => {
    pool.release(call.param('accResourceId'));
    return empty(204);
  };

  const query = (call: ManagementCall, { Filter = '' }: QueryOf<'QueryAccResource'>) => {
    const all = pool.accelerators(hostOf(call, pool));
    const demands = readFilter(Filter, attributes);
    const accQueryResult = all.filter((one) => demands(filterable(one))).map(shownResource);
    return json(200, { accQueryResult });
  };

  const discover = (call: ManagementCall) => {
    const found = pool.discover(hostOf(call, pool));
    return json(200, { discoveredAccResourceInfo: found.map(shownResource) });
  };

  return [
    managementRoute('AllocateAccResource', allocate),
    managementRoute('ReleaseAccResource', release),
    managementRoute('QueryAccResource', query),
    managementRoute('AccResourcesDiscovery', discover),
  ];
}

/** Pools. Source: Load-balancer API reference v2, "Pools". */
import type { z } from 'zod';
import {
  createPool,
  type Pool as WirePool,
  updatePool,
} from '../../src/contract/load-balancer/pool.ts';
import { conflict } from '../kernel/fault.ts';
import { invalid, missingPart, unsupported } from './faults.ts';
import { mustFit } from './listener.ts';
import { commonView, referencesTo } from './part.ts';
import type { Resource } from './resource.ts';
import { referredTo, type Room } from './room.ts';
import type { PoolRow } from './tables.ts';

const create = createPool.shape.pool;
const update = updatePool.shape.pool;
type Create = z.infer<typeof create>;
type Update = z.infer<typeof update>;

export function poolResource(room: Room): Resource<PoolRow, Create, Update> {
  const { listeners, pools, members, monitors, policies } = room.tables;

  const listenersOf = (poolId: string, loadBalancerId: string) =>
    listeners
      .list('loadBalancer', loadBalancerId)
      .filter(({ defaultPoolId }) => defaultPoolId === poolId);

  /** @throws Fault when the listener has a pool, or serves another protocol */
  const listenerOf = (id: string, protocol: string) => {
    const listener = listeners.get(id);
    if (listener === undefined) throw missingPart('Listener', id);
    if (listener.defaultPoolId !== undefined) {
      throw conflict('This listener already has a default pool');
    }
    mustFit(listener.protocol, protocol);
    return listener;
  };

  return {
    label: 'Pool',
    word: 'pool',
    collection: 'pools',
    path: '/v2/lbaas/pools',
    limited: 'pool',
    rows: pools,
    create,
    update,
    view: (row) =>
      ({
        ...commonView(row),
        description: row.description,
        operating_status: room.statuses.pool(row),
        protocol: row.protocol,
        lb_algorithm: row.algorithm,
        session_persistence:
          row.persistence === undefined
            ? null
            : {
                type: row.persistence.type,
                cookie_name: row.persistence.cookieName ?? null,
                persistence_timeout: null,
                persistence_granularity: null,
              },
        loadbalancers: referencesTo([{ id: row.loadBalancerId }]),
        listeners: referencesTo(listenersOf(row.id, row.loadBalancerId)),
        members: referencesTo(members.list('parent', row.id)),
        ...monitors.list('parent', row.id).map(({ id }) => ({ healthmonitor_id: id }))[0],
        tls_enabled: false,
      }) satisfies WirePool,

    plan(wish, { caller }) {
      const { protocol, listener_id: listenerId, loadbalancer_id: loadBalancerId } = wish;
      const listener = listenerId == null ? undefined : listenerOf(listenerId, protocol);
      const ofId = loadBalancerId ?? listener?.loadBalancerId;
      if (ofId === undefined) {
        throw invalid('Must provide at least one of: loadbalancer_id, listener_id');
      }
      const of = referredTo(room.tables, ofId, caller);
      if (!['HTTP', 'HTTPS', 'TCP'].includes(protocol)) {
        throw unsupported(`pools of the protocol ${protocol}`);
      }
      return {
        of,
        own: {
          protocol,
          algorithm: provided(wish.lb_algorithm),
          persistence: persistenceOf(wish, protocol),
        },
      };
    },
    created(row, { listener_id: id }) {
      if (id != null) listeners.update(id, { defaultPoolId: row.id });
    },
    change: (row, wish) => ({
      algorithm: provided(wish.lb_algorithm ?? row.algorithm),
      persistence:
        wish.session_persistence === undefined
          ? row.persistence
          : persistenceOf(wish, row.protocol),
    }),
    above: ({ id, loadBalancerId }) =>
      listenersOf(id, loadBalancerId).map((listener) => ({ rows: listeners, id: listener.id })),
    below({ id, loadBalancerId }) {
      const user = policies
        .list('loadBalancer', loadBalancerId)
        .find(({ poolId }) => poolId === id);
      if (user !== undefined) throw conflict(`Pool ${id} is in use by L7 policy ${user.id}`);
      for (const listener of listenersOf(id, loadBalancerId)) {
        listeners.update(listener.id, { defaultPoolId: undefined });
      }
      return [
        ...members.list('parent', id).map((member) => ({ rows: members, id: member.id })),
        ...monitors.list('parent', id).map((monitor) => ({ rows: monitors, id: monitor.id })),
      ];
    },
  };
}

/** @throws Fault 501 for what only other providers can do */
function provided(algorithm: PoolRow['algorithm']): PoolRow['algorithm'] {
  if (algorithm === 'SOURCE_IP_PORT') {
    throw unsupported('Amphora provider does not support SOURCE_IP_PORT algorithm.');
  }
  return algorithm;
}

/** @throws Fault 400 when it makes no sense */
function persistenceOf(
  { session_persistence: told }: Update,
  protocol: string,
): PoolRow['persistence'] {
  if (told == null) return undefined;
  const { type, cookie_name: cookieName } = told;
  if (type === 'APP_COOKIE' && cookieName == null) {
    throw invalid('Field "cookie_name" must be specified when type is APP_COOKIE.');
  }
  if (type !== 'APP_COOKIE' && cookieName != null) {
    throw invalid(`Field "cookie_name" is not allowed when type is ${type}.`);
  }
  if (type !== 'SOURCE_IP' && protocol !== 'HTTP') {
    throw invalid(
      `Session persistence of type ${type} is not supported for ${protocol} protocol pools.`,
    );
  }
  return { type, cookieName: cookieName ?? undefined };
}

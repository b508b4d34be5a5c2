/** Listeners. Source: Load-balancer API reference v2, "Listeners". */
import type { z } from 'zod';
import {
  createListener,
  type Listener as WireListener,
  updateListener,
} from '../../src/contract/load-balancer/listener.ts';
import { conflict } from '../kernel/fault.ts';
import { certificateOf } from './certificates.ts';
import { invalid, missing, noCertificate, unsupported } from './faults.ts';
import { commonView, referencesTo } from './part.ts';
import type { Resource } from './resource.ts';
import { referredTo, type Room } from './room.ts';
import type { ListenerRow } from './tables.ts';

const create = createListener.shape.listener;
const update = updateListener.shape.listener;
type Create = z.infer<typeof create>;
type Update = z.infer<typeof update>;

/** What the data path of the simulator forwards; HTTPS passes it as it is. */
const served = ['HTTP', 'HTTPS', 'TCP', 'TERMINATED_HTTPS'];
/** Of these, whose requests it reads. */
export const readsRequests = ({ protocol }: Pick<ListenerRow, 'protocol'>): boolean =>
  protocol === 'HTTP' || protocol === 'TERMINATED_HTTPS';

/** Which pools a listener can have, by its protocol. */
const fitting: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTP'],
  HTTPS: ['HTTPS', 'TCP'],
  TCP: ['HTTP', 'HTTPS', 'TCP'],
  TERMINATED_HTTPS: ['HTTP'],
};

/** @throws Fault 400 when a listener of one protocol cannot have a pool of another */
export function mustFit(listener: string, pool: string): void {
  if (fitting[listener]?.includes(pool) === true) return;
  throw invalid(
    `The pool protocol '${pool}' is invalid while the listener protocol is '${listener}'.`,
  );
}

/** Milliseconds that nothing may come, where a client does not say otherwise. */
const usual = { client: 50_000, memberConnect: 5_000, memberData: 50_000 } as const;

export function listenerResource(room: Room): Resource<ListenerRow, Create, Update> {
  const { listeners, pools, policies, rules } = room.tables;

  /** @throws Fault when the load balancer has no such pool, or one of another protocol */
  const poolOf = (loadBalancerId: string, protocol: string, id: string): string => {
    const pool = pools.get(id);
    if (pool?.loadBalancerId !== loadBalancerId) throw missing('Pool', id);
    mustFit(protocol, pool.protocol);
    return id;
  };

  return {
    label: 'Listener',
    word: 'listener',
    collection: 'listeners',
    path: '/v2/lbaas/listeners',
    limited: 'listener',
    rows: listeners,
    create,
    update,
    view: (row) =>
      ({
        ...commonView(row),
        description: row.description,
        operating_status: room.statuses.listener(row),
        protocol: row.protocol,
        protocol_port: row.port,
        connection_limit: row.connectionLimit,
        default_tls_container_ref: row.certificate ?? null,
        sni_container_refs: [],
        default_pool_id: row.defaultPoolId ?? null,
        loadbalancers: referencesTo([{ id: row.loadBalancerId }]),
        l7policies: referencesTo(policies.list('parent', row.id)),
        insert_headers: row.insertHeaders,
        timeout_client_data: row.timeouts.client,
        timeout_member_connect: row.timeouts.memberConnect,
        timeout_member_data: row.timeouts.memberData,
        timeout_tcp_inspect: 0,
        client_authentication: 'NONE',
        allowed_cidrs: null,
      }) satisfies WireListener,

    plan(wish, { caller }) {
      const of = referredTo(room.tables, wish.loadbalancer_id, caller);
      const { protocol, protocol_port: port, default_pool_id: poolId } = wish;
      if (!served.includes(protocol)) throw unsupported(`listeners of the protocol ${protocol}`);
      const others = listeners.list('loadBalancer', of.id);
      if (others.some((other) => other.port === port)) {
        throw conflict(
          `Another Listener on this Load Balancer is already using protocol ${protocol} and protocol_port ${String(port)}`,
        );
      }
      return {
        of,
        own: {
          protocol,
          port,
          defaultPoolId: poolId == null ? undefined : poolOf(of.id, protocol, poolId),
          connectionLimit: wish.connection_limit ?? -1,
          certificate: certificateFor(protocol, wish.default_tls_container_ref ?? undefined),
          insertHeaders: headersOf(wish) ?? {},
          timeouts: {
            client: wish.timeout_client_data ?? usual.client,
            memberConnect: wish.timeout_member_connect ?? usual.memberConnect,
            memberData: wish.timeout_member_data ?? usual.memberData,
          },
        },
      };
    },
    change: (row, wish) => ({
      defaultPoolId:
        wish.default_pool_id == null
          ? wish.default_pool_id === null
            ? undefined
            : row.defaultPoolId
          : poolOf(row.loadBalancerId, row.protocol, wish.default_pool_id),
      connectionLimit: wish.connection_limit ?? row.connectionLimit,
      certificate:
        wish.default_tls_container_ref === undefined
          ? row.certificate
          : certificateFor(row.protocol, wish.default_tls_container_ref ?? undefined),
      insertHeaders: headersOf(wish) ?? row.insertHeaders,
      timeouts: {
        client: wish.timeout_client_data ?? row.timeouts.client,
        memberConnect: wish.timeout_member_connect ?? row.timeouts.memberConnect,
        memberData: wish.timeout_member_data ?? row.timeouts.memberData,
      },
    }),
    above: ({ defaultPoolId }) => [
      ...(defaultPoolId === undefined ? [] : [{ rows: pools, id: defaultPoolId }]),
    ],
    below: ({ id }) =>
      policies
        .list('parent', id)
        .flatMap((policy) => [
          { rows: policies, id: policy.id },
          ...rules.list('parent', policy.id).map((rule) => ({ rows: rules, id: rule.id })),
        ]),
  };
}

/** @throws Fault 400 when there is none where one is needed, none of this reference, or one that nobody needs */
function certificateFor(protocol: string, reference: string | undefined): string | undefined {
  const needed = protocol === 'TERMINATED_HTTPS';
  if (reference === undefined) {
    if (needed) {
      throw invalid('An SSL or TLS container reference is required for TERMINATED_HTTPS.');
    }
    return undefined;
  }
  if (!needed) throw invalid(`A certificate is of no use to a listener of ${protocol}.`);
  if (certificateOf(reference) === undefined) throw noCertificate(reference);
  return reference;
}

const headersOf = ({
  insert_headers: told,
}: Update): Readonly<Record<string, string>> | undefined =>
  told == null
    ? undefined
    : Object.fromEntries(
        Object.entries(told).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        ),
      );

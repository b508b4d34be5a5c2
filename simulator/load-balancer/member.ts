/** Members of pools. Source: Load-balancer API reference v2, "Members". */
import type { z } from 'zod';
import {
  createMember,
  type Member as WireMember,
  updateMember,
} from '../../src/contract/load-balancer/member.ts';
import { conflict } from '../kernel/fault.ts';
import { missing } from './faults.ts';
import { commonView } from './part.ts';
import type { Resource } from './resource.ts';
import { referredTo, type Room } from './room.ts';
import type { MemberRow } from './tables.ts';

const create = createMember.shape.member;
const update = updateMember.shape.member;
type Create = z.infer<typeof create>;
type Update = z.infer<typeof update>;

/** @param hasSubnet whether there is a subnet of this id */
export function memberResource(
  room: Room,
  hasSubnet: (id: string) => boolean,
): Resource<MemberRow, Create, Update> {
  const { pools, members, listeners } = room.tables;
  return {
    label: 'Member',
    word: 'member',
    collection: 'members',
    path: '/v2/lbaas/pools/:parent/members',
    limited: 'member',
    rows: members,
    create,
    update,
    view: (row) =>
      ({
        ...commonView(row),
        operating_status: room.statuses.member(row),
        address: row.address,
        protocol_port: row.port,
        weight: row.weight,
        backup: row.backup,
        subnet_id: row.subnetId ?? null,
        monitor_address: row.monitorAddress ?? null,
        monitor_port: row.monitorPort ?? null,
      }) satisfies WireMember,

    plan(wish, call) {
      const poolId = call.param('parent');
      const pool = pools.get(poolId);
      if (pool === undefined) throw missing('Pool', poolId);
      const of = referredTo(room.tables, pool.loadBalancerId, call.caller);
      const { address, protocol_port: port, subnet_id: subnetId } = wish;
      if (subnetId != null && !hasSubnet(subnetId)) throw missing('Subnet', subnetId);
      const others = members.list('parent', poolId);
      if (others.some((other) => other.address === address && other.port === port)) {
        throw conflict(
          `Another member on this pool is already using ip ${address} on protocol_port ${String(port)}`,
        );
      }
      return {
        of,
        own: {
          poolId,
          address,
          port,
          weight: wish.weight ?? 1,
          backup: wish.backup ?? false,
          subnetId: subnetId ?? undefined,
          monitorAddress: wish.monitor_address ?? undefined,
          monitorPort: wish.monitor_port ?? undefined,
        },
      };
    },
    change: (row, wish) => ({
      weight: wish.weight ?? row.weight,
      backup: wish.backup ?? row.backup,
      monitorAddress: orKept(wish.monitor_address, row.monitorAddress),
      monitorPort: orKept(wish.monitor_port, row.monitorPort),
    }),
    above: ({ poolId, loadBalancerId }) => [
      { rows: pools, id: poolId },
      ...listeners
        .list('loadBalancer', loadBalancerId)
        .filter(({ defaultPoolId }) => defaultPoolId === poolId)
        .map(({ id }) => ({ rows: listeners, id })),
    ],
    below: () => [],
  };
}

/** Null takes a value away, and nothing leaves it as it is. */
const orKept = <T>(told: T | null | undefined, kept: T | undefined): T | undefined =>
  told === undefined ? kept : (told ?? undefined);

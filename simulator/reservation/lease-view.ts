/** Leases as the service shows them. */
import type { Lease, Reservation } from '../../src/contract/reservation/lease.ts';
import { writeInstant } from '../../src/contract/reservation/wire-types.ts';
import { stamp } from './instants.ts';
import type { LeaseRow, Part, Wish } from './tables.ts';

const wishView = (wish: Wish, { id, aggregateId }: Part) => {
  if (wish.type === 'physical:host') {
    return {
      resource_type: wish.type,
      hypervisor_properties: wish.hypervisorProperties,
      resource_properties: wish.resourceProperties,
      before_end: 'default',
      min: wish.min,
      max: wish.max,
    };
  }
  if (wish.type === 'virtual:instance') {
    return {
      resource_type: wish.type,
      vcpus: wish.vcpus,
      memory_mb: wish.memory,
      disk_gb: wish.disk,
      amount: wish.amount,
      affinity: null,
      resource_properties: '',
      flavor_id: id,
      aggregate_id: aggregateId,
      server_group_id: null,
    };
  }
  return {
    resource_type: wish.type,
    network_id: wish.networkId,
    amount: wish.amount,
    required_floatingips: [...wish.required],
  };
};

const partView = (leaseId: string, part: Part): Reservation => ({
  id: part.id,
  lease_id: leaseId,
  resource_id: part.resourceId,
  status: part.status,
  missing_resources: false,
  resources_changed: false,
  created_at: stamp(part.createdAt),
  updated_at: stamp(part.updatedAt),
  ...wishView(part.wish, part),
});

/** @param status another one than it has: the answer to a change tells that it is under way */
export const leaseView = (row: LeaseRow, status = row.status) =>
  ({
    id: row.id,
    name: row.name,
    user_id: row.userId,
    project_id: row.projectId,
    start_date: writeInstant(row.start),
    end_date: writeInstant(row.end),
    trust_id: row.trustId,
    status,
    degraded: false,
    created_at: stamp(row.createdAt),
    updated_at: stamp(row.updatedAt),
    reservations: row.parts.map((part) => partView(row.id, part)),
    events: row.events.map(({ id, type, time, done, updatedAt }) => ({
      id,
      lease_id: row.id,
      event_type: type,
      time: writeInstant(time),
      status: done ? 'DONE' : 'UNDONE',
      created_at: stamp(row.createdAt),
      updated_at: updatedAt === undefined ? null : stamp(updatedAt),
    })),
  }) satisfies Lease;

/** Leases, and the reservations that they hold. Source: Reservation API reference v1; Blazar 17.0.0, recorded. */
import { z } from 'zod';
import { eventType, leaseStatus, reservationStatus, wireInstant } from './wire-types.ts';

export const hostResource = 'physical:host';
export const instanceResource = 'virtual:instance';
export const floatingIpResource = 'virtual:floatingip';

const common = { id: z.string(), lease_id: z.string(), status: reservationStatus };

export const hostReservation = z.looseObject({
  ...common,
  resource_type: z.literal(hostResource),
  min: z.int(),
  max: z.int(),
  hypervisor_properties: z.string(),
  resource_properties: z.string(),
});
export const instanceReservation = z.looseObject({
  ...common,
  resource_type: z.literal(instanceResource),
  vcpus: z.int(),
  /** MiB */
  memory_mb: z.int(),
  /** GiB */
  disk_gb: z.int(),
  amount: z.int(),
  affinity: z.boolean().nullable(),
  /** With which a server is launched that shall have it. */
  flavor_id: z.string(),
});
export const floatingIpReservation = z.looseObject({
  ...common,
  resource_type: z.literal(floatingIpResource),
  network_id: z.string(),
  amount: z.int(),
});
const known: readonly string[] = [hostResource, instanceResource, floatingIpResource];
/** Services may have more plugins than these. */
const otherReservation = z.looseObject({
  ...common,
  resource_type: z.string().refine((type) => !known.includes(type)),
});

export const reservation = z.union([
  hostReservation,
  instanceReservation,
  floatingIpReservation,
  otherReservation,
]);
export type Reservation = z.infer<typeof reservation>;

export const leaseEvent = z.looseObject({
  id: z.string(),
  lease_id: z.string(),
  event_type: eventType,
  time: wireInstant,
  status: z.string(),
});

export const lease = z.looseObject({
  id: z.string(),
  name: z.string(),
  user_id: z.string(),
  project_id: z.string(),
  start_date: wireInstant,
  end_date: wireInstant,
  status: leaseStatus,
  degraded: z.boolean(),
  reservations: z.array(reservation),
  events: z.array(leaseEvent),
});
export type Lease = z.infer<typeof lease>;

export const leaseAnswer = z.looseObject({ lease });
export type LeaseAnswer = z.infer<typeof leaseAnswer>;
/** What the service is still making lacks some of what it will have. */
const leaseInMaking = lease.extend({
  status: z.literal('CREATING'),
  reservations: z.array(z.looseObject({})),
});
/** Of other tenants too, for who administers. */
export const leasesAnswer = z.looseObject({ leases: z.array(z.union([lease, leaseInMaking])) });
export type LeasesAnswer = z.infer<typeof leasesAnswer>;

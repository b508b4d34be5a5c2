/** Hosts that can be reserved. Source: Reservation API reference v1, "Hosts"; Blazar 17.0.0, recorded. */
import { z } from 'zod';

/** What an administrator has said of it stands beside these, as text. */
export const reservableHost = z.looseObject({
  id: z.string(),
  vcpus: z.int(),
  hypervisor_hostname: z.string(),
  service_name: z.string(),
  /** MiB */
  memory_mb: z.int(),
  /** GiB */
  local_gb: z.int(),
  reservable: z.boolean(),
});
export type ReservableHost = z.infer<typeof reservableHost>;

export const hostAnswer = z.looseObject({ host: reservableHost });
export type HostAnswer = z.infer<typeof hostAnswer>;
export const hostsAnswer = z.looseObject({ hosts: z.array(reservableHost) });
export type HostsAnswer = z.infer<typeof hostsAnswer>;

const allocation = z.looseObject({
  resource_id: z.string(),
  reservations: z.array(
    z.looseObject({ id: z.string(), start_date: z.string(), end_date: z.string() }),
  ),
});
export const allocationAnswer = z.looseObject({ allocation });
export type AllocationAnswer = z.infer<typeof allocationAnswer>;
export const allocationsAnswer = z.looseObject({ allocations: z.array(allocation) });
export type AllocationsAnswer = z.infer<typeof allocationsAnswer>;

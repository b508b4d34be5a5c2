/** Hosts as the service shows them. */
import type { ReservableHost } from '../../src/contract/reservation/host.ts';
import type { HostRow } from './tables.ts';
import { stamp } from './instants.ts';

const own = ({ vcpus, memory, disk, name }: HostRow) => ({
  vcpus,
  cpu_info: '{}',
  hypervisor_type: 'fake',
  hypervisor_version: 1000,
  hypervisor_hostname: name,
  service_name: name,
  memory_mb: memory,
  local_gb: disk,
});

/** What reservations may require, as text. */
export const hostProperties = (host: HostRow): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(own(host)).map(([key, value]) => [key, String(value)])),
  ...host.properties,
});

export const hostView = (host: HostRow) =>
  ({
    id: host.id,
    ...own(host),
    status: null,
    availability_zone: host.zone,
    trust_id: host.trustId,
    reservable: true,
    created_at: stamp(host.createdAt),
    // Not even when its properties are changed.
    updated_at: null,
    ...host.properties,
  }) satisfies ReservableHost;

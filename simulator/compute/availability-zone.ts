/** Zones that hosts are in. Source: OpenStack Zed, recorded. */
import { projectOf } from '../kernel/caller.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { control, controlHost } from './control.ts';
import { isUp } from './host-table.ts';
import { isoMicroseconds } from './instants.ts';
import type { ComputeCall, Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';

export function zoneRoutes({ hosts, policy, world }: ComputeNeeds): Route<Served>[] {
  const now = () => isoMicroseconds(world.clock.now());

  const zoneNames = () => [...new Set(hosts.all().map(({ zone }) => zone))];
  const isAvailable = (zone: string) =>
    hosts.all().some((host) => host.zone === zone && host.enabled && isUp(host));

  const zones = (call: ComputeCall) => {
    const target = { project_id: projectOf(call.caller) };
    policy.enforce('os_compute_api:os-availability-zone:list', call.caller, target);
    return json(200, {
      availabilityZoneInfo: zoneNames().map((zone) => ({
        zoneName: zone,
        zoneState: { available: isAvailable(zone) },
        hosts: null,
      })),
    });
  };

  const zonesInDetail = (call: ComputeCall) => {
    policy.enforce('os_compute_api:os-availability-zone:detail', call.caller);
    const program = (active: boolean, available = true) => ({
      available,
      active,
      updated_at: now(),
    });
    const internal = Object.fromEntries(control.map(({ binary }) => [binary, program(true)]));
    return json(200, {
      availabilityZoneInfo: [
        {
          zoneName: 'internal',
          zoneState: { available: true },
          hosts: { [controlHost]: internal },
        },
        ...zoneNames().map((zone) => ({
          zoneName: zone,
          zoneState: { available: isAvailable(zone) },
          hosts: Object.fromEntries(
            hosts
              .all()
              .filter((host) => host.zone === zone)
              .map((host) => [host.name, { 'nova-compute': program(host.enabled, isUp(host)) }]),
          ),
        })),
      ],
    });
  };

  return [
    {
      method: 'GET',
      path: '/v2.1/os-availability-zone',
      operation: 'list availability zones',
      handler: zones,
    },
    {
      method: 'GET',
      path: '/v2.1/os-availability-zone/detail',
      operation: 'list availability zones with details',
      handler: zonesInDetail,
    },
  ];
}

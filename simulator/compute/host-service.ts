/** The programs of the service, zones and aggregates. Source: OpenStack Zed, recorded. */
import { projectOf } from '../kernel/caller.ts';
import { notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { isoMicroseconds } from './instants.ts';
import type { ComputeCall, Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';

/** What stands beside the hosts, under fixed numbers and ids. */
const control = [
  { binary: 'nova-conductor', id: 1, uuid: '3f2b7c1e-6a64-4c26-9d5e-5c1f6d0f5a01' },
  { binary: 'nova-scheduler', id: 2, uuid: '3f2b7c1e-6a64-4c26-9d5e-5c1f6d0f5a02' },
];
const controlHost = 'controller';

export function hostServiceRoutes({ hosts, policy, world }: ComputeNeeds): Route<Served>[] {
  const now = () => isoMicroseconds(world.clock.now());

  const services = (call: ComputeCall) => {
    policy.enforce('os_compute_api:os-services:list', call.caller);
    const { minor } = call.state;
    const rows = [
      ...control.map(({ binary, id, uuid }) => ({
        binary,
        host: controlHost,
        id: minor < 53 ? id : uuid,
        zone: 'internal',
        status: 'enabled',
        state: 'up',
        reason: null,
      })),
      ...hosts.all().map((host) => ({
        binary: 'nova-compute',
        host: host.name,
        id: minor < 53 ? host.number + 2 : host.serviceId,
        zone: host.zone,
        status: host.enabled ? 'enabled' : 'disabled',
        state: host.up ? 'up' : 'down',
        reason: host.disabledReason,
      })),
    ];
    const [binary, host] = [call.query.get('binary'), call.query.get('host')];
    return json(200, {
      services: rows
        .filter((row) => (binary ?? row.binary) === row.binary && (host ?? row.host) === row.host)
        .map(({ reason, ...row }) => ({
          ...row,
          updated_at: now(),
          disabled_reason: reason,
          ...(minor < 11 ? {} : { forced_down: false }),
        })),
    });
  };

  const zoneNames = () => [...new Set(hosts.all().map(({ zone }) => zone))];
  const isAvailable = (zone: string) =>
    hosts.all().some((host) => host.zone === zone && host.enabled && host.up);

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
              .map((host) => [host.name, { 'nova-compute': program(host.enabled, host.up) }]),
          ),
        })),
      ],
    });
  };

  const aggregates = (call: ComputeCall) => {
    policy.enforce('os_compute_api:os-aggregates:index', call.caller);
    return json(200, { aggregates: [] });
  };
  const aggregate = (call: ComputeCall) => {
    policy.enforce('os_compute_api:os-aggregates:show', call.caller);
    throw notFound(`Aggregate ${call.param('id')} could not be found.`);
  };

  return [
    { method: 'GET', path: '/v2.1/os-services', operation: 'list services', handler: services },
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
    {
      method: 'GET',
      path: '/v2.1/os-aggregates',
      operation: 'list aggregates',
      handler: aggregates,
    },
    {
      method: 'GET',
      path: '/v2.1/os-aggregates/:id',
      operation: 'show aggregate',
      handler: aggregate,
    },
  ];
}

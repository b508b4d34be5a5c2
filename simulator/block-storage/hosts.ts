/** What runs the service: seen by administrators, zones by everybody. */
import { json } from '../kernel/reply.ts';
import type { Enforcer } from '../kernel/policy.ts';
import type { Route } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import { instant } from './instants.ts';
import type { Served } from './microversions.ts';
import type { VolumeRule } from './policy.ts';
import { zone } from './virtual-storage-view.ts';

export function hostRoutes(world: World, policy: Enforcer<VolumeRule>): Route<Served>[] {
  const service = (binary: string, host: string, { minor }: Served) => ({
    binary,
    host,
    zone,
    status: 'enabled',
    state: 'up',
    updated_at: instant(world.clock.now()),
    disabled_reason: null,
    ...(minor < 7 ? {} : { cluster: null }),
  });
  return [
    {
      method: 'GET',
      path: '/v3/os-services',
      operation: 'list services',
      handler: (call) => {
        policy.enforce('volume_extension:services:index', call.caller);
        const volume = {
          ...service('cinder-volume', 'simulator@pool', call.state),
          ...(call.state.minor < 49 ? {} : { backend_state: 'up' }),
          replication_status: 'disabled',
          active_backend_id: null,
          frozen: false,
        };
        const all = [volume, service('cinder-scheduler', 'simulator', call.state)];
        const binary = call.query.get('binary');
        return json(200, { services: all.filter((one) => (binary ?? one.binary) === one.binary) });
      },
    },
    {
      method: 'GET',
      path: '/v3/os-availability-zone',
      operation: 'list availability zones',
      handler: () =>
        json(200, {
          availabilityZoneInfo: [{ zoneName: zone, zoneState: { available: true } }],
        }),
    },
  ];
}

/**
 * The accelerator service: devices, deployables, device profiles and accelerator requests, over the
 * accelerators that the infrastructure has. It is that of 2026.1 whatever the other services are.
 */
import type { Call } from '../kernel/call.ts';
import type { Caller } from '../kernel/caller.ts';
import { createService, type Route } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import { createRequests } from './accelerator-request-table.ts';
import { acceleratorRequestRoutes } from './accelerator-request.ts';
import { attributeRoutes } from './attribute.ts';
import { createBinder } from './binding.ts';
import { deployableRoutes } from './deployable.ts';
import { createProfiles } from './device-profile-table.ts';
import { deviceProfileRoutes } from './device-profile.ts';
import { deviceRoutes } from './device.ts';
import { acceleratorBodies, frameworkFault, writeAcceleratorFault } from './faults.ts';
import { createForCompute } from './for-compute.ts';
import { createForPlacement } from './for-placement.ts';
import { createInventory } from './inventory.ts';
import { negotiate, type Served } from './microversions.ts';
import { createAcceleratorPolicy } from './policy.ts';
import type { Room } from './room.ts';
import { versionRoutes } from './versions.ts';

export const acceleratorPath = '/accelerator';

/** What the accelerator service needs of others. */
export interface AcceleratorPorts extends Pick<Room, 'pool' | 'image' | 'hasServer'> {
  /** @throws Fault when the token is missing or invalid */
  readonly authenticate: (call: Call) => Caller;
  /** Whether a service vouches for the call. @throws Fault when its token is not one of a service */
  readonly byService: (call: Call) => boolean;
}

export function createAccelerator(world: World, ports: AcceleratorPorts) {
  const { pool, image, hasServer, byService } = ports;
  const room: Room = {
    world,
    policy: createAcceleratorPolicy(),
    pool,
    inventory: createInventory(world, pool),
    profiles: createProfiles(world),
    requests: createRequests(world),
    image,
    hasServer,
  };
  const binder = createBinder(room);
  const routes: readonly Route<Served>[] = [
    ...versionRoutes(),
    ...deviceRoutes(room),
    ...deployableRoutes(room),
    ...attributeRoutes(room),
    ...deviceProfileRoutes(room),
    ...acceleratorRequestRoutes(room, binder),
  ];
  const unknown = (call: Call) => {
    const methods = routes
      .filter(({ path }) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`).test(call.path))
      .map(({ method }) => method);
    return methods.length === 0
      ? frameworkFault(404, '')
      : frameworkFault(405, '', [['allow', methods.join(', ')]]);
  };

  const service = createService<Served>(world, {
    name: 'accelerator',
    basePath: acceleratorPath,
    routes,
    authenticate: ports.authenticate,
    tokenBeforeRoute: true,
    prepare: (call) => {
      const service = byService(call);
      return { ...negotiate(call), byService: service };
    },
    body: acceleratorBodies,
    writeFault: writeAcceleratorFault,
    unknownRoute: (call) => {
      throw unknown(call);
    },
    requestIdHeaders: ['x-openstack-request-id'],
  });
  return {
    service,
    forCompute: createForCompute(room, binder),
    forPlacement: (hostId: (name: string) => string | undefined) =>
      createForPlacement(room, hostId),
    /** Forgets the requests of a server that has ended; whoever ends it takes its accelerators back. */
    serverGone: (serverId: string): void => {
      const { requests } = room;
      for (const { id } of requests.list('server', serverId)) requests.delete(id);
    },
  };
}

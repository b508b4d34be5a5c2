/** The compute service. */
import type { Call } from '../kernel/call.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import { badRequest } from '../kernel/fault.ts';
import { createService, type Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import type { Release } from '../release.ts';
import { createAggregates } from './aggregate-table.ts';
import { aggregateRoutes } from './aggregate.ts';
import { zoneRoutes } from './availability-zone.ts';
import { computeBodies, noSuchRoute, unknownComputeRoute, writeComputeFault } from './faults.ts';
import { flavorAccessRoutes } from './flavour-access.ts';
import { extraSpecRoutes } from './flavour-extra-specs.ts';
import { createFlavors, seedFlavors } from './flavour-table.ts';
import { flavorRoutes } from './flavour.ts';
import { createHostLife, type HostLife } from './host-life.ts';
import { createForPlacement } from './host-provider.ts';
import { createHosts, type Room } from './host-table.ts';
import { createKeyPairs, findKeyPair } from './key-pair-table.ts';
import { keyPairRoutes } from './key-pair.ts';
import { hostServiceRoutes } from './host-service.ts';
import { hypervisorRoutes } from './hypervisor.ts';
import { limitRoutes } from './limits.ts';
import { quotaRoutes } from './quota.ts';
import { serverGroupRoutes } from './server-group.ts';
import { historyRoutes } from './virtual-compute-history.ts';
import { interfaceRoutes } from './virtual-compute-interface.ts';
import { metadataRoutes } from './virtual-compute-metadata.ts';
import { securityGroupRoutes } from './virtual-compute-security-group.ts';
import { volumeAttachmentRoutes } from './virtual-compute-volume.ts';
import { projectInPath, routedPath } from './links.ts';
import { createNegotiation, type Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import { routesNotServed } from './not-served.ts';
import { createComputePolicy } from './policy.ts';
import type {
  AcceleratorRequestsForCompute,
  AcceleratorsForCompute,
  BlockStorageForCompute,
  ImageForCompute,
  NetworkForCompute,
} from './ports.ts';
import { createQuotas, quotaOf } from './quota-table.ts';
import { createReservedFlavours } from './reserved-flavour-table.ts';
import { createForReservation } from './reserved-flavour.ts';
import { createServerGroups } from './server-group-table.ts';
import { versionRoutes } from './versions.ts';
import { serverActionRoutes } from './virtual-compute-action.ts';
import { createServers } from './virtual-compute-table.ts';
import { serverRoutes } from './virtual-compute.ts';
import { createVolumeAttachments } from './volume-attachment-table.ts';

export const computePath = '/compute';

/** What compute needs of other services. */
export interface ComputePorts {
  /** The names of the hosts. */
  readonly hostNames: readonly string[];
  /** @throws Fault when the token is missing or invalid */
  readonly authenticate: (call: Call) => Caller;
  readonly hasProject: (projectId: string) => boolean;
  readonly network: NetworkForCompute;
  readonly storage: BlockStorageForCompute;
  readonly images: ImageForCompute;
  readonly accelerators: AcceleratorsForCompute;
  readonly acceleratorRequests: AcceleratorRequestsForCompute;
}

export interface Compute {
  readonly service: Service;
  readonly forPlacement: ReturnType<typeof createForPlacement>;
  readonly forReservation: ReturnType<typeof createForReservation>;
  /** A server that is there, for those who give it something; undefined when there is none. */
  readonly virtualCompute: (
    id: string,
  ) => { readonly projectId: string; readonly host: string } | undefined;
  readonly hosts: readonly { readonly name: string; readonly has: Room }[];
  /** What the machine below a host does to it. */
  readonly hostLife: HostLife;
}

export function createCompute(world: World, release: Release, ports: ComputePorts): Compute {
  const flavors = createFlavors(world);
  seedFlavors(flavors);
  const keyPairs = createKeyPairs(world);
  const policy = createComputePolicy(release);
  const needs: ComputeNeeds = {
    world,
    policy,
    flavors,
    servers: createServers(world),
    hosts: createHosts(world, ports.hostNames),
    aggregates: createAggregates(world),
    attachments: createVolumeAttachments(world),
    groups: createServerGroups(world),
    quotas: createQuotas(world),
    reserved: createReservedFlavours(world),
    hasKeyPair: (userId, key) => findKeyPair(keyPairs, userId, key) !== undefined,
    ...ports,
  };
  const max = release.compute.maxMicroversion;
  const negotiate = createNegotiation(max);

  /** A project in the path must be the token's; only versions can be asked for by HEAD. */
  const prepare = (call: Call): Served => {
    if (call.method === 'HEAD' && !/^\/v2\.1\/?$/.test(call.path)) throw noSuchRoute();
    const served = negotiate(call);
    const inPath = projectInPath(call.path);
    if (inPath !== undefined && inPath !== projectOf(call.caller)) {
      throw badRequest(
        `Malformed request URL: URL's project_id '${inPath}' doesn't match Context's project_id '${projectOf(call.caller) ?? 'None'}'`,
      );
    }
    return served;
  };

  const service = createService<Served>(world, {
    name: 'compute',
    basePath: computePath,
    routes: [
      ...versionRoutes(max),
      ...flavorRoutes({ flavors, policy, ids: world.ids }),
      ...extraSpecRoutes(flavors, policy),
      ...flavorAccessRoutes({ flavors, policy, hasProject: ports.hasProject }),
      ...keyPairRoutes({
        world,
        keyPairs,
        policy,
        mostKeyPairs: (projectId) => quotaOf(needs.quotas, projectId).key_pairs,
      }),
      ...serverRoutes(needs),
      ...serverActionRoutes(needs),
      ...metadataRoutes(needs),
      ...interfaceRoutes(needs),
      ...volumeAttachmentRoutes(needs),
      ...historyRoutes(needs),
      ...securityGroupRoutes(needs),
      ...serverGroupRoutes(needs),
      ...quotaRoutes(needs),
      ...limitRoutes(needs),
      ...hypervisorRoutes(needs),
      ...hostServiceRoutes(needs),
      ...zoneRoutes(needs),
      ...aggregateRoutes(needs),
      ...routesNotServed,
    ],
    rewritePath: routedPath,
    authenticate: ports.authenticate,
    tokenBeforeRoute: true,
    prepare,
    body: computeBodies,
    writeFault: writeComputeFault,
    unknownRoute: unknownComputeRoute,
    requestIdHeaders: ['x-openstack-request-id', 'x-compute-request-id'],
  });
  return {
    service,
    hosts: needs.hosts.all(),
    hostLife: createHostLife(needs),
    forPlacement: createForPlacement(needs),
    forReservation: createForReservation(needs),
    virtualCompute: (id) => {
      const server = needs.servers.get(id);
      return server === undefined || server.deleted || server.vmState === 'deleted'
        ? undefined
        : server;
    },
  };
}

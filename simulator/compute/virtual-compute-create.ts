/** Accepting new servers. Source: Compute API reference, "Create server"; OpenStack Zed, recorded. */
import { deviceProfileSpec } from '../../src/contract/accelerator/device-profile.ts';
import {
  type CreateServerRequest,
  createServerRequest,
} from '../../src/contract/compute/virtual-compute-create.ts';
import type { ServerAcceptedAnswer } from '../../src/contract/compute/virtual-compute.ts';
import { projectOf } from '../kernel/caller.ts';
import { badRequest, notServed } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import { type Flavor, maySee } from './flavour-table.ts';
import { linksOf, selfUrl } from './links.ts';
import type { ComputeCall } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import { tellOfServer } from './notices.ts';
import { allowedServers } from './quota-check.ts';
import { validBody } from '../kernel/valid-body.ts';
import { build, type WishedInterface } from './virtual-compute-build.ts';
import { attachDisks, type PlannedDisk, plannedDisks } from './virtual-compute-disks.ts';
import { mustFitImage } from './virtual-compute-image.ts';
import { begun } from './virtual-compute-life.ts';
import { interfacesFor, mustBeNetworks } from './virtual-compute-networks.ts';
import { destinationOf } from './virtual-compute-destination.ts';
import type { Server } from './virtual-compute-table.ts';

type Wish = CreateServerRequest['server'];

/** Where no quota limits it, a request must not fill the memory of whoever runs the simulator. */
const mostAtOnce = 1000;

/** The flavour that a request names. @throws Fault 400, also for one that the caller may not see */
export function flavorFor(needs: ComputeNeeds, call: ComputeCall, id: string): Flavor {
  const flavor = needs.flavors.get(id);
  if (flavor === undefined || !maySee(call.caller, flavor)) {
    throw badRequest(`Flavor ${id} could not be found.`);
  }
  return flavor;
}

/** @throws Fault 400 when the flavour names a device profile that there is not */
function mustHaveProfile({ acceleratorRequests }: ComputeNeeds, { extraSpecs }: Flavor): void {
  const profile = extraSpecs[deviceProfileSpec];
  if (profile === undefined || acceleratorRequests.hasProfile(profile)) return;
  throw badRequest(`Device profile name ${profile}: Expected 1 device profile but got nothing.`);
}

/** A name as the server's own system may have it. */
const hostnameFrom = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[ _]/g, '-')
    .replaceAll(/[^\w.-]+/g, '')
    .replaceAll(/^[.-]+|[.-]+$/g, '')
    .slice(0, 63);

/** At most so many servers at once, and not all wishes can be shared by several. */
const countOf = (
  wish: Wish,
  interfaces: readonly WishedInterface[],
  disks: readonly PlannedDisk[],
) => {
  const min = wish.min_count ?? 1;
  const max = wish.max_count ?? min;
  if (min > max) throw badRequest('min_count must be <= max_count');
  if (max > 1) {
    if (interfaces.some((wished) => 'portId' in wished)) {
      throw badRequest(
        'Failed to launch multiple instances with a single configured port ID. Please launch your instance one by one with different ports.',
      );
    }
    if (interfaces.some((wished) => 'fixedAddress' in wished)) {
      throw badRequest(
        'Failed to launch instances: max_count cannot be greater than 1 if an fixed_ip is specified.',
      );
    }
    if (disks.some(({ from }) => 'volumeId' in from)) {
      throw badRequest('Cannot attach one or more volumes to multiple instances');
    }
  }
  return { min, max };
};

/** @throws Fault as the service refuses it */
function securityGroupsOf({ network }: ComputeNeeds, call: ComputeCall, wish: Wish) {
  const project = projectOf(call.caller) ?? '';
  return wish.security_groups?.map(({ name }) => {
    const group = network.securityGroup(project, name);
    if (group !== undefined) return group.id;
    throw badRequest(`Unable to find security_group with name or id '${name}'`);
  });
}

export const createServer = (needs: ComputeNeeds) => async (call: ComputeCall) => {
  const body = await call.json();
  const request = validBody(createServerRequest(call.state.minor), body);
  const { server: wish } = request;
  const { caller } = call;
  const projectId = projectOf(caller) ?? '';
  const target = { project_id: projectId };
  const { policy, world } = needs;
  policy.enforce('os_compute_api:servers:create', caller, target);
  const destination = destinationOf(needs, caller, wish);
  const devices = wish.block_device_mapping_v2 ?? [];
  if (devices.length > 0)
    policy.enforce('os_compute_api:servers:create:attach_volume', caller, target);
  if ((wish.imageRef ?? '') === '' && devices.length === 0) {
    throw badRequest('Missing imageRef attribute');
  }
  if (wish.networks !== undefined && wish.networks !== 'none' && wish.networks.length > 0) {
    policy.enforce('os_compute_api:servers:create:attach_network', caller, target);
    if (typeof wish.networks !== 'string') mustBeNetworks(wish.networks);
  }
  const flavor = flavorFor(needs, call, wish.flavorRef);
  destination.mustBeAvailable();
  const disks = plannedDisks(needs, caller, devices);
  const root = disks.find((disk) => disk.root);
  mustFitImage(needs, call, wish.imageRef, flavor, root);
  const securityGroups = securityGroupsOf(needs, call, wish);
  const interfaces = interfacesFor(needs.network, caller, wish.networks);
  if (wish.key_name !== undefined && !needs.hasKeyPair(caller.userId, wish.key_name)) {
    throw badRequest('Invalid key_name provided.');
  }
  mustHaveProfile(needs, flavor);
  const { min, max } = countOf(wish, interfaces, disks);
  const hints = request['os:scheduler_hints'] ?? request['OS-SCH-HNT:scheduler_hints'] ?? {};
  const groupId = destination.groupOf(hints.group);
  const count = allowedServers(needs, projectId, flavor, min, max);
  if (count > mostAtOnce) throw notServed(`create more than ${String(mostAtOnce)} servers at once`);

  const now = world.clock.now();
  const reservationId = `r-${world.ids.hex32().slice(0, 8)}`;
  const adminPass = wish.adminPass ?? world.ids.opaque(12);
  const hostname = wish.hostname ?? (hostnameFrom(wish.name) || 'server');
  const made = Array.from({ length: count }, (_, index): Server => {
    const suffix = count > 1 ? `-${String(index + 1)}` : '';
    const name = wish.name + suffix;
    const id = world.ids.uuid();
    const disksToMake = attachDisks(needs, call, id, disks);
    const server = needs.servers.insert({
      id,
      number: needs.servers.size + 1,
      name,
      description: call.state.minor < 19 ? name : (wish.description ?? null),
      projectId,
      userId: caller.userId,
      flavor,
      imageId: root === undefined ? wish.imageRef : undefined,
      keyName: wish.key_name ?? null,
      metadata: wish.metadata ?? {},
      vmState: 'building',
      taskState: 'scheduling',
      powerState: 0,
      host: '',
      zone: '',
      pinnedZone: destination.zone,
      createdAt: now,
      updatedAt: now,
      launchedAt: undefined,
      terminatedAt: undefined,
      lockedBy: undefined,
      lockedReason: null,
      fault: undefined,
      configDrive: wish.config_drive ?? false,
      diskConfig: wish['OS-DCF:diskConfig'] ?? 'MANUAL',
      accessIPv4: wish.accessIPv4 ?? '',
      accessIPv6: wish.accessIPv6 ?? '',
      userData: wish.user_data ?? null,
      hostname: hostname + suffix,
      reservationId,
      launchIndex: index,
      tags: wish.tags ?? [],
      groupId,
      hints,
      resized: undefined,
      actions: [
        begun(needs, 'create', { requestId: call.requestId, userId: caller.userId, projectId }),
      ],
      deleted: false,
    });
    tellOfServer(world.notices, server, undefined);
    build(needs, id, { interfaces, securityGroups, disksToMake, onHost: destination.host });
    return server;
  });
  if (wish.return_reservation_id === true) return json(202, { reservation_id: reservationId });
  const [first] = made;
  if (first === undefined) throw badRequest('Invalid min_count');
  const what = `servers/${first.id}`;
  return json(
    202,
    {
      server: {
        id: first.id,
        links: linksOf(call, what),
        'OS-DCF:diskConfig': first.diskConfig,
        security_groups: wish.security_groups ?? [{ name: 'default' }],
        adminPass,
      },
    } satisfies ServerAcceptedAnswer,
    [['location', selfUrl(call, what)]],
  );
};

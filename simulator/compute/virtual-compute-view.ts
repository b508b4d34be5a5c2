/** A server as an answer shows it, by microversion and by who asks. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type {
  serverSummary,
  Server as WireServer,
} from '../../src/contract/compute/virtual-compute.ts';
import type { Host } from './host-table.ts';
import { isoMicroseconds, isoSeconds } from './instants.ts';
import { bookmarkOf, linksOf } from './links.ts';
import type { ComputeCall } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import { addressesView, securityGroupsView } from './virtual-compute-port-view.ts';
import { showsProgress, statusOf } from './virtual-compute-state.ts';
import type { Server } from './virtual-compute-table.ts';

export type ViewNeeds = Pick<ComputeNeeds, 'policy' | 'network' | 'attachments' | 'hosts'>;

/** In a plain list. */
export const serverSummaryView = (
  call: ComputeCall,
  { id, name }: Server,
): z.infer<typeof serverSummary> => ({ id, name, links: linksOf(call, `servers/${id}`) });

/** What tells two servers of one tenant whether they share a host, and nobody which. */
export const hostIdOf = ({ host, projectId }: Server): string =>
  host === ''
    ? ''
    : createHash('sha224')
        .update(projectId + host)
        .digest('hex');

const flavorView = (call: ComputeCall, { flavor }: Server, showExtraSpecs: boolean) => {
  if (call.state.minor < 47) {
    const what = `flavors/${encodeURIComponent(flavor.id)}`;
    return { id: flavor.id, links: [bookmarkOf(call, what)] };
  }
  const { vcpus, ram, disk, ephemeral, swap, name, extraSpecs } = flavor;
  return {
    vcpus,
    ram,
    disk,
    ephemeral,
    swap,
    original_name: name,
    ...(showExtraSpecs ? { extra_specs: extraSpecs } : {}),
  };
};

const imageView = (call: ComputeCall, { imageId }: Server) =>
  imageId === undefined
    ? ('' as const)
    : { id: imageId, links: [bookmarkOf(call, `images/${imageId}`)] };

const extendedAttributes = (server: Server, minor: number) => ({
  'OS-EXT-SRV-ATTR:host': server.host === '' ? null : server.host,
  'OS-EXT-SRV-ATTR:instance_name': `instance-${server.number.toString(16).padStart(8, '0')}`,
  'OS-EXT-SRV-ATTR:hypervisor_hostname': server.host === '' ? null : server.host,
  ...(minor < 3
    ? {}
    : {
        'OS-EXT-SRV-ATTR:reservation_id': server.reservationId,
        'OS-EXT-SRV-ATTR:launch_index': server.launchIndex,
        'OS-EXT-SRV-ATTR:hostname': server.hostname,
        'OS-EXT-SRV-ATTR:kernel_id': '',
        'OS-EXT-SRV-ATTR:ramdisk_id': '',
        'OS-EXT-SRV-ATTR:root_device_name': '/dev/vda',
        'OS-EXT-SRV-ATTR:user_data': server.userData,
      }),
});

const instant = (at: number | undefined) => (at === undefined ? null : isoMicroseconds(at));

/** What a server tells about itself, whatever the answer is to. */
const commonView = (needs: ViewNeeds, call: ComputeCall, server: Server, extended: boolean) => {
  const status = server.deleted ? 'DELETED' : statusOf(server);
  const { fault } = server;
  const target = { project_id: server.projectId };
  return {
    id: server.id,
    name: server.name,
    status,
    tenant_id: server.projectId,
    user_id: server.userId,
    metadata: server.metadata,
    hostId: hostIdOf(server),
    image: imageView(call, server),
    flavor: flavorView(
      call,
      server,
      needs.policy.allows('os_compute_api:servers:show:flavor-extra-specs', call.caller, target),
    ),
    created: isoSeconds(server.createdAt),
    updated: isoSeconds(server.updatedAt),
    addresses: addressesView(needs.network, server, extended),
    accessIPv4: server.accessIPv4,
    accessIPv6: server.accessIPv6,
    links: linksOf(call, `servers/${server.id}`),
    'OS-DCF:diskConfig': server.diskConfig,
    ...(fault === undefined || (status !== 'ERROR' && status !== 'DELETED')
      ? {}
      : {
          fault: { code: fault.code, created: isoSeconds(fault.at), message: fault.message },
        }),
    ...(showsProgress(status) ? { progress: 0 } : {}),
  };
};

/** What came with microversions, in every answer that shows a server in full. */
const newerView = (call: ComputeCall, server: Server) => {
  const { minor } = call.state;
  return {
    ...(minor < 9 ? {} : { locked: server.lockedBy !== undefined }),
    ...(minor < 73 ? {} : { locked_reason: server.lockedReason }),
    ...(minor < 19 ? {} : { description: server.description }),
    ...(minor < 26 ? {} : { tags: [...server.tags] }),
    ...(minor < 63 ? {} : { trusted_image_certificates: null }),
    ...(minor < 90 ? {} : { 'OS-EXT-SRV-ATTR:hostname': server.hostname }),
    ...(minor < 96 ? {} : { pinned_availability_zone: server.pinnedZone }),
    ...(minor < 100 ? {} : { scheduler_hints: server.hints }),
  };
};

/** Nothing is known of a host that does not answer. */
const hostStatus = (host: Host | undefined): string => {
  if (host?.forcedDown === true) return 'DOWN';
  if (host?.up === false) return 'UNKNOWN';
  return host?.enabled === true ? 'UP' : 'MAINTENANCE';
};

/** In full, as one server is shown and listed with details. */
export function serverView(needs: ViewNeeds, call: ComputeCall, server: Server): WireServer {
  const { minor } = call.state;
  const { policy, hosts } = needs;
  const target = { project_id: server.projectId };
  const seesHost = policy.allows('os_compute_api:servers:show:host_status', call.caller, target);
  const up = hostStatus(hosts.get(server.host));
  return {
    ...commonView(needs, call, server, true),
    'OS-EXT-AZ:availability_zone': server.zone,
    config_drive: server.configDrive ? 'True' : '',
    key_name: server.keyName,
    'OS-SRV-USG:launched_at': instant(server.launchedAt),
    'OS-SRV-USG:terminated_at': instant(server.terminatedAt),
    ...securityGroupsView(needs.network, server),
    ...(policy.allows('os_compute_api:os-extended-server-attributes', call.caller, target)
      ? extendedAttributes(server, minor)
      : {}),
    'OS-EXT-STS:task_state': server.taskState,
    'OS-EXT-STS:vm_state': server.vmState,
    'OS-EXT-STS:power_state': server.powerState,
    'os-extended-volumes:volumes_attached': needs.attachments
      .list('server', server.id)
      .filter(({ volumeId }) => volumeId !== '')
      .map(({ volumeId, deleteOnTermination }) => ({
        id: volumeId,
        ...(minor < 3 ? {} : { delete_on_termination: deleteOnTermination }),
      })),
    ...(minor < 16 || !seesHost ? {} : { host_status: server.host === '' ? '' : up }),
    ...newerView(call, server),
  };
}

/** As one server is shown: from 2.71 with its group. */
export const shownServerView = (
  needs: ViewNeeds,
  call: ComputeCall,
  server: Server,
): WireServer => ({
  ...serverView(needs, call, server),
  ...(call.state.minor < 71
    ? {}
    : { server_groups: server.groupId === undefined ? [] : [server.groupId] }),
});

/** As the answer to an update shows it: in full only from 2.75. */
export const updatedServerView = (
  needs: ViewNeeds,
  call: ComputeCall,
  server: Server,
): WireServer =>
  call.state.minor < 75
    ? { ...commonView(needs, call, server, false), ...newerView(call, server) }
    : shownServerView(needs, call, server);

/** Volumes of a server. Source: Compute API reference; OpenStack Zed, recorded. */
import {
  attachVolumeRequest,
  type VolumeAttachmentAnswer,
  type VolumeAttachmentsAnswer,
} from '../../src/contract/compute/virtual-compute-volume.ts';
import { badRequest, forbidden, notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { nothing } from './faults.ts';
import type { ComputeCall, Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import { validBody } from '../kernel/valid-body.ts';
import { asToldByStorage } from './told-by-storage.ts';
import { withAction } from './virtual-compute-deed.ts';
import { mustBeIn, mustBeUnlocked } from './virtual-compute-guard.ts';
import { change } from './virtual-compute-life.ts';
import type { VmState } from './virtual-compute-state.ts';
import { type Server, visibleServer } from './virtual-compute-table.ts';
import { freeDevice, type VolumeAttachment } from './volume-attachment-table.ts';

const states: readonly VmState[] = ['active', 'paused', 'stopped', 'resized'];

/** Milliseconds until a volume has come, or gone. */
const takes = { attaching: 800, detaching: 500 };

/** As many as there are letters for devices. */
const most = 26;

export function volumeAttachmentRoutes(needs: ComputeNeeds): Route<Served>[] {
  const { attachments, storage, policy, servers, world } = needs;

  const serverFor = (call: ComputeCall, what: 'index' | 'show' | 'create' | 'delete'): Server => {
    const server = visibleServer(servers, call.param('id'), call.caller);
    const target = { project_id: server.projectId };
    policy.enforce(`os_compute_api:os-volumes-attachments:${what}`, call.caller, target);
    return server;
  };
  const attachmentsOf = (server: Server) =>
    attachments.list('server', server.id).filter(({ volumeId }) => volumeId !== '');
  const attachmentFor = (server: Server, volumeId: string) =>
    attachmentsOf(server).find((attachment) => attachment.volumeId === volumeId);

  const view = ({ state: { minor } }: ComputeCall, attachment: VolumeAttachment) => {
    const { id, serverId, volumeId, device, tag, deleteOnTermination, attachmentId } = attachment;
    return {
      ...(minor < 89 ? { id: volumeId } : {}),
      serverId,
      volumeId,
      device,
      ...(minor < 70 ? {} : { tag }),
      ...(minor < 79 ? {} : { delete_on_termination: deleteOnTermination }),
      ...(minor < 89 ? {} : { attachment_id: attachmentId, bdm_uuid: id }),
    };
  };

  const list = (call: ComputeCall) => {
    const server = serverFor(call, 'index');
    return json(200, {
      volumeAttachments: attachmentsOf(server).map((attachment) => view(call, attachment)),
    } satisfies VolumeAttachmentsAnswer);
  };

  const show = (call: ComputeCall) => {
    const server = serverFor(call, 'show');
    const volumeId = call.param('volume');
    const attachment = attachmentFor(server, volumeId);
    if (attachment === undefined) {
      throw notFound(`Instance ${server.id} is not attached to volume ${volumeId}`);
    }
    return json(200, { volumeAttachment: view(call, attachment) } satisfies VolumeAttachmentAnswer);
  };

  const create = async (call: ComputeCall) => {
    const { minor } = call.state;
    const { volumeAttachment: wish } = validBody(attachVolumeRequest(minor), await call.json());
    const server = serverFor(call, 'create');
    mustBeUnlocked(call, server);
    mustBeIn('attach_volume', server, states);
    const volume = storage.volume(server.projectId, wish.volumeId);
    if (volume === undefined) throw notFound(`Volume ${wish.volumeId} could not be found.`);
    if (volume.multiattach && minor < 60) {
      throw badRequest(
        'Multiattach volumes are only supported starting with compute API version 2.60.',
      );
    }
    const others = attachments.list('server', server.id);
    if (others.length >= most) {
      throw forbidden(
        `The maximum allowed number of disk devices (${String(most)}) to attach to a single instance has been exceeded.`,
      );
    }
    const elsewhere = attachments.list('volume', volume.id).map(({ serverId }) => serverId);
    if (elsewhere.includes(server.id) || (elsewhere.length > 0 && !volume.multiattach)) {
      throw badRequest(
        `Invalid volume: volume ${volume.id} is already attached to instances: ${elsewhere.join(' ')}`,
      );
    }
    const attachmentId = asToldByStorage(call, '', () => storage.reserve(volume.id, server.id));
    const device = wish.device ?? freeDevice(others, server.imageId !== undefined);
    const attachment = attachments.insert({
      id: world.ids.uuid(),
      serverId: server.id,
      volumeId: volume.id,
      attachmentId,
      device,
      tag: wish.tag ?? null,
      deleteOnTermination: wish.delete_on_termination ?? false,
      root: false,
    });
    change(needs, server.id, { actions: withAction(needs, call, server, 'attach_volume') });
    world.clock.schedule(takes.attaching, () => {
      const { host } = servers.get(server.id) ?? server;
      if (attachments.get(attachment.id) !== undefined) storage.attach(attachmentId, device, host);
    });
    return minor < 101
      ? json(200, { volumeAttachment: plainView(attachment) } satisfies VolumeAttachmentAnswer)
      : nothing(202);
  };

  /** What the answer to a request to attach says at every microversion that it says something. */
  const plainView = ({ serverId, volumeId, device }: VolumeAttachment) => ({
    id: volumeId,
    serverId,
    volumeId,
    device,
  });

  const remove = (call: ComputeCall) => {
    const server = serverFor(call, 'delete');
    const volumeId = call.param('volume');
    if (storage.volume(server.projectId, volumeId) === undefined) {
      throw notFound(`Volume ${volumeId} could not be found.`);
    }
    const attachment = attachmentFor(server, volumeId);
    if (attachment === undefined) {
      throw notFound(`Instance ${server.id} is not attached to volume ${volumeId}`);
    }
    if (attachment.root) throw badRequest('Cannot detach a root device volume');
    mustBeUnlocked(call, server);
    mustBeIn('detach_volume', server, states);
    asToldByStorage(call, 'Invalid volume: ', () => {
      storage.beginDetach(attachment.attachmentId);
    });
    change(needs, server.id, { actions: withAction(needs, call, server, 'detach_volume') });
    world.clock.schedule(takes.detaching, () => {
      if (attachments.delete(attachment.id) !== undefined) storage.detach(attachment.attachmentId);
    });
    return nothing(202);
  };

  const all = '/v2.1/servers/:id/os-volume_attachments';
  const one = `${all}/:volume`;
  return [
    { method: 'GET', path: all, operation: 'list volumes of a server', handler: list },
    { method: 'POST', path: all, operation: 'attach a volume to a server', handler: create },
    { method: 'GET', path: one, operation: 'show a volume of a server', handler: show },
    { method: 'DELETE', path: one, operation: 'detach a volume from a server', handler: remove },
  ];
}

/** Attachments. Source: Block Storage API reference v3, "Attachments". */
import {
  type AttachmentAnswer,
  type AttachmentsAnswer,
  createAttachmentRequest,
  updateAttachmentRequest,
} from '../../src/contract/block-storage/attachment.ts';
import { projectOf } from '../kernel/caller.ts';
import { notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { validBody } from '../kernel/valid-body.ts';
import type { Attachment, Attachments } from './attachment-table.ts';
import type { Attaching } from './attaching.ts';
import { done } from './faults.ts';
import { instant } from './instants.ts';
import type { Served, VolumeCall } from './microversions.ts';
import { isVisible, type Volumes, visibleVolume } from './virtual-storage-table.ts';

export interface AttachmentNeeds {
  readonly volumes: Volumes;
  readonly attachments: Attachments;
  readonly attaching: Attaching;
}

const brief = (attachment: Attachment) => ({
  id: attachment.id,
  status: attachment.status,
  instance: attachment.serverId,
  volume_id: attachment.volumeId,
});

const full = (attachment: Attachment) => ({
  ...brief(attachment),
  attached_at: attachment.attachedAt === null ? '' : instant(attachment.attachedAt),
  detached_at: '',
  attach_mode: attachment.status === 'attached' ? 'rw' : 'null',
  connection_info: {},
});

/** There before it, the API has none of it. */
const from27 = ({ state: { minor } }: VolumeCall) => {
  if (minor < 27) throw notFound('The resource could not be found.');
};

export function attachmentRoutes(needs: AttachmentNeeds): Route<Served>[] {
  const { volumes, attachments, attaching } = needs;
  const visible = (call: VolumeCall): Attachment => {
    const attachment = attachments.get(call.param('id'));
    if (attachment !== undefined && isVisible(call.caller, attachment)) return attachment;
    throw notFound(
      `Volume attachment could not be found with filter: attachment_id = ${call.param('id')}.`,
    );
  };
  const one = (attachment: Attachment) =>
    json(200, { attachment: full(attachment) } satisfies AttachmentAnswer);
  const several = (rows: readonly Attachment[]) =>
    json(200, { attachments: rows.map(brief) } satisfies AttachmentsAnswer);
  /** Where a connector says that it is. */
  const at = (connector: Record<string, unknown>, key: string, otherwise: string) => {
    const value = connector[key];
    return typeof value === 'string' ? value : otherwise;
  };
  const connect = (id: string, connector: Record<string, unknown>) =>
    attaching.attach(id, at(connector, 'mountpoint', '/dev/vdb'), at(connector, 'host', 'unknown'));

  const create = async (call: VolumeCall) => {
    const { attachment: wish } = validBody(createAttachmentRequest, await call.json());
    const volume = visibleVolume(volumes, wish.volume_uuid, call.caller);
    const reserved = attaching.reserve(volume, wish.instance_uuid ?? null);
    return one(wish.connector ? connect(reserved.id, wish.connector) : reserved);
  };
  const update = async (call: VolumeCall) => {
    const { attachment: wish } = validBody(updateAttachmentRequest, await call.json());
    return one(connect(visible(call).id, wish.connector ?? {}));
  };

  const routes: Route<Served>[] = [
    {
      method: 'GET',
      path: '/v3/attachments',
      operation: 'list attachments',
      handler: ({ caller }) => several(attachments.list('project', projectOf(caller) ?? '')),
    },
    {
      method: 'GET',
      path: '/v3/attachments/detail',
      operation: 'list attachments with details',
      handler: ({ caller }) =>
        json(200, {
          attachments: attachments.list('project', projectOf(caller) ?? '').map(full),
        } satisfies AttachmentsAnswer),
    },
    { method: 'POST', path: '/v3/attachments', operation: 'create attachment', handler: create },
    {
      method: 'GET',
      path: '/v3/attachments/:id',
      operation: 'show attachment',
      handler: (call) => one(visible(call)),
    },
    { method: 'PUT', path: '/v3/attachments/:id', operation: 'update attachment', handler: update },
    {
      method: 'DELETE',
      path: '/v3/attachments/:id',
      operation: 'delete attachment',
      handler: (call) => {
        const { volumeId } = attaching.detach(visible(call).id);
        return several(attachments.list('volume', volumeId));
      },
    },
    {
      method: 'POST',
      path: '/v3/attachments/:id/action',
      operation: 'complete an attachment',
      handler: (call) => {
        visible(call);
        return done(204);
      },
    },
  ];
  return routes.map((route) => ({ ...route, guard: from27 }));
}

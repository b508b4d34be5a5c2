/** Actions on a volume. Source: Block Storage API reference v3, "Volume actions". */
import {
  extendRequest,
  migrateRequest,
  resetStatusRequest,
  setBootableRequest,
} from '../../src/contract/block-storage/virtual-storage.ts';
import { badRequest, notServed } from '../kernel/fault.ts';
import type { Enforcer } from '../kernel/policy.ts';
import type { Reply } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { validBody } from '../kernel/valid-body.ts';
import type { Attachments } from './attachment-table.ts';
import { done, invalidInput } from './faults.ts';
import type { Served, VolumeCall } from './microversions.ts';
import type { VolumeRule } from './policy.ts';
import { pools } from './pool.ts';
import type { Quotas } from './quota-table.ts';
import type { Snapshots } from './snapshot-table.ts';
import type { VolumeLife } from './virtual-storage-life.ts';
import { type Volume, type Volumes, visibleVolume } from './virtual-storage-table.ts';

export interface VolumeActionNeeds {
  readonly volumes: Volumes;
  readonly snapshots: Snapshots;
  readonly attachments: Attachments;
  readonly quotas: Quotas;
  readonly life: VolumeLife;
  readonly policy: Enforcer<VolumeRule>;
}

/** What there is beside, and is not served. */
const notHere = [
  'os-attach',
  'os-detach',
  'os-begin_detaching',
  'os-roll_detaching',
  'os-initialize_connection',
  'os-terminate_connection',
  'os-volume_upload_image',
  'os-retype',
  'os-force_delete',
  'os-force_detach',
  'os-update_readonly_flag',
  'os-set_image_metadata',
  'os-unset_image_metadata',
  'os-show_image_metadata',
  'os-unmanage',
  'os-reimage',
  'revert',
];

type Action = (call: VolumeCall, volume: Volume, body: unknown) => Reply;

export function volumeActionRoutes(needs: VolumeActionNeeds): Route<Served>[] {
  const { volumes, snapshots, attachments, quotas, life, policy } = needs;

  const actions: Readonly<Record<string, Action>> = {
    'os-extend': ({ state: { minor } }, volume, body) => {
      const size = validBody(extendRequest, body)['os-extend'].new_size;
      const usable = minor < 42 ? ['available'] : ['available', 'in-use'];
      if (!usable.includes(volume.status)) {
        throw badRequest(
          `Invalid volume: Volume ${volume.id} status must be '(${usable.map((status) => `'${status}',`).join(' ')})' to extend, currently ${volume.status}.`,
        );
      }
      if (size <= volume.size) {
        throw invalidInput(
          `New size for extend must be greater than current size. (current: ${String(volume.size)}, extended: ${String(size)}).`,
        );
      }
      quotas.roomForSize(volume.projectId, size - volume.size);
      life.extend(volume, size);
      return done(202);
    },
    'os-migrate_volume': (call, volume, body) => {
      const { host } = validBody(migrateRequest, body)['os-migrate_volume'];
      policy.enforce('volume_extension:volume_admin_actions:migrate_volume', call.caller);
      const free =
        ['available', 'in-use'].includes(volume.status) &&
        volume.migration !== 'migrating' &&
        snapshots.list('volume', volume.id).length === 0;
      if (!free) {
        throw badRequest(
          `Invalid volume: Volume ${volume.id} status must be available or in-use and must not be migrating, have snapshots, be replicated, be part of a group and destination host/cluster must be different than the current one`,
        );
      }
      if (!pools.some((pool) => pool === host)) {
        throw badRequest(`Invalid host: No available service named ${host}`);
      }
      if (host === volume.pool) {
        throw badRequest('Invalid host: Destination host must be different than the current host.');
      }
      life.migrate(volume, host);
      return done(202);
    },
    'os-set_bootable': (_call, volume, body) => {
      const { bootable } = validBody(setBootableRequest, body)['os-set_bootable'];
      life.change(volume.id, { bootable });
      return done(200);
    },
    'os-reset_status': (call, volume, body) => {
      policy.enforce('volume_extension:volume_admin_actions:reset_status', call.caller);
      const { status } = validBody(resetStatusRequest, body)['os-reset_status'];
      if (status === 'in-use' && attachments.list('volume', volume.id).length === 0) {
        throw badRequest(
          'Cannot reset-state to in-use because volume does not have any attachments.',
        );
      }
      if (typeof status === 'string') life.change(volume.id, { status });
      return done(202);
    },
    'os-reserve': (_call, volume) => {
      if (volume.status !== 'available') {
        throw badRequest(
          `Invalid volume: Volume status must be available to reserve, but the status is ${volume.status}.`,
        );
      }
      life.change(volume.id, { status: 'attaching' });
      return done(202);
    },
    'os-unreserve': (_call, volume) => {
      if (volume.status === 'attaching') life.change(volume.id, { status: 'available' });
      return done(202);
    },
  };

  const act = async (call: VolumeCall) => {
    const body = await call.json();
    const [name = ''] = typeof body === 'object' && body !== null ? Object.keys(body) : [];
    if (notHere.includes(name)) throw notServed(`${name} on a volume`);
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined) {
      throw badRequest(
        `There is no such action: ${name}. Verify the request body and Content-Type header and try again.`,
      );
    }
    return action(call, visibleVolume(volumes, call.param('id'), call.caller), body);
  };

  return [
    {
      method: 'POST',
      path: '/v3/volumes/:id/action',
      operation: 'act on a volume',
      handler: act,
    },
  ];
}

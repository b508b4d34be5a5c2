/** Volumes. Source: Block Storage API reference v3, "Volumes". */
import {
  createVolumeRequest,
  createVolumeRequest353,
  updateVolumeRequest,
  updateVolumeRequest353,
  type VolumeAnswer,
  type VolumesAnswer,
  type VolumeSummariesAnswer,
} from '../../src/contract/block-storage/virtual-storage.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import { badRequest } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Enforcer } from '../kernel/policy.ts';
import type { Route } from '../kernel/service.ts';
import { validBody } from '../kernel/valid-body.ts';
import { accepted } from './faults.ts';
import type { Served, VolumeCall } from './microversions.ts';
import type { VolumeRule } from './policy.ts';
import type { createVolumeMaker, SourceImage } from './virtual-storage-create.ts';
import type { VolumeLife } from './virtual-storage-life.ts';
import { nextOf, pageOf } from './virtual-storage-list.ts';
import { type Volume, type Volumes, visibleVolume } from './virtual-storage-table.ts';
import { volumeSummary, volumeView, type VolumeViewNeeds, zone } from './virtual-storage-view.ts';

export interface VolumeRoomNeeds extends VolumeViewNeeds {
  readonly volumes: Volumes;
  readonly life: VolumeLife;
  readonly make: ReturnType<typeof createVolumeMaker>;
  readonly policy: Enforcer<VolumeRule>;
  /** Undefined also when the caller may not see it. */
  readonly image: (caller: Caller, imageId: string) => SourceImage | undefined;
}

export function volumeRoutes(needs: VolumeRoomNeeds): Route<Served>[] {
  const { volumes, life, make, policy } = needs;
  const answer = (call: VolumeCall, status: number, volume: Volume, looked: boolean) =>
    json(status, { volume: volumeView(needs, call, volume, { looked }) } satisfies VolumeAnswer);

  const imageOf = (call: VolumeCall, id: string | null | undefined): SourceImage | undefined => {
    if (id === null || id === undefined || id === '') return undefined;
    const image = needs.image(call.caller, id);
    if (image !== undefined) return image;
    throw badRequest('Invalid image identifier or unable to access requested image.');
  };

  const create = async (call: VolumeCall) => {
    const schema = call.state.minor < 53 ? createVolumeRequest : createVolumeRequest353;
    const { volume: wish } = validBody(schema, await call.json());
    policy.enforce('volume:create', call.caller);
    if (typeof wish.availability_zone === 'string' && wish.availability_zone !== zone) {
      throw badRequest(`Availability zone '${wish.availability_zone}' is invalid.`);
    }
    const volume = make({
      projectId: projectOf(call.caller) ?? '',
      userId: call.caller.userId,
      name: wish.name ?? wish.display_name ?? null,
      description: wish.description ?? wish.display_description ?? null,
      size: wish.size ?? undefined,
      type: wish.volume_type ?? undefined,
      image: imageOf(call, wish.imageRef ?? wish.image_id),
      snapshotId: wish.snapshot_id ?? undefined,
      sourceVolumeId: wish.source_volid ?? undefined,
      multiattach: wish.multiattach ?? false,
      metadata: wish.metadata ?? {},
    });
    return answer(call, 202, volume, false);
  };

  const update = async (call: VolumeCall) => {
    const schema = call.state.minor < 53 ? updateVolumeRequest : updateVolumeRequest353;
    const { volume: wish } = validBody(schema, await call.json());
    const { id } = visibleVolume(volumes, call.param('id'), call.caller);
    policy.enforce('volume:update', call.caller);
    const name = wish.name ?? wish.display_name;
    const description = wish.description ?? wish.display_description;
    const changed = life.change(id, {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...(wish.metadata === undefined ? {} : { metadata: wish.metadata }),
    });
    return answer(call, 200, changed ?? visibleVolume(volumes, id, call.caller), false);
  };

  const list = (call: VolumeCall) => {
    const rows = pageOf(volumes, call);
    return json(200, {
      volumes: rows.map((volume) => volumeSummary(call, volume)),
      ...nextOf(call, 'volumes', rows),
    } satisfies VolumeSummariesAnswer);
  };
  const detail = (call: VolumeCall) => {
    const rows = pageOf(volumes, call);
    return json(200, {
      volumes: rows.map((volume) => volumeView(needs, call, volume, { looked: true })),
      ...nextOf(call, 'volumes/detail', rows),
    } satisfies VolumesAnswer);
  };
  const remove = (call: VolumeCall) => {
    const volume = visibleVolume(volumes, call.param('id'), call.caller);
    policy.enforce('volume:delete', call.caller);
    life.end(volume);
    return accepted();
  };

  return [
    { method: 'GET', path: '/v3/volumes', operation: 'list volumes', handler: list },
    {
      method: 'GET',
      path: '/v3/volumes/detail',
      operation: 'list volumes with details',
      handler: detail,
    },
    { method: 'POST', path: '/v3/volumes', operation: 'create volume', handler: create },
    {
      method: 'GET',
      path: '/v3/volumes/:id',
      operation: 'show volume',
      handler: (call) =>
        answer(call, 200, visibleVolume(volumes, call.param('id'), call.caller), true),
    },
    { method: 'PUT', path: '/v3/volumes/:id', operation: 'update volume', handler: update },
    { method: 'DELETE', path: '/v3/volumes/:id', operation: 'delete volume', handler: remove },
  ];
}

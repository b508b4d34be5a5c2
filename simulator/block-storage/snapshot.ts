/** Snapshots of volumes. Source: Block Storage API reference v3, "Volume snapshots". */
import {
  createSnapshotRequest,
  type SnapshotAnswer,
  type SnapshotsAnswer,
} from '../../src/contract/block-storage/snapshot.ts';
import { projectOf } from '../kernel/caller.ts';
import { badRequest, notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { validBody } from '../kernel/valid-body.ts';
import type { World } from '../kernel/world.ts';
import { accepted } from './faults.ts';
import { instant } from './instants.ts';
import type { Served, VolumeCall } from './microversions.ts';
import type { Quotas } from './quota-table.ts';
import type { Snapshot, Snapshots } from './snapshot-table.ts';
import { isVisible, type Volumes, visibleVolume } from './virtual-storage-table.ts';

const takes = 2_000;

export interface SnapshotNeeds {
  readonly world: World;
  readonly volumes: Volumes;
  readonly snapshots: Snapshots;
  readonly quotas: Quotas;
}

const briefView = (snapshot: Snapshot) => ({
  id: snapshot.id,
  created_at: instant(snapshot.createdAt),
  updated_at: snapshot.updatedAt === null ? null : instant(snapshot.updatedAt),
  name: snapshot.name,
  description: snapshot.description,
  volume_id: snapshot.volumeId,
  status: snapshot.status,
  size: snapshot.size,
  metadata: snapshot.metadata,
});

const view = ({ state: { minor } }: VolumeCall, snapshot: Snapshot) => ({
  ...briefView(snapshot),
  ...(minor < 14 ? {} : { group_snapshot_id: null }),
  ...(minor < 41 ? {} : { user_id: snapshot.userId }),
  ...(minor < 65 ? {} : { consumes_quota: true }),
});

const fullView = (call: VolumeCall, snapshot: Snapshot) => ({
  ...view(call, snapshot),
  'os-extended-snapshot-attributes:project_id': snapshot.projectId,
  'os-extended-snapshot-attributes:progress': snapshot.status === 'available' ? '100%' : '0%',
});

export function snapshotRoutes({
  world,
  volumes,
  snapshots,
  quotas,
}: SnapshotNeeds): Route<Served>[] {
  const visible = (call: VolumeCall): Snapshot => {
    const snapshot = snapshots.get(call.param('id'));
    if (snapshot !== undefined && isVisible(call.caller, snapshot)) return snapshot;
    throw notFound(`Snapshot ${call.param('id')} could not be found.`);
  };
  const listed = ({ caller, query }: VolumeCall) => {
    const everybodys =
      caller.roles.has('admin') && /^(1|true)$/i.test(query.get('all_tenants') ?? '');
    const all = everybodys ? snapshots.all() : snapshots.list('project', projectOf(caller) ?? '');
    const matches = (name: string, value: string | null) =>
      !query.has(name) || query.get(name) === value;
    return all
      .filter((one) => matches('name', one.name) && matches('volume_id', one.volumeId))
      .toReversed();
  };

  const create = async (call: VolumeCall) => {
    const { snapshot: wish } = validBody(createSnapshotRequest, await call.json());
    const volume = visibleVolume(volumes, wish.volume_id, call.caller);
    const usable = wish.force === true ? ['available', 'in-use'] : ['available'];
    if (!usable.includes(volume.status)) {
      throw badRequest(
        `Invalid volume: Volume ${volume.id} status must be ${usable.join(' or ')}, but current status is: ${volume.status}.`,
      );
    }
    quotas.roomForSnapshot(volume.projectId);
    const snapshot = snapshots.insert({
      id: world.ids.uuid(),
      volumeId: volume.id,
      projectId: volume.projectId,
      userId: call.caller.userId,
      name: wish.name ?? null,
      description: wish.description ?? null,
      size: volume.size,
      status: 'creating',
      metadata: wish.metadata ?? {},
      createdAt: world.clock.now(),
      updatedAt: null,
    });
    world.clock.schedule(takes, () => {
      snapshots.update(snapshot.id, { status: 'available', updatedAt: world.clock.now() });
    });
    return json(202, { snapshot: view(call, snapshot) } satisfies SnapshotAnswer);
  };

  const remove = (call: VolumeCall) => {
    const { id } = visible(call);
    snapshots.update(id, { status: 'deleting' });
    world.clock.schedule(takes, () => void snapshots.delete(id));
    return accepted();
  };

  return [
    {
      method: 'GET',
      path: '/v3/snapshots',
      operation: 'list snapshots',
      handler: (call) =>
        json(200, { snapshots: listed(call).map(briefView) } satisfies SnapshotsAnswer),
    },
    {
      method: 'GET',
      path: '/v3/snapshots/detail',
      operation: 'list snapshots with details',
      handler: (call) =>
        json(200, {
          snapshots: listed(call).map((one) => fullView(call, one)),
        } satisfies SnapshotsAnswer),
    },
    { method: 'POST', path: '/v3/snapshots', operation: 'create snapshot', handler: create },
    {
      method: 'GET',
      path: '/v3/snapshots/:id',
      operation: 'show snapshot',
      handler: (call) =>
        json(200, { snapshot: fullView(call, visible(call)) } satisfies SnapshotAnswer),
    },
    { method: 'DELETE', path: '/v3/snapshots/:id', operation: 'delete snapshot', handler: remove },
  ];
}

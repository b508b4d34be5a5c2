/** The block storage service: volumes, their types, snapshots, attachments and quotas. */
import type { Call } from '../kernel/call.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import { badRequest } from '../kernel/fault.ts';
import { createService } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import type { Release } from '../release.ts';
import { createAttachments } from './attachment-table.ts';
import { attachmentRoutes } from './attachment.ts';
import { createAttaching } from './attaching.ts';
import { unknownVolumeRoute, volumeBodies, writeVolumeFault } from './faults.ts';
import { forCompute } from './for-compute.ts';
import { hostRoutes } from './hosts.ts';
import { createNegotiation, type Served } from './microversions.ts';
import { routesNotServed } from './not-served.ts';
import { projectInPath, routedPath } from './paths.ts';
import { createVolumePolicy } from './policy.ts';
import { poolRoutes } from './pool.ts';
import { createQuotas } from './quota-table.ts';
import { quotaRoutes } from './quota.ts';
import { createSnapshots } from './snapshot-table.ts';
import { snapshotRoutes } from './snapshot.ts';
import { versionRoutes } from './versions.ts';
import { volumeActionRoutes } from './virtual-storage-action.ts';
import { createVolumeMaker, type SourceImage } from './virtual-storage-create.ts';
import { createVolumeLife } from './virtual-storage-life.ts';
import { createVolumes } from './virtual-storage-table.ts';
import { createVolumeTypes } from './volume-type-table.ts';
import { volumeTypeRoutes } from './volume-type.ts';
import { volumeRoutes } from './virtual-storage.ts';

export const blockStoragePath = '/volume';

/** What block storage needs of other services. */
export interface BlockStoragePorts {
  /** @throws Fault when the token is missing or invalid */
  readonly authenticate: (call: Call) => Caller;
  /** Undefined also when the caller may not see it; without a caller, any. */
  readonly image: (caller: Caller | undefined, imageId: string) => SourceImage | undefined;
}

export function createBlockStorage(world: World, release: Release, ports: BlockStoragePorts) {
  const volumes = createVolumes(world);
  const types = createVolumeTypes(world);
  const snapshots = createSnapshots(world);
  const attachments = createAttachments(world);
  const quotas = createQuotas(world, volumes, snapshots);
  const policy = createVolumePolicy(release);
  const life = createVolumeLife({ world, volumes, snapshots, attachments });
  const attaching = createAttaching({ world, volumes, attachments, life });
  const make = createVolumeMaker({ world, volumes, snapshots, types, quotas, life });
  const { maxMicroversion } = release.blockStorage;
  const negotiate = createNegotiation(maxMicroversion);

  /** A project in the path must be the token's, and there must be one. */
  const prepare = (call: Call): Served => {
    call.answerHeaders.push(['x-compute-request-id', call.requestId]);
    const served = negotiate(call);
    if (call.path === '/') return served;
    const inPath = projectInPath(call.path);
    const own = projectOf(call.caller);
    if (inPath !== undefined ? inPath !== own : own === undefined) {
      throw badRequest('Malformed request url');
    }
    return served;
  };

  const service = createService<Served>(world, {
    name: 'block storage',
    basePath: blockStoragePath,
    routes: [
      ...versionRoutes(maxMicroversion),
      ...volumeRoutes({ volumes, types, attachments, life, make, policy, image: ports.image }),
      ...volumeActionRoutes({ volumes, snapshots, attachments, quotas, life, policy }),
      ...snapshotRoutes({ world, volumes, snapshots, quotas }),
      ...attachmentRoutes({ volumes, attachments, attaching }),
      ...volumeTypeRoutes({ types, volumes, ids: world.ids, policy }),
      ...quotaRoutes({ quotas, types, policy }),
      ...hostRoutes(world, policy),
      ...poolRoutes(volumes, policy),
      ...routesNotServed,
    ],
    rewritePath: routedPath,
    authenticate: ports.authenticate,
    tokenBeforeRoute: true,
    prepare,
    body: volumeBodies,
    writeFault: writeVolumeFault,
    unknownRoute: unknownVolumeRoute,
    requestIdHeaders: ['x-openstack-request-id'],
  });
  const anyImage = (imageId: string) => ports.image(undefined, imageId);
  return {
    service,
    forCompute: forCompute({ volumes, life, attaching, make, anyImage }),
  };
}

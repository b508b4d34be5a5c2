/** Snapshots of volumes. Source: Block Storage API reference v3, "Volume snapshots". */
import { z } from 'zod';
import { wireBoolean } from '../compute/wire-types.ts';
import { metadata } from './virtual-storage.ts';

export const snapshot = z.looseObject({
  id: z.string(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  volume_id: z.string(),
  status: z.string(),
  size: z.int(),
  created_at: z.string(),
  metadata,
});
export type Snapshot = z.infer<typeof snapshot>;
export const snapshotAnswer = z.looseObject({ snapshot });
export type SnapshotAnswer = z.infer<typeof snapshotAnswer>;
export const snapshotsAnswer = z.looseObject({ snapshots: z.array(snapshot) });
export type SnapshotsAnswer = z.infer<typeof snapshotsAnswer>;

/** `POST /snapshots`. */
export const createSnapshotRequest = z.strictObject({
  snapshot: z.strictObject({
    volume_id: z.string(),
    name: z.string().nullable().optional(),
    description: z.string().nullable().optional(),
    force: wireBoolean.optional(),
    metadata: metadata.nullable().optional(),
  }),
});

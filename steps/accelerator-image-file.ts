/** The image that examples load. */
import { createHash } from 'node:crypto';
import type { Accelerator } from './vim-stage.ts';

/** A name that the infrastructure does not know from elsewhere. */
const name = 'nfvi-conformance-image';
const bytes = Buffer.from('copy sha-256 deflate');

export const imageFor = ({ type }: Pick<Accelerator, 'type'>) => ({
  accImage: bytes,
  accImageInfo: { name, type, checksum: createHash('sha256').update(bytes).digest('hex') },
});

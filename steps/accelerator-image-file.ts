/** The image that examples load. */
import { createHash } from 'node:crypto';
import { NotApplicableHere } from './not-applicable.ts';
import type { Scenario } from './scenario.ts';
import type { Accelerator } from './vim-stage.ts';

/** A name that the infrastructure does not know from elsewhere. */
const name = 'nfvi-conformance-image';

/** An image as the target file has it, or one that no accelerator can do anything with. */
export function imageFor(world: Scenario, { type }: Pick<Accelerator, 'type'>) {
  const accImage = world.connection.acceleration.image ?? Buffer.from('no image');
  const checksum = createHash('sha256').update(accImage).digest('hex');
  return { accImage, accImageInfo: { name, type, checksum } };
}

/** @throws NotApplicableHere when the target file has none that could be loaded */
export function loadableImageFor(world: Scenario, accelerator: Pick<Accelerator, 'type'>) {
  if (world.connection.acceleration.image !== undefined) return imageFor(world, accelerator);
  throw new NotApplicableHere('the target file has no parameters.accelerator-image');
}

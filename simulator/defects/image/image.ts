/** The defects of images. */
import { sharedDefects } from '../collection/shared.ts';
import type { Defect } from '../defect.ts';
import { imageCreateDefects } from './image-create.ts';
import { images } from './image-parts.ts';
import { imageShownDefects } from './image-shown.ts';

export const imageDefects: readonly Defect[] = [
  // Whoever has signed in may create their own; those for all tenants are told by themselves.
  ...sharedDefects(images, ['create-by-anyone']),
  ...imageCreateDefects,
  ...imageShownDefects,
];

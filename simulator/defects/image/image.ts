/** The defects of images. */
import { sharedDefects } from '../collection/shared.ts';
import type { Defect } from '../defect.ts';
import { imageCreateDefects } from './image-create.ts';
import { images } from './image-parts.ts';
import { imageShownDefects } from './image-shown.ts';

/** Whoever looks for something to launch from asks for the smallest first: that is another row's. */
const isForLaunching = ({ url }: Request): boolean =>
  new URL(url).searchParams.get('sort_key') === 'size';

export const imageDefects: readonly Defect[] = [
  // Whoever has signed in may create their own; those for all tenants are told by themselves.
  ...sharedDefects(images, ['create-by-anyone']),
  ...imageCreateDefects,
  ...imageShownDefects,
].map((defect) => ({
  ...defect,
  wrap: (next) => {
    const wrong = defect.wrap(next);
    return (request) => (isForLaunching(request) ? next(request) : wrong(request));
  },
}));

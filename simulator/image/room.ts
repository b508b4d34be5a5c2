/** What every room of the image service works with. */
import type { Call } from '../kernel/call.ts';
import { forbidden } from '../kernel/fault.ts';
import type { Enforcer } from '../kernel/policy.ts';
import type { World } from '../kernel/world.ts';
import { type Image, type Images, owns, visibleImage } from './image-table.ts';
import type { ImageRule } from './policy.ts';

export type ImageCall = Call<undefined>;

export interface Room {
  readonly images: Images;
  readonly policy: Enforcer<ImageRule>;
  readonly world: World;
}

/** What is said of an image that is not there, and of one that is not the caller's. */
export interface Wording {
  readonly missing?: (id: string) => string;
  readonly notYours?: (id: string) => string;
}

/**
 * The image of the path, if the caller may act on it.
 * @throws Fault 404 when it cannot be seen, 403 when it is someone else's
 */
export function ownImage(
  { images, policy }: Room,
  call: ImageCall,
  rule: ImageRule,
  says: Wording,
) {
  const id = call.param('id');
  const image = visibleImage(images, id, call.caller, says.missing?.(id));
  policy.enforce(rule, call.caller);
  if (!owns(call.caller, image))
    throw forbidden(says.notYours?.(id) ?? 'You do not own this image');
  return image;
}

/** The image of the path, if the caller may see it. */
export function seenImage({ images, policy }: Room, call: ImageCall, rule: ImageRule): Image {
  policy.enforce(rule, call.caller);
  return visibleImage(images, call.param('id'), call.caller);
}

/** Writes a change down. */
export function change(
  { images, world }: Room,
  id: string,
  fields: Partial<Image>,
): Image | undefined {
  return images.update(id, { ...fields, updatedAt: world.clock.now() });
}

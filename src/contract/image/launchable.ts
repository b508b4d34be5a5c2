/** Images, as far as it matters what to launch from. Source: Image service API reference v2, "Images". */
import { z } from 'zod';

const launchableImage = z.looseObject({
  id: z.string(),
  name: z.string().nullable(),
  /** GiB. */
  min_disk: z.int(),
  /** MiB. */
  min_ram: z.int(),
});
export type LaunchableImage = z.infer<typeof launchableImage>;

/** `GET /v2/images`. */
export const launchableImagesAnswer = z.looseObject({ images: z.array(launchableImage) });

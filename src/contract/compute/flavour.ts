/**
 * Flavours (flavors on the wire).
 * Source: Compute API reference, "Flavors", microversions 2.1 to 2.103.
 */
import { z } from 'zod';
import { wireBoolean, wireInteger, wireNumber, printableName } from './wire-types.ts';

export const link = z.looseObject({ rel: z.string(), href: z.string() });

const links = z.array(link);

/** A flavour in a plain list. */
export const flavorSummary = z.looseObject({ id: z.string(), name: z.string(), links });

/** A flavour in full. `ram` is in MiB, `disk` and `ephemeral` in GiB, `swap` in MiB. */
export const flavor = z.looseObject({
  id: z.string(),
  name: z.string(),
  links,
  ram: z.int(),
  vcpus: z.int(),
  disk: z.int(),
  'OS-FLV-EXT-DATA:ephemeral': z.int(),
  /** An empty string stands for 0 before 2.75. */
  swap: z.union([z.int(), z.literal('')]),
  'OS-FLV-DISABLED:disabled': z.boolean(),
  'os-flavor-access:is_public': z.boolean(),
  rxtx_factor: z.union([z.number(), z.literal('')]),
  /** From 2.55. */
  description: z.string().nullable().optional(),
  /** From 2.61, when the caller may see them. */
  extra_specs: z.record(z.string(), z.string()).optional(),
});
export type Flavor = z.infer<typeof flavor>;

export const flavorAnswer = z.looseObject({ flavor });
export type FlavorAnswer = z.infer<typeof flavorAnswer>;

/** `GET /flavors/detail`. The link is there when the page is full. */
export const flavorsAnswer = z.looseObject({
  flavors: z.array(flavor),
  flavors_links: links.optional(),
});
export type FlavorsAnswer = z.infer<typeof flavorsAnswer>;

/** `GET /flavors`. */
export const flavorSummariesAnswer = z.looseObject({
  flavors: z.array(flavorSummary),
  flavors_links: links.optional(),
});
export type FlavorSummariesAnswer = z.infer<typeof flavorSummariesAnswer>;

const description = z.string().max(65_535, { error: 'is too long' }).nullable();

const newFlavor = z.strictObject({
  name: printableName,
  ram: wireInteger(1),
  vcpus: wireInteger(1),
  disk: wireInteger(0),
  /** Made by the service when absent or null. */
  id: z
    .union([
      z
        .string()
        .min(1, { error: 'is too short' })
        .max(255, { error: 'is too long' })
        .regex(/^(?! )[a-zA-Z0-9. _-]+(?<! )$/, {
          error: "does not match '^(?! )[a-zA-Z0-9. _-]+(?<! )$'",
        }),
      z.number(),
      z.null(),
    ])
    .optional(),
  'OS-FLV-EXT-DATA:ephemeral': wireInteger(0).optional(),
  swap: wireInteger(0).optional(),
  rxtx_factor: wireNumber.optional(),
  'os-flavor-access:is_public': wireBoolean.optional(),
});

/** `POST /flavors` before 2.55. Its output has numbers and booleans where strings may be sent. */
export const createFlavorRequest = z.strictObject({ flavor: newFlavor });
/** `POST /flavors` from 2.55. */
export const createFlavorRequest255 = z.strictObject({
  flavor: newFlavor.extend({ description: description.optional() }),
});

/** `PUT /flavors/{id}`, from 2.55. */
export const updateFlavorRequest = z.strictObject({ flavor: z.strictObject({ description }) });

/** What all resources of Redfish have. Source: DSP0266, "Data model"; DSP2046, Resource and Status. */
import { z } from 'zod';

export const link = z.looseObject({ '@odata.id': z.string().min(1) });
export type Link = z.infer<typeof link>;

export const healths = ['OK', 'Warning', 'Critical'] as const;
const health = z.enum(healths);

export const status = z.looseObject({
  State: z.string().nullish(),
  Health: health.nullish(),
  /** Of the resource and of all that belongs to it. */
  HealthRollup: health.nullish(),
});
export type Status = z.infer<typeof status>;

const base = {
  '@odata.id': z.string().min(1),
  '@odata.type': z.string().regex(/^#[\w.]+$/, 'no type of a schema'),
  Id: z.string().min(1),
  Name: z.string(),
};

/** A resource with what of it is read here. */
export const resource = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.looseObject({ ...base, ...shape });

export const collection = z.looseObject({
  '@odata.id': z.string().min(1),
  Members: z.array(link),
  'Members@odata.count': z.int().min(0),
  /** Where the list goes on. */
  'Members@odata.nextLink': z.string().optional(),
});

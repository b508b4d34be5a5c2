/**
 * Values that the resources of the identity service share.
 * The messages of requests are predicates: "''" + " is too short".
 */
import { z } from 'zod';

/** What every list carries; without paging both neighbours are null. */
export const listLinks = z.looseObject({
  self: z.string(),
  next: z.string().nullable(),
  previous: z.string().nullable(),
});
export type ListLinks = z.infer<typeof listLinks>;

export const selfLink = z.looseObject({ self: z.string() });

/** Who is named in a token, and where it comes from. */
export const named = z.looseObject({ id: z.string(), name: z.string() });
export const namedInDomain = named.extend({ domain: named });

/** Settings of a resource, `immutable` among them; unset ones are absent. */
export const options = z.record(z.string(), z.unknown());

/** Settings that a client may send for roles, tenants and domains; null takes one away. */
export const immutableOption = z.strictObject({ immutable: z.boolean().nullable().optional() });

const nameUpTo = (longest: number) =>
  z
    .string()
    .min(1, { error: 'is too short' })
    .max(longest, { error: 'is too long' })
    .regex(/\S/, { error: "does not match '[\\\\S]+'" });

/** The name of a user, a role or an application credential. */
export const longName = nameUpTo(255);
/** The name of a tenant or a domain. */
export const shortName = nameUpTo(64);

export const idText = z
  .string()
  .min(1, { error: 'is too short' })
  .max(64, { error: 'is too long' })
  .regex(/^[a-zA-Z0-9-]+$/, { error: "does not match '^[a-zA-Z0-9-]+$'" });

export const tags = z
  .array(
    z
      .string()
      .min(1, { error: 'is too short' })
      .max(255, { error: 'is too long' })
      .regex(/^[^,/]*$/, { error: "does not match '^[^,/]*$'" }),
  )
  .max(80, { error: 'is too long' })
  .refine((list) => new Set(list).size === list.length, { error: 'has non-unique elements' });

/** At least one field, as every change wants it. */
export const someChange = (value: object): boolean => Object.keys(value).length > 0;
export const noChange = { error: 'does not have enough properties' };

/** What requests to the placement service and its answers are made of. */
import { z } from 'zod';

export const largest = 2 ** 31 - 1;

export const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, {
    error: "is not a 'uuid'",
  });

/** Counts the changes of a provider: who changes it says which one was seen. */
export const generation = z.int().min(0);

const upperCase = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[A-Z0-9_]+$/, { error: "does not match '^[A-Z0-9_]+$'" });
export const resourceClass = upperCase;
export const traitName = upperCase;

/** A whole number that is no smaller. */
export const from = (min: number) =>
  z.int().min(min, { error: `is less than the minimum of ${String(min)}` });

/** Amounts by resource class. */
export const amounts = z.record(resourceClass, from(1));
export type Amounts = Readonly<Record<string, number>>;

export const link = z.looseObject({ rel: z.string(), href: z.string() });

/** Formats that requests to the compute service use in many places; messages are predicates. */
import { isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';

/** Hyphens may be left out, and letters be large. */
const isUuid = (text: string): boolean => /^[0-9a-f]{32}$/i.test(text.replaceAll('-', ''));

export const uuidText = z.string().refine(isUuid, { error: "is not a 'uuid'" });

/** What does not say which of its forms was missed. */
export const noForm = 'is not valid under any of the given schemas';

export const addressText = z
  .string()
  .refine((text) => isIPv4(text) || isIPv6(text), { error: noForm });
export const ipv4Text = z.string().refine(isIPv4, { error: "is not a 'ipv4'" });
export const ipv6Text = z.string().refine(isIPv6, { error: "is not a 'ipv6'" });

/** A value that is judged as a whole, by other means than a schema; it refuses with a predicate. */
export const judged = <T>(judge: (value: unknown, refuse: (error: string) => never) => T) =>
  z.unknown().transform((value, context): T =>
    judge(value, (message) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }),
  );

/** The id of a flavour: text, or a whole number. */
export const flavorRef = judged((value, refuse): string => {
  if (value === '') return refuse('is too short');
  if (typeof value === 'string' || Number.isInteger(value)) return String(value);
  return refuse("is not of type 'string', 'integer'");
});

export const shortText = (max: number) => z.string().max(max, { error: 'is too long' });

/** A description: printable characters, or null for none. */
export const description = shortText(255)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, { error: 'does not match the pattern of descriptions' })
  .nullable();

/** A tag of a server or of one of its devices. */
export const tagText = z
  .string()
  .min(1, { error: 'is too short' })
  .max(60, { error: 'is too long' })
  .regex(/^[^,/]*$/, { error: "does not match '^[^,/]*$'" });

export const metadata = z.record(z.string().regex(/^[a-zA-Z0-9-_:. ]{1,255}$/), shortText(255));

/** One of the words, or JSON Schema's sentence about it. */
export const oneOf = <const W extends string>(...words: readonly W[]) =>
  z.enum(words as readonly [W, ...W[]], {
    error: `is not one of [${words.map((word) => `'${word}'`).join(', ')}]`,
  });

/** The word null, or anything: what stands behind the name of an action without arguments. */
export const anything = z.unknown();

export const diskConfig = oneOf('AUTO', 'MANUAL');

/** The name of a host in a request. */
export const hostText = z
  .string()
  .min(1, { error: 'is too short' })
  .max(255, { error: 'is too long' })
  .regex(/^[a-zA-Z0-9-._]*$/, { error: "does not match '^[a-zA-Z0-9-._]*$'" });

export const hostnameText = z
  .string()
  .min(2, { error: 'is too short' })
  .max(63, { error: 'is too long' })
  .regex(/^[a-zA-Z0-9]+[a-zA-Z0-9-]*[a-zA-Z0-9]+$/, {
    error: "does not match '^[a-zA-Z0-9]+[a-zA-Z0-9-]*[a-zA-Z0-9]+$'",
  });

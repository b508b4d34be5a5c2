/** What objects of the accelerator service have in common. Source: Accelerator API reference v2; recorded. */
import { z } from 'zod';

/** Their paths are not those under which the service is: build addresses from the catalogue. */
export const links = z.array(z.looseObject({ href: z.string(), rel: z.string() }));

/** An instant with an offset; null before the first change. */
export const changedAt = z.string().nullable();

/** JSON as text: some fields of drivers come so. */
export const jsonText = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'is no JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

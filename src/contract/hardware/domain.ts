/** Execution environments as libvirt describes them in XML, once read. Source: libvirt, "Domain XML format". */
import { z } from 'zod';

/** In the place of an element without attributes its text stands alone. */
const measured = z.union([
  z.string().transform((text) => ({ '#text': text, unit: 'KiB' })),
  z.looseObject({ '#text': z.string(), unit: z.string().default('KiB') }),
]);
const counted = z.union([
  z.string(),
  z.looseObject({ '#text': z.string() }).transform((e) => e['#text']),
]);

export const domain = z.looseObject({
  domain: z.looseObject({
    name: z.string().min(1),
    uuid: z.string().regex(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i, 'no UUID'),
    memory: measured,
    vcpu: counted,
  }),
});

const word = z.string().regex(/^[\w.-]+$/);

export const capabilities = z.looseObject({
  capabilities: z.looseObject({
    guest: z
      .array(
        z.looseObject({
          os_type: word,
          arch: z.looseObject({ name: word, domain: z.array(z.looseObject({ type: word })) }),
        }),
      )
      .min(1),
  }),
});

/** Bytes in each unit of the format. */
export const units: Readonly<Record<string, number>> = {
  b: 1,
  bytes: 1,
  KB: 1000,
  k: 1024,
  KiB: 1024,
  MB: 1_000_000,
  M: 1024 ** 2,
  MiB: 1024 ** 2,
  GB: 1_000_000_000,
  G: 1024 ** 3,
  GiB: 1024 ** 3,
  T: 1024 ** 4,
  TiB: 1024 ** 4,
};

/**
 * Key pairs (keypairs on the wire).
 * Source: Compute API reference, "Keypairs", microversions 2.1 to 2.103.
 */
import { z } from 'zod';
import { link } from './flavour.ts';
import { printableName } from './wire-types.ts';

const types = ['ssh', 'x509'] as const;

/** A key pair in a list. `fingerprint` is the MD5 of the key, two digits at a time. */
export const keyPairSummary = z.looseObject({
  name: z.string(),
  public_key: z.string(),
  fingerprint: z.string(),
  /** From 2.2. */
  type: z.string().optional(),
});
export type KeyPairSummary = z.infer<typeof keyPairSummary>;

/** `GET /os-keypairs`. The link is there from 2.35 when the page is full. */
export const keyPairsAnswer = z.looseObject({
  keypairs: z.array(z.looseObject({ keypair: keyPairSummary })),
  keypairs_links: z.array(link).optional(),
});
export type KeyPairsAnswer = z.infer<typeof keyPairsAnswer>;

/** `GET /os-keypairs/{name}`. */
export const keyPair = keyPairSummary.extend({
  user_id: z.string(),
  id: z.int(),
  created_at: z.string(),
  updated_at: z.string().nullable(),
  deleted: z.boolean(),
  deleted_at: z.string().nullable(),
});
export const keyPairAnswer = z.looseObject({ keypair: keyPair });
export type KeyPairAnswer = z.infer<typeof keyPairAnswer>;

/** What `POST /os-keypairs` answers: 200 at 2.1, 201 from 2.2. */
export const newKeyPairAnswer = z.looseObject({
  keypair: keyPairSummary.extend({
    user_id: z.string(),
    /** There when the service made the pair itself, which it does before 2.92. */
    private_key: z.string().optional(),
  }),
});
export type NewKeyPairAnswer = z.infer<typeof newKeyPairAnswer>;

/** @param more characters that a name may have beside those that it always may */
const nameWith = (more: string) => {
  const characters = `${more}_- 0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ`;
  return printableName.regex(new RegExp(`^[${more}_ 0-9a-zA-Z-]*$`), {
    error: `An invalid 'name' value was provided. The name must be: Only expected characters: [${characters}]`,
  });
};

const oldKeyPair = z.strictObject({ name: nameWith(''), public_key: z.string().optional() });
const type = z.enum(types, {
  error: `is not one of [${types.map((word) => `'${word}'`).join(', ')}]`,
});
const typedKeyPair = oldKeyPair.extend({ type: type.optional() });
const ownedKeyPair = typedKeyPair.extend({ user_id: z.string().optional() });

/** `POST /os-keypairs`. */
export const createKeyPairRequest = z.strictObject({ keypair: oldKeyPair });
export const createKeyPairRequest22 = z.strictObject({ keypair: typedKeyPair });
export const createKeyPairRequest210 = z.strictObject({ keypair: ownedKeyPair });
/** From 2.92 the service makes no pairs itself. */
export const createKeyPairRequest292 = z.strictObject({
  keypair: ownedKeyPair.extend({ name: nameWith('@.'), public_key: z.string() }),
});

/** A key pair as an answer shows it, by microversion. */
import type { z } from 'zod';
import type {
  KeyPairSummary,
  keyPair as wireKeyPair,
} from '../../src/contract/compute/key-pair.ts';
import type { KeyPair } from './key-pair-table.ts';

/** The microversions from which on key pairs have types, are paged and so on. */
export const since = {
  types: 2,
  owners: 10,
  pages: 35,
  strictQueries: 75,
  importOnly: 92,
} as const;

export const summaryView = (
  { name, publicKey, fingerprint }: KeyPair,
  minor: number,
): KeyPairSummary => ({
  name,
  public_key: publicKey,
  fingerprint,
  ...(minor < since.types ? {} : { type: 'ssh' }),
});

/** Whole seconds are kept; six digits after them are shown all the same. */
const instant = (ms: number) => new Date(ms).toISOString().replace(/\.\d{3}Z$/, '.000000');

export const fullView = (keyPair: KeyPair, minor: number): z.infer<typeof wireKeyPair> => ({
  ...summaryView(keyPair, minor),
  user_id: keyPair.userId,
  created_at: instant(keyPair.createdAt),
  deleted: false,
  deleted_at: null,
  id: keyPair.id,
  updated_at: null,
});

/**
 * Passwords and secrets are compared, never kept. One round of a fast hash: the accounts are made up,
 * and signing in must cost next to nothing.
 */
import { hash } from 'node:crypto';
import type { Ids } from '../kernel/ids.ts';

export interface Digest {
  readonly salt: string;
  readonly text: string;
}

const digest = (salt: string, secret: string) => hash('sha256', `${salt}:${secret}`, 'base64url');

export function hashSecret(ids: Ids, secret: string): Digest {
  const salt = ids.opaque(16);
  return { salt, text: digest(salt, secret) };
}

export const isSecret = (kept: Digest, secret: string): boolean =>
  digest(kept.salt, secret) === kept.text;

/** What every room of the identity service works with. */
import type { Clock } from '../kernel/clock.ts';
import type { Ids } from '../kernel/ids.ts';
import type { Directory } from './directory.ts';
import type { IdentityPolicy } from './policy.ts';

export interface RoomNeeds {
  readonly directory: Directory;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly policy: IdentityPolicy;
  /** The release has secure RBAC, and lists in pages. */
  readonly secure: boolean;
}

/** A field of a body that the policy looks at before the body is judged. */
export const textField = (value: unknown, name: string): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const field = (value as Record<string, unknown>)[name];
  return typeof field === 'string' ? field : undefined;
};

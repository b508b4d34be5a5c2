/** Quotas: how many of a thing a tenant may have, each service in its own way. */
import type { Session } from './session.ts';

/** One number that an administrator may set for a tenant. */
export interface QuotaAccess {
  /** What the tenant may have, and what it has. */
  read(): Promise<{ readonly limit: number; readonly used: number }>;
  set(limit: number): Promise<void>;
}

/**
 * Lets a tenant have what it has now, and `more`.
 * @returns gives it the former limit back
 */
export type LeaveRoom = (
  session: Session,
  tenantId: string,
  more: number,
  /** Whose limit it is, where each user of the tenant has one. */
  userId?: string,
) => Promise<() => Promise<void>>;

/** @param access how the service is asked for the quota of one tenant */
export const leavingRoom =
  (
    access: (session: Session, tenantId: string, userId: string | undefined) => QuotaAccess,
  ): LeaveRoom =>
  async (session, tenantId, more, userId) => {
    const quota = access(session, tenantId, userId);
    const { limit, used } = await quota.read();
    await quota.set(used + more);
    return () => quota.set(limit);
  };

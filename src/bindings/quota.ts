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
) => Promise<() => Promise<void>>;

/** @param access how the service is asked for the quota of one tenant */
export const leavingRoom =
  (access: (session: Session, tenantId: string) => QuotaAccess): LeaveRoom =>
  async (session, tenantId, more) => {
    const quota = access(session, tenantId);
    const { limit, used } = await quota.read();
    await quota.set(used + more);
    return () => quota.set(limit);
  };

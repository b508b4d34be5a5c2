/**
 * Who may manage policies: whoever works in a tenant those of its tenant, an administrator all. The bearer
 * token is one that identity gave out.
 */
import type { Call } from '../kernel/call.ts';
import { type Authority, type Caller, projectOf } from '../kernel/caller.ts';
import { forbidden, unauthorized } from '../kernel/fault.ts';

export type PolicyCall = Call<undefined>;

/** @throws Fault 401, 403 */
export const party =
  (authority: Authority) =>
  (call: Call): Caller => {
    const [, token = ''] = /^Bearer +(\S+)$/i.exec(call.header('authorization') ?? '') ?? [];
    const caller = authority.resolve(token);
    if (caller === undefined) {
      const headers = [['www-authenticate', 'Bearer']] as const;
      throw unauthorized('A valid bearer token is needed.', { headers });
    }
    const works = caller.roles.has('admin') || caller.roles.has('member');
    if (projectOf(caller) === undefined || !works) {
      throw forbidden('Policies are for who works in a tenant.');
    }
    return caller;
  };

export const ownerOf = ({ caller }: PolicyCall): string => projectOf(caller) ?? '';

/** Whether the caller sees what belongs to a tenant. */
export const sees = (call: PolicyCall, owner: string): boolean =>
  call.caller.roles.has('admin') || owner === ownerOf(call);

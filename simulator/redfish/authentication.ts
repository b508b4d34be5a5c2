/** Who asks: by a session, or by name and password with each request. Source: DSP0266, "Authentication". */
import type { Call } from '../kernel/call.ts';
import type { Caller } from '../kernel/caller.ts';
import type { World } from '../kernel/world.ts';
import {
  type Account,
  type Accounts,
  knows,
  type Sessions,
  sessionTimeout,
} from './account-table.ts';
import { refused } from './faults.ts';

const unauthenticated = () =>
  refused(401, 'NoValidSession', 'There is no valid session or credential with this request.', [
    ['www-authenticate', 'Basic realm="Redfish"'],
  ]);

/** The one thing that is left to who must change the password. */
const concernsItself = ({ method, path }: Call, { id }: Account): boolean =>
  (method === 'GET' || method === 'PATCH') && path === `/v1/AccountService/Accounts/${id}`;

/** @throws Fault 401; 403 while the password must be changed */
export const createAuthentication =
  (world: World, accounts: Accounts, sessions: Sessions) =>
  (call: Call): Caller => {
    const token = call.header('x-auth-token');
    const account =
      token === undefined ? byPassword(call.header('authorization')) : bySession(token);
    if (account?.enabled !== true) throw unauthenticated();
    if (account.mustChange && !concernsItself(call, account)) {
      throw refused(403, 'PasswordChangeRequired', 'The password must be changed first.');
    }
    return {
      userId: account.id,
      userDomainId: '',
      roles: new Set([account.roleId]),
      scope: { kind: 'unscoped' },
    };

    function bySession(given: string): Account | undefined {
      const session = sessions.find('token', given);
      if (session === undefined) return undefined;
      const now = world.clock.now();
      if (now - session.usedAt > sessionTimeout) {
        sessions.delete(session.id);
        return undefined;
      }
      sessions.update(session.id, { usedAt: now });
      return accounts.get(session.accountId);
    }
    function byPassword(header: string | undefined): Account | undefined {
      const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(header ?? '')?.[1];
      if (encoded === undefined) return undefined;
      const [, name = '', password = ''] =
        /^([^:]*):([\s\S]*)$/.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
      const account = accounts.find('name', name);
      return account !== undefined && knows(account, password) ? account : undefined;
    }
  };

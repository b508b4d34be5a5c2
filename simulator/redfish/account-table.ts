/** Accounts and sessions. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RoleId } from '../../src/contract/hardware/access.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

export interface Account {
  readonly id: string;
  readonly userName: string;
  readonly roleId: RoleId;
  readonly enabled: boolean;
  /** Until it has another password it may do nothing else. */
  readonly mustChange: boolean;
  /** SHA-256 of the password with the id, in hexadecimal digits. */
  readonly proof: string;
  readonly revision: number;
}
export type Accounts = Table<Account, 'name'>;

export interface Session {
  readonly id: string;
  readonly token: string;
  readonly accountId: string;
  readonly createdAt: number;
  readonly usedAt: number;
}
export type Sessions = Table<Session, 'token'>;

/** In milliseconds: a session that nobody uses for so long has ended. */
export const sessionTimeout = 1_800_000;

export const proofOf = (id: string, password: string): string =>
  createHash('sha256').update(`${id}:${password}`).digest('hex');

export const knows = ({ id, proof }: Account, password: string): boolean =>
  timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(id, password)));

/** They are documented, as those of the whole simulator are. */
const seed = [
  ['admin', 'Administrator'],
  ['operator', 'Operator'],
  ['reader', 'ReadOnly'],
] as const;
const password = 'simulator';

export function createAccounts({ store }: World): Accounts {
  const accounts: Accounts = store.table<Account, 'name'>('redfish/account', {
    key: ({ id }) => id,
    unique: { name: ({ userName }) => userName },
  });
  for (const [userName, roleId] of seed) {
    const proof = proofOf(userName, password);
    accounts.insert({
      id: userName,
      userName,
      roleId,
      enabled: true,
      mustChange: false,
      proof,
      revision: 0,
    });
  }
  return accounts;
}

export const createSessions = ({ store }: World): Sessions =>
  store.table<Session, 'token'>('redfish/session', {
    key: ({ id }) => id,
    unique: { token: ({ token }) => token },
  });

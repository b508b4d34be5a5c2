/** The key pairs of a world. A name is unique among those of one user, whatever its case. */
import { notFound } from '../kernel/fault.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

export interface KeyPair {
  readonly id: number;
  readonly userId: string;
  readonly name: string;
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly createdAt: number;
}

export type KeyPairs = Table<KeyPair, never, 'user'>;

const keyOf = (userId: string, name: string) => `${userId}/${name.toLowerCase()}`;

export const createKeyPairs = (world: World): KeyPairs =>
  world.store.table<KeyPair, never, 'user'>('compute/key-pair', {
    key: ({ userId, name }) => keyOf(userId, name),
    groups: { user: ({ userId }) => userId },
  });

const keyPairNotFound = (userId: string, name: string) =>
  notFound(`Keypair ${name} not found for user ${userId}`);

export const findKeyPair = (keyPairs: KeyPairs, userId: string, name: string) =>
  keyPairs.get(keyOf(userId, name));

/** @throws Fault 404 */
export function keyPairOf(keyPairs: KeyPairs, userId: string, name: string): KeyPair {
  const found = findKeyPair(keyPairs, userId, name);
  if (found === undefined) throw keyPairNotFound(userId, name);
  return found;
}

/** @throws Fault 404 */
export function deleteKeyPair(keyPairs: KeyPairs, userId: string, name: string): void {
  if (keyPairs.delete(keyOf(userId, name)) === undefined) throw keyPairNotFound(userId, name);
}

/** By name, as a database that minds no case has them. */
export const keyPairsOf = (keyPairs: KeyPairs, userId: string): KeyPair[] => {
  const rows = keyPairs.list('user', userId).map((row) => ({ row, by: row.name.toUpperCase() }));
  return rows.sort((a, b) => (a.by < b.by ? -1 : 1)).map(({ row }) => row);
};

/** Ids of resources: a uuid as it is, and any other text as one that follows from it. Source: Gnocchi 4.7, utils. */
import { createHash } from 'node:crypto';
import { badRequest } from '../kernel/fault.ts';
import type { Maker } from './resource-table.ts';

/** The namespace of such ids. */
const namespace = Buffer.from('0a7a15ffaa134ac2897c9bdf30ce175b', 'hex');
const uuidForm = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const longest = 289;

const withDashes = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  );

/** @throws Fault 400 */
export function resourceId(told: string, { userId, projectId }: Maker): string {
  if (uuidForm.test(told)) return withDashes(told.replaceAll('-', '').toLowerCase());
  if (told.includes('/')) throw badRequest("'/' is not supported in resource id");
  if (told.length > longest) {
    throw badRequest(`transformable resource id >${String(longest)} max allowed characters`);
  }
  const name = `${told}\0${userId}:${projectId}`;
  const hash = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
  // Version 5 and variant 1, where RFC 9562 wants them.
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return withDashes(hash.toString('hex'));
}

/** Tags of resources, and the preconditions that name them. Source: DSP0266, "ETags"; RFC 9110 §13. */
import { createHash } from 'node:crypto';
import type { Call } from '../kernel/call.ts';
import { stale } from './faults.ts';
import type { View } from './resource.ts';

/** Another one after each change, also where what was changed is changed back. */
export const tagOf = ({ type, revision, body }: View): string =>
  `"${createHash('sha1')
    .update(JSON.stringify([type, revision, body]))
    .digest('base64url')
    .slice(0, 20)}"`;

const names = (header: string, tag: string): boolean =>
  header.split(',').some((each) => ['*', tag, `W/${tag}`].includes(each.trim()));

/** @throws Fault 412 when the resource is not what the client takes it for */
export function mustMatch(call: Call<unknown>, tag: string): void {
  const wanted = call.header('if-match');
  if (wanted !== undefined && !names(wanted, tag)) throw stale();
}

/** Whether the client has it as it is. */
export function isKnown(call: Call<unknown>, tag: string): boolean {
  const known = call.header('if-none-match');
  return known !== undefined && names(known, tag);
}

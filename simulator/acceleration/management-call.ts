/** What the calls of IFA 019 have in common: who may make them, and how their parameters are read. */
import type { z } from 'zod';
import type { Call } from '../kernel/call.ts';
import type { Authority, Caller } from '../kernel/caller.ts';
import type { AcceleratorPool } from './pool.ts';
import { refused } from './problem.ts';

export type ManagementCall = Call<undefined>;

/**
 * Who administers the VIM may manage its accelerators: the bearer token is one that identity gave out.
 * @throws Fault UNAUTHENTICATED, FORBIDDEN
 */
export const administrator =
  (authority: Authority) =>
  (call: Call): Caller => {
    const [, token = ''] = /^Bearer +(\S+)$/i.exec(call.header('authorization') ?? '') ?? [];
    const caller = authority.resolve(token);
    if (caller === undefined) {
      throw refused('UNAUTHENTICATED', 'a valid bearer token is needed', [
        ['www-authenticate', 'Bearer'],
      ]);
    }
    if (!caller.roles.has('admin')) {
      throw refused('FORBIDDEN', 'only administrators manage accelerators');
    }
    return caller;
  };

/** @throws Fault INVALID_PARAMETER, or INVALID_SELECTOR for a text that is no selector */
export function read<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.join('.') ?? '';
  const word = /Selector$/.test(at) ? 'INVALID_SELECTOR' : 'INVALID_PARAMETER';
  throw refused(word, `${at} ${issue?.message ?? ''}`.trim());
}

/** @throws Fault INVALID_PARAMETER, INVALID_SELECTOR */
export function readQuery<S extends z.ZodType>(schema: S, { query }: ManagementCall): z.output<S> {
  const names = [...query.keys()];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refused('INVALID_PARAMETER', `${twice} stands there twice`);
  return read(schema, Object.fromEntries(query));
}

/** The host that the path names. @throws Fault NO_SUCH_HOST */
export function hostOf(call: ManagementCall, pool: AcceleratorPool): string {
  const hostId = call.param('hostId');
  if (!pool.hosts.includes(hostId)) throw refused('NO_SUCH_HOST', hostId);
  return hostId;
}

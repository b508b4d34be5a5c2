/** Paths: the spellings of one, and those that lead to nothing. */
import type { Call } from '../kernel/call.ts';
import type { Caller } from '../kernel/caller.ts';
import type { Fault } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';
import { nothingHere, noSuchMethod, pathNotFound } from './faults.ts';

/**
 * Collections may be written with dashes, with `.json`, and with a slash at the end; those of traffic steering stand
 * below a part of the path that they share.
 */
export function routedPath(path: string): string {
  const [, version, collection, rest = ''] = /^(\/v2\.0\/)((?:sfc\/)?[^/]+)(.*)$/.exec(path) ?? [];
  if (version === undefined || collection === undefined) return path;
  const whole = collection.replaceAll('-', '_') + rest;
  return version + whole.replace(/\.json$/, '').replace(/\/$/, '');
}

interface Known {
  readonly collection: string;
  readonly path?: string;
  readonly notFound: (id: string) => Fault;
}

/**
 * The answer to a path or method that there is not. Below the version only who has signed in gets one.
 * @throws Fault for what is below the version
 */
export const createUnknownRoute =
  (authenticate: (call: Call) => Caller, resources: readonly Known[]) =>
  (call: Call): Reply => {
    if (!/^\/v2\.0(?:\/|$)/.test(call.path)) {
      call.answerHeaders.length = 0;
      return pathNotFound(call.header('accept'));
    }
    authenticate(call);
    const below = routedPath(call.path).replace(/^\/v2\.0\//, '');
    const known = resources.find(({ path, collection }) =>
      `${below}/`.startsWith(`${path ?? collection}/`),
    );
    const [, id, ...more] = below.slice((known?.path ?? known?.collection)?.length).split('/');
    const isAction = /^(?:add|remove)_router_interface$/.test(more[0] ?? '');
    if (known === undefined || (more.length > 0 && !isAction)) throw nothingHere();
    // An id that is not there is looked for all the same.
    if (id === undefined && ['PUT', 'DELETE'].includes(call.method)) throw known.notFound('None');
    throw noSuchMethod();
  };

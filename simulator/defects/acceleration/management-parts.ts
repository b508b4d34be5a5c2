/** What the defects of a VIM's calls are made of. */
import {
  type ManagementCallName,
  managementCallShapes,
} from '../../../src/contract/acceleration/management-calls.ts';
import type { Defect, Fetch, Route } from '../defect.ts';
import type { Json } from '../wrapping.ts';

export type ManagerCallName = Exclude<ManagementCallName, 'Notify'>;
export const managerCalls = (Object.keys(managementCallShapes) as ManagementCallName[]).filter(
  (name): name is ManagerCallName => name !== 'Notify',
);

const root = '/acceleration/nf-vi';

/** The route of a call. */
export function routeOf(name: ManagerCallName): Route {
  const { method, path } = managementCallShapes[name];
  const pattern = path.replaceAll(/\{\w+\}/g, '[^/]+');
  return { method: method.toUpperCase(), path: new RegExp(`^${root}${pattern}$`) };
}

export const killing = (kills: readonly string[], mayAlsoBreak: readonly string[] = []) => ({
  kills,
  mayAlsoBreak,
});

/** What builds on a call that is done wrong: nearly everything begins with an allocation. */
export const everyCall: readonly string[] = Object.keys(managementCallShapes);
export const but = (...names: readonly string[]): readonly string[] =>
  everyCall.filter((name) => !names.includes(name));

export const json = async (response: Response): Promise<Json> => (await response.json()) as Json;

/** Another request of whoever made this one. */
export const asking = (request: Request, method: string, path: string): Request =>
  new Request(new URL(root + path, request.url), {
    method,
    headers: { authorization: request.headers.get('authorization') ?? '' },
  });

/** The names of all hosts of the simulator that have accelerators. */
export const hosts = ['compute-1', 'compute-2', 'compute-3'] as const;
export const hostOf = (request: Request): string =>
  /\/hosts\/([^/]+)/.exec(new URL(request.url).pathname)?.[1] ?? '';
export const otherHost = (host: unknown): string => hosts.find((each) => each !== host) ?? '';

/** The address without one of its parameters. */
export function without(request: Request, parameter: string): Request {
  const url = new URL(request.url);
  url.searchParams.delete(parameter);
  return new Request(url, request);
}

interface Hands {
  /** What happens to requests of the harness. */
  readonly fetch?: (next: Fetch) => Fetch;
  /** What happens to notifications. */
  readonly send?: Fetch;
}

/** A defect of notifications. @param make gets the way on which they go out */
export function onNotifications(
  defect: Omit<Defect, 'wrap' | 'wrapCallbacks'>,
  make: (send: Fetch) => Hands,
): Defect {
  let hands: Hands = {};
  return {
    ...defect,
    wrapCallbacks(send) {
      hands = make(send);
      return hands.send ?? send;
    },
    wrap: (next) => hands.fetch?.(next) ?? next,
  };
}

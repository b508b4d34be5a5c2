/** All resources together: which there are at a path, and what may be done there. */
import type { Action, Body, Ids, Resource } from './resource.ts';
import { tagOf } from './tag.ts';

interface Place {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly methods: readonly string[];
  readonly resource: Resource | undefined;
}

export interface Tree {
  /** The resource at a path below the origin, as it is now; undefined when there is none. */
  at(path: string): Body | undefined;
  /** What may be asked there; empty when nothing is there. @param path below `/redfish` */
  methods(path: string): readonly string[];
}

const placeOf = (path: string, methods: readonly string[], resource?: Resource): Place => ({
  pattern: new RegExp(`^${path.replaceAll('$', '\\$').replaceAll(/:\w+/g, '([^/]+)')}$`),
  names: [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name),
  methods,
  resource,
});

export const methodsOf = ({ change, add, remove }: Resource): readonly string[] => [
  'GET',
  'HEAD',
  ...(add === undefined ? [] : ['POST']),
  ...(change === undefined ? [] : ['PATCH']),
  ...(remove === undefined ? [] : ['DELETE']),
];

export function createTree(resources: readonly Resource[], actions: readonly Action[]): Tree {
  const places = [
    ...resources.map((each) => placeOf(each.path, methodsOf(each), each)),
    ...actions.map(({ path }) => placeOf(path, ['POST'])),
  ];
  return {
    at(path) {
      const below = path.replace(/^\/redfish/, '').replace(/\/$/, '');
      for (const { pattern, names, resource } of places) {
        const found = pattern.exec(below);
        if (found === null || resource === undefined) continue;
        const ids = Object.fromEntries(names.map((name, n) => [name, found[n + 1] ?? '']));
        return bodyOf(resource, ids);
      }
      return undefined;
    },
    methods: (path) =>
      places.find(({ pattern }) => pattern.test(path.replace(/\/$/, '')))?.methods ?? [],
  };
}

/** The whole body, its address, type and tag included; undefined when there is no such resource. */
export function bodyOf(resource: Resource, ids: Ids): Body | undefined {
  const view = resource.view(ids);
  if (view === undefined) return undefined;
  const path = resource.path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? '');
  return {
    '@odata.id': `/redfish${path === '/v1' ? '/v1/' : path}`,
    '@odata.type': view.type,
    '@odata.etag': tagOf(view),
    ...view.body,
  };
}

/** What the defects of flavours have in common: routes, clauses, and the JSON of a flavor. */
import type { Route } from '../defect.ts';
import type { Json } from '../wrapping.ts';

export const create: Route = { method: 'POST', path: /\/flavors$/ };
export const list: Route = { method: 'GET', path: /\/flavors\/detail$/ };
export const remove: Route = { method: 'DELETE', path: /\/flavors\/[^/]+$/ };

export const createClause = 'flavour/create';
export const listClause = 'flavour/list';
export const deleteClause = 'flavour/delete';
export const mayCreate = 'flavour/create/authorization';
export const mayDelete = 'flavour/delete/authorization';
const all = [createClause, listClause, deleteClause, mayCreate, mayDelete];
export const but = (...killed: string[]): string[] =>
  all.filter((clause) => !killed.includes(clause));

export const flavors = (body: Json): Json[] => (body['flavors'] ?? []) as Json[];
export const withFlavors = (body: Json, change: (entries: Json[]) => Json[]): Json => ({
  ...body,
  flavors: change(flavors(body)),
});
export const inFlavor = (body: Json, change: (flavor: Json) => Json): Json => ({
  ...body,
  flavor: change(body['flavor'] as Json),
});

export const ram = (flavor: Json): number => Number(flavor['ram']);

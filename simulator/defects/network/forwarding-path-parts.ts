/** What the defects of forwarding paths have in common. */
import type { Collection } from '../collection/collection.ts';
import type { Defect, Route } from '../defect.ts';
import type { Json } from '../wrapping.ts';
import { networkRefusal } from './parts.ts';

const operations = ['create', 'query', 'update', 'delete'] as const;
type Operation = (typeof operations)[number];
const clauseOf = (operation: Operation): string => `or-vi/nfp/${operation}`;

/** All examples make paths and look at them. */
export const defectOf = (
  name: string,
  does: string,
  kills: readonly Operation[],
  wrap: Defect['wrap'],
): Defect => ({
  name: `nfp-${name}`,
  does,
  kills: kills.map(clauseOf),
  mayAlsoBreak: operations.filter((operation) => !kills.includes(operation)).map(clauseOf),
  wrap,
});

/** A collection on the wire, or one thing of it. */
export const of = (method: string, collection: string, one = false): Route => ({
  method,
  path: new RegExp(`/sfc/(?:${collection})${one ? '/[^/]+' : ''}$`),
});
export const anything = 'port_pairs|port_pair_groups|flow_classifiers|port_chains';
export const parts = 'port_pairs|port_pair_groups|flow_classifiers';

export const chains: Collection = {
  resource: 'nfp',
  operations,
  belongsTo: 'tenant',
  create: of('POST', 'port_chains'),
  list: of('GET', 'port_chains'),
  remove: of('DELETE', 'port_chains', true),
  many: 'port_chains',
  asked: 'port_chain',
  shown: 'port_chain',
  required: 'flow_classifiers',
  refusal: networkRefusal,
  deleted: 204,
  uniqueNames: false,
  paged: false,
};

/** Changes the one object in a body. */
export const within =
  (key: string, change: (inner: Json) => Json) =>
  (body: Json): Json => ({
    ...body,
    [key]: change(body[key] as Json),
  });

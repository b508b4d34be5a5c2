/** What the defects of virtual storage have in common: routes, clauses, and the JSON of a volume. */
import { clausesOf, type Collection } from '../collection/collection.ts';
import type { Route } from '../defect.ts';
import { changingAnswer, type Json } from '../wrapping.ts';
import { computeRefusal } from '../compute/refusal.ts';

export const volumes: Collection = {
  resource: 'virtual-storage',
  operations: ['create', 'list', 'attach', 'detach', 'delete'],
  belongsTo: 'tenant',
  alsoUsedBy: [
    'virtual-compute/boot-from-volume',
    'virtual-compute/create',
    'virtual-compute/detach',
    'stack/create',
    'stack/delete',
  ],
  create: { method: 'POST', path: /\/volume\/v3\/volumes$/ },
  list: { method: 'GET', path: /\/volume\/v3\/volumes\/detail$/ },
  remove: { method: 'DELETE', path: /\/volume\/v3\/volumes\/[^/]+$/ },
  many: 'volumes',
  asked: 'volume',
  shown: 'volume',
  required: 'size',
  // Block storage refuses as compute does.
  refusal: computeRefusal,
  deleted: 202,
  uniqueNames: false,
  paged: true,
};

export const show: Route = { method: 'GET', path: /\/volume\/v3\/volumes\/(?!detail$)[^/]+$/ };
export const attach: Route = { method: 'POST', path: /\/os-volume_attachments$/ };
export const detach: Route = { method: 'DELETE', path: /\/os-volume_attachments\/[^/]+$/ };

export const clauses = {
  ...clausesOf(volumes),
  attach: 'virtual-storage/attach',
  detach: 'virtual-storage/detach',
};

export const inVolume = (body: Json, change: (volume: Json) => Json): Json => ({
  ...body,
  volume: change(body['volume'] as Json),
});

/** Changes what a look at one volume shows. */
export const showing = (change: (volume: Json) => Json) =>
  changingAnswer(show, (body) => inVolume(body, change));

/** Images as a collection, and the routes beside it. */
import type { Collection } from '../collection/collection.ts';
import type { Route } from '../defect.ts';
import { imageRefusal } from './refusal.ts';

export const images: Collection = {
  resource: 'image',
  operations: ['create', 'list', 'delete'],
  belongsTo: 'tenant',
  create: { method: 'POST', path: /\/v2\/images$/ },
  list: { method: 'GET', path: /\/v2\/images$/ },
  remove: { method: 'DELETE', path: /\/v2\/images\/[^/]+$/ },
  many: 'images',
  asked: null,
  shown: null,
  required: 'visibility',
  refusal: imageRefusal,
  deleted: 204,
  uniqueNames: false,
  paged: true,
};

export const upload: Route = { method: 'PUT', path: /\/v2\/images\/[^/]+\/file$/ };
export const download: Route = { ...upload, method: 'GET' };
export const show: Route = { method: 'GET', path: /\/v2\/images\/[^/]+$/ };

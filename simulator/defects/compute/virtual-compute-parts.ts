/** What the defects of virtual computes have in common. */
import type { Collection } from '../collection/collection.ts';
import { clausesOf } from '../collection/collection.ts';
import type { Fetch, Route } from '../defect.ts';
import { matches } from '../defect.ts';
import type { Json } from '../wrapping.ts';
import { computeRefusal } from './refusal.ts';

export const servers: Collection = {
  resource: 'virtual-compute',
  operations: ['create', 'list', 'detach', 'delete', 'suspend', 'unsuspend'],
  belongsTo: 'tenant',
  alsoUsedBy: [
    'key-pair/create',
    'flavour/delete',
    'virtual-compute/boot-from-image',
    'virtual-compute/boot-from-volume',
    'virtual-compute/attach-address',
    'virtual-network/attach',
    'virtual-network/detach',
    'virtual-network/delete',
    'virtual-storage/attach',
    'virtual-storage/detach',
    'virtual-storage/delete',
    'stack/create',
    'stack/delete',
  ],
  create: { method: 'POST', path: /\/servers$/ },
  list: { method: 'GET', path: /\/servers\/detail$/ },
  remove: { method: 'DELETE', path: /\/servers\/[^/]+$/ },
  many: 'servers',
  asked: 'server',
  shown: 'server',
  required: 'status',
  refusal: computeRefusal,
  deleted: 204,
  uniqueNames: false,
  paged: true,
};

export const show: Route = { method: 'GET', path: /\/servers\/(?!detail$)[^/]+$/ };
export const action: Route = { method: 'POST', path: /\/servers\/[^/]+\/action$/ };

export const clauses = clausesOf(servers);

/** Whether the request is for this action: what is asked for stands in the body only. */
export const isAction = async (request: Request, name: string): Promise<boolean> =>
  matches(action, request) && Object.hasOwn((await request.clone().json()) as Json, name);

/** Answers one action in place of the service. */
export const insteadOfAction =
  (name: string, answer: (request: Request, next: Fetch) => Response | Promise<Response>) =>
  (next: Fetch): Fetch =>
  async (request) =>
    (await isAction(request, name)) ? answer(request, next) : next(request);

export const accepted = (): Response => new Response(null, { status: 202 });

/** The id in the path of a request about one server. */
export const serverIn = (request: Request): string =>
  /\/servers\/([^/?]+)/.exec(request.url)?.[1] ?? '';

/** What the defects of identity have in common: routes, clauses, and an administrator to act as. */
import type { Collection } from '../collection/collection.ts';
import { type Fetch, matches, type Route } from '../defect.ts';
import { watchAdministrator } from '../wrapping.ts';
import { identityRefusal } from './refusal.ts';

const usual = {
  belongsTo: 'cloud',
  refusal: identityRefusal,
  deleted: 204,
  uniqueNames: true,
  paged: false,
} as const;

const operations = {
  role: ['create', 'list', 'delete'],
  user: ['create', 'list', 'detach', 'delete'],
  tenant: ['create', 'list', 'detach', 'delete'],
} as const;
type Row = keyof typeof operations;

const clausesOf = (row: Row): readonly string[] => [
  ...operations[row].map((operation) => `${row}/${operation}`),
  `${row}/create/authorization`,
  `${row}/delete/authorization`,
];
const all = [
  ...clausesOf('role'),
  ...clausesOf('user'),
  ...clausesOf('tenant'),
  'tenant/isolation',
];
/** The clauses of the three rows, but for some. */
export const but = (...killed: readonly string[]): string[] =>
  all.filter((clause) => !killed.includes(clause));

/** Clauses of the other rows whose examples make or look at things of this one. */
const alsoUsedBy: Readonly<Record<Row, readonly string[]>> = {
  role: ['user/detach', 'tenant/detach'],
  user: [
    ...['role/create', 'role/delete'],
    ...['tenant/create', 'tenant/list', 'tenant/detach', 'tenant/delete'],
    'tenant/delete/authorization',
  ],
  tenant: ['role/create', 'role/delete', 'user/create', 'user/list', 'user/detach', 'user/delete'],
};

const collection = (row: Row, path: string, key: string, required: string): Collection => ({
  ...usual,
  resource: row,
  operations: operations[row],
  alsoUsedBy: alsoUsedBy[row],
  create: { method: 'POST', path: new RegExp(`/identity/v3/${path}$`) },
  list: { method: 'GET', path: new RegExp(`/identity/v3/${path}$`) },
  remove: { method: 'DELETE', path: new RegExp(`/identity/v3/${path}/[^/]+$`) },
  many: path,
  asked: key,
  shown: key,
  required,
});

export const roles = collection('role', 'roles', 'role', 'domain_id');
export const users = collection('user', 'users', 'user', 'enabled');
export const tenants = collection('tenant', 'projects', 'project', 'enabled');

const held = /\/projects\/[^/]+\/users\/[^/]+\/roles$/;
const one = /\/projects\/([^/]+)\/users\/([^/]+)\/roles\/([^/]+)$/;
export const give: Route = { method: 'PUT', path: one };
export const takeAway: Route = { method: 'DELETE', path: one };
export const listHeld: Route = { method: 'GET', path: held };
export const listAssignments: Route = { method: 'GET', path: /\/role_assignments$/ };
export const enter: Route = { method: 'POST', path: /\/auth\/tokens$/ };
export const judge: Route = { method: 'GET', path: /\/auth\/tokens$/ };

export interface Assigned {
  readonly tenant: string;
  readonly user: string;
  readonly role: string;
}
/** What a request that gives a role or takes it away is about. */
export function assignedIn(request: Request): Assigned {
  const [, tenant = '', user = '', role = ''] = one.exec(new URL(request.url).pathname) ?? [];
  return { tenant, user, role };
}
export const pathOf = ({ tenant, user, role }: Assigned): string =>
  `/projects/${tenant}/users/${user}/roles/${role}`;

/** Does more than it is asked, as an administrator. */
export function meddling(next: Fetch): {
  readonly fetch: Fetch;
  /** @param like a request to identity, whose address is taken */
  readonly also: (like: Request, method: string, path: string) => Promise<Response>;
  readonly promoted: (request: Request) => Request | undefined;
} {
  const { fetch, promoted } = watchAdministrator(next);
  return {
    fetch,
    promoted,
    also(like, method, path) {
      const base = like.url.slice(0, like.url.indexOf('/v3') + 3);
      const request = new Request(base + path, { method });
      return next(promoted(request) ?? request);
    },
  };
}

/** Does as an administrator what somebody was refused, where it was refused for a certain reason. */
export const despite =
  (route: Route, when: (request: Request, status: number) => boolean) =>
  (next: Fetch): Fetch => {
    const { fetch, promoted } = watchAdministrator(next);
    return async (request) => {
      if (!matches(route, request)) return fetch(request);
      const again = promoted(request.clone());
      const answer = await fetch(request);
      return again !== undefined && when(request, answer.status) ? next(again) : answer;
    };
  };
const hasToken = (request: Request): boolean => request.headers.has('x-auth-token');
export const forAnyone = (request: Request, status: number) => hasToken(request) && status === 403;
export const forForgers = (request: Request, status: number) => hasToken(request) && status === 401;
export const forStrangers = (request: Request): boolean => !hasToken(request);

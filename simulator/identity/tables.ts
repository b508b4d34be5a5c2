/** What the identity service keeps. Domains are projects that act as domains, as in the real service. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import type { Digest } from './password.ts';

/** What a client sent beside the fields that the service knows. */
export type Extra = Readonly<Record<string, unknown>>;

export interface User {
  readonly id: string;
  readonly domainId: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Without one nobody can sign in by password. */
  readonly password: Digest | undefined;
  readonly defaultProjectId: string | null;
  readonly options: Extra;
  readonly extra: Extra;
  /** Tokens of an earlier epoch are void. */
  readonly epoch: number;
}

export interface Project {
  readonly id: string;
  readonly name: string;
  /** Null for one that acts as a domain. */
  readonly domainId: string | null;
  readonly parentId: string | null;
  readonly isDomain: boolean;
  readonly description: string | null;
  readonly enabled: boolean;
  readonly tags: readonly string[];
  readonly options: Extra;
  readonly extra: Extra;
  /** Tokens of an earlier epoch are void. */
  readonly epoch: number;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  /** Null for a role of the whole cloud. */
  readonly domainId: string | null;
  readonly description: string | null;
  readonly options: Extra;
  readonly extra: Extra;
}

export interface Implication {
  readonly priorId: string;
  readonly impliedId: string;
}

/** Where a role is held. */
export type Place =
  | { readonly kind: 'project'; readonly id: string }
  | { readonly kind: 'domain'; readonly id: string }
  | { readonly kind: 'system' };

export const placeKey = (place: Place): string =>
  place.kind === 'system' ? 'system' : `${place.kind}:${place.id}`;

export interface Assignment {
  readonly userId: string;
  readonly roleId: string;
  readonly place: Place;
}

export interface Credential {
  readonly id: string;
  readonly userId: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string | null;
  readonly secret: Digest;
  readonly roleIds: readonly string[];
  /** Milliseconds since the epoch. */
  readonly expiresAt: number | null;
  readonly unrestricted: boolean | null;
}

export interface Token {
  readonly id: string;
  readonly userId: string;
  readonly methods: readonly string[];
  /** Undefined for an unscoped token. */
  readonly place: Place | undefined;
  readonly credentialId: string | undefined;
  /** Its own, then that of the first token of its chain. */
  readonly auditIds: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** The epochs of all that it rests on. */
  readonly epochs: string;
  readonly revoked: boolean;
}

export interface Tables {
  readonly users: Table<User, 'name', 'domain', 'domain'>;
  readonly projects: Table<Project, 'name', 'domain' | 'parent', 'domain'>;
  readonly roles: Table<Role, 'name', never, 'domain'>;
  readonly implications: Table<Implication, never, 'prior' | 'implied'>;
  readonly assignments: Table<Assignment, never, 'holder' | 'user' | 'place' | 'role'>;
  readonly credentials: Table<Credential, 'name', 'user' | 'project'>;
  readonly tokens: Table<Token>;
}

export const nameInDomain = (domainId: string | null, name: string) => `${domainId ?? ''}/${name}`;
export const holderKey = (userId: string, place: Place) => `${userId}@${placeKey(place)}`;
export const assignmentKey = ({ userId, place, roleId }: Assignment) =>
  `${holderKey(userId, place)}#${roleId}`;

export const createTables = ({ store }: World): Tables => ({
  users: store.table('identity/user', {
    key: ({ id }) => id,
    unique: { name: ({ domainId, name }) => nameInDomain(domainId, name) },
    groups: { domain: ({ domainId }) => domainId },
    orders: { domain: ({ domainId }) => domainId },
  }),
  projects: store.table('identity/tenant', {
    key: ({ id }) => id,
    unique: { name: ({ domainId, name }) => nameInDomain(domainId, name) },
    groups: {
      domain: ({ domainId }) => domainId ?? undefined,
      parent: ({ parentId }) => parentId ?? undefined,
    },
    orders: { domain: ({ domainId }) => domainId ?? '' },
  }),
  roles: store.table('identity/role', {
    key: ({ id }) => id,
    unique: { name: ({ domainId, name }) => nameInDomain(domainId, name) },
    orders: { domain: ({ domainId }) => domainId ?? '' },
  }),
  implications: store.table('identity/implied-role', {
    key: ({ priorId, impliedId }) => `${priorId}>${impliedId}`,
    groups: { prior: ({ priorId }) => priorId, implied: ({ impliedId }) => impliedId },
  }),
  assignments: store.table('identity/role-assignment', {
    key: assignmentKey,
    groups: {
      holder: ({ userId, place }) => holderKey(userId, place),
      user: ({ userId }) => userId,
      place: ({ place }) => placeKey(place),
      role: ({ roleId }) => roleId,
    },
  }),
  credentials: store.table('identity/application-credential', {
    key: ({ id }) => id,
    unique: { name: ({ userId, name }) => `${userId}/${name}` },
    groups: { user: ({ userId }) => userId, project: ({ projectId }) => projectId },
  }),
  tokens: store.table('identity/token', { key: ({ id }) => id }),
});

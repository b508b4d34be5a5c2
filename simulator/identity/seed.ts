/** What a fresh cloud has: the roles of its release, one domain, and accounts to begin with. */
import type { Ids } from '../kernel/ids.ts';
import type { Release } from '../release.ts';
import { hashSecret } from './password.ts';
import type { Place, Role, Tables } from './tables.ts';
import { defaultDomain } from './tenancy.ts';

/** The password of every account that a fresh cloud has. */
export const seededPassword = 'simulator';

const tenants = ['admin', 'demo', 'alt'] as const;
type Tenant = (typeof tenants)[number];

/** Each with one role on one tenant. */
const accounts: readonly { user: string; tenant: Tenant; role: string }[] = [
  { user: 'admin', tenant: 'admin', role: 'admin' },
  { user: 'demo', tenant: 'demo', role: 'member' },
  { user: 'reader', tenant: 'demo', role: 'reader' },
  { user: 'alt', tenant: 'alt', role: 'member' },
];

export function seedIdentity(tables: Tables, release: Release, ids: Ids): void {
  const { users, projects, roles, implications, assignments } = tables;
  const addRole = (name: string): Role =>
    roles.insert({
      id: ids.hex32(),
      name,
      domainId: null,
      description: null,
      options: { immutable: true },
      extra: {},
    });
  const addProject = (id: string, name: string, description: string, domainId: string | null) =>
    projects.insert({
      id,
      name,
      description,
      domainId,
      parentId: domainId,
      isDomain: domainId === null,
      enabled: true,
      tags: [],
      options: {},
      extra: {},
      epoch: 0,
    });

  const chain = release.roles.map(addRole);
  chain.forEach((prior, rank) => {
    const implied = chain[rank + 1];
    if (implied !== undefined) implications.insert({ priorId: prior.id, impliedId: implied.id });
  });
  if (release.policy === 'secure') addRole('service');

  addProject(defaultDomain, 'Default', 'The default domain', null);
  const tenantIds = new Map(
    tenants.map((name) => [name, addProject(ids.hex32(), name, '', defaultDomain).id]),
  );

  const assign = (userId: string, role: string, place: Place) => {
    const roleId = chain.find(({ name }) => name === role)?.id;
    if (roleId !== undefined) assignments.insert({ userId, roleId, place });
  };
  for (const { user, tenant, role } of accounts) {
    const { id } = users.insert({
      id: ids.hex32(),
      domainId: defaultDomain,
      name: user,
      enabled: true,
      password: hashSecret(ids, seededPassword),
      defaultProjectId: null,
      options: {},
      extra: {},
      epoch: 0,
    });
    assign(id, role, { kind: 'project', id: tenantIds.get(tenant) ?? '' });
    if (role === 'admin') assign(id, role, { kind: 'system' });
  }
}

/** Role assignments: `/v3/{projects|domains}/{id}/users/{user}/roles/{role}`. */
import {
  type RoleAssignment,
  roleAssignmentsAnswer,
} from '../contract/identity/role-assignment.ts';
import { rolesAnswer } from '../contract/identity/role.ts';
import { Refusal } from '../failures.ts';
import { mustShow, mustSucceed } from './openstack-answers.ts';
import type { Session } from './session.ts';

/** Gives a user a role on a tenant or on a domain. Giving it twice is no error. */
export async function grant(
  session: Session,
  roleId: string,
  userId: string,
  on: { readonly tenant: string } | { readonly domain: string },
): Promise<void> {
  const where = 'tenant' in on ? `/projects/${on.tenant}` : `/domains/${on.domain}`;
  const answer = await session.ask('identity', {
    method: 'PUT',
    path: `${where}/users/${userId}/roles/${roleId}`,
  });
  mustSucceed(answer, { doing: 'grant a role', success: [204] });
  if ('tenant' in on) session.people.hasGiven(roleId, userId, on.tenant);
}

const rolesOf = (userId: string, tenantId: string) => `/projects/${tenantId}/users/${userId}/roles`;

/** The ids of the roles that a user was given in a tenant. */
export async function rolesIn(
  session: Session,
  userId: string,
  tenantId: string,
): Promise<readonly string[]> {
  const path = rolesOf(userId, tenantId);
  const answer = await session.ask('identity', { method: 'GET', path });
  const reading = { doing: 'list the roles of a user in a tenant', success: [200] };
  return mustShow(answer, rolesAnswer, reading).roles.map(({ id }) => id);
}

/**
 * Takes all roles of a user in a tenant away, one by one: there is no single call for it.
 *
 * Those that the run gave are asked for even by who may not see them, and when they are gone already,
 * so that it is the taking away which is refused.
 */
export async function detach(session: Session, userId: string, tenantId: string): Promise<void> {
  const given = session.people.given(userId, tenantId);
  const seen = await rolesIn(session, userId, tenantId).catch((error: unknown) => {
    if (error instanceof Refusal && given.length > 0) return [];
    throw error;
  });
  for (const roleId of seen.length > 0 ? seen : given) {
    const path = `${rolesOf(userId, tenantId)}/${roleId}`;
    const answer = await session.ask('identity', { method: 'DELETE', path });
    mustSucceed(answer, { doing: 'take a role away', success: [204] });
  }
}

/** @param filter a query, for example `user.id=…` */
export async function assignments(
  session: Session,
  filter: string,
): Promise<readonly RoleAssignment[]> {
  const answer = await session.ask('identity', {
    method: 'GET',
    path: `/role_assignments?${filter}`,
  });
  const reading = { doing: 'list role assignments', success: [200] };
  return mustShow(answer, roleAssignmentsAnswer, reading).role_assignments;
}

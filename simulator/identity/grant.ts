/**
 * Role assignments one by one: on a tenant, on a domain, on the system.
 * Source: Identity API reference, "Assign role to user on project" and its neighbours.
 */
import type { RolesAnswer } from '../../src/contract/identity/role.ts';
import { forbidden, notFound } from '../kernel/fault.ts';
import type { PolicyTarget } from '../kernel/policy.ts';
import { empty, json } from '../kernel/reply.ts';
import type { IdentityCall, IdentityRoute } from './identity-call.ts';
import { collection } from './list.ts';
import type { IdentityRule } from './policy.ts';
import { roleView } from './role.ts';
import type { RoomNeeds } from './room.ts';
import { type Assignment, assignmentKey, holderKey, type Place } from './tables.ts';

/** The doings, each with its rule on tenants and domains and the one on the system. */
const rules = {
  check: ['identity:check_grant', 'identity:check_system_grant_for_user'],
  list: ['identity:list_grants', 'identity:list_system_grants_for_user'],
  create: ['identity:create_grant', 'identity:create_system_grant_for_user'],
  revoke: ['identity:revoke_grant', 'identity:revoke_system_grant_for_user'],
} as const satisfies Record<string, readonly [IdentityRule, IdentityRule]>;

type Kind = Place['kind'];

export function grantRoutes({ directory, policy, secure }: RoomNeeds): IdentityRoute[] {
  const { assignments, roles } = directory;

  /** What is named must exist before the policy is asked; only a revoked grant may lack its user. */
  const enforce = (
    call: IdentityCall,
    kind: Kind,
    doing: keyof typeof rules,
  ): { userId: string; place: Place } => {
    const role = doing === 'list' ? undefined : directory.role(call.param('role'));
    const userId = call.param('user');
    const user = doing === 'revoke' ? directory.users.get(userId) : directory.user(userId);
    const target: PolicyTarget = { user_domain_id: user?.domainId, role_name: role?.name };
    if (kind === 'system') {
      policy.enforce(rules[doing][1], call.caller, target);
      return { userId, place: { kind } };
    }
    const id = call.param('place');
    const where =
      kind === 'project'
        ? { project_domain_id: directory.project(id).domainId ?? undefined }
        : { domain_id: directory.domain(id).id };
    policy.enforce(rules[doing][0], call.caller, { ...target, ...where });
    return { userId, place: { kind, id } };
  };

  /** A role of a domain is for the tenants of that domain. @throws Fault 403 */
  const mustShareDomain = ({ roleId, place }: Assignment): void => {
    const { domainId } = directory.role(roleId);
    if (domainId === null || place.kind !== 'project') return;
    if (directory.project(place.id).domainId === domainId) return;
    throw forbidden(
      `Project ${place.id} must be in the same domain as the role ${roleId} being assigned.`,
    );
  };

  const routesOn = (kind: Kind, path: string): IdentityRoute[] => {
    /** @throws Fault 404 when there is no such assignment */
    const existing = (call: IdentityCall, doing: 'check' | 'revoke'): string => {
      const { userId, place } = enforce(call, kind, doing);
      const roleId = call.param('role');
      const key = assignmentKey({ userId, place, roleId });
      if (assignments.get(key) !== undefined) return key;
      const target = place.kind === 'system' ? 'system' : place.id;
      throw notFound(
        `Could not find role assignment with role: ${roleId}, user or group: ${userId}, project, domain, or system: ${target}.`,
      );
    };
    return [
      {
        method: 'GET',
        path: `${path}/roles`,
        operation: `list roles of a user on a ${kind}`,
        handler(call) {
          const { userId, place } = enforce(call, kind, 'list');
          const held = assignments
            .list('holder', holderKey(userId, place))
            .flatMap(({ roleId }) => roles.get(roleId) ?? []);
          const page = collection(call, held, { filters: {}, paging: secure });
          return json(200, {
            roles: page.rows.map((role) => roleView(call, role)),
            ...page.rest,
          } satisfies RolesAnswer);
        },
      },
      {
        method: 'GET',
        path: `${path}/roles/:role`,
        operation: `check a role of a user on a ${kind}`,
        handler(call) {
          existing(call, 'check');
          return empty(204);
        },
      },
      {
        method: 'PUT',
        path: `${path}/roles/:role`,
        operation: `assign a role to a user on a ${kind}`,
        handler(call) {
          const assignment = { ...enforce(call, kind, 'create'), roleId: call.param('role') };
          mustShareDomain(assignment);
          if (assignments.get(assignmentKey(assignment)) === undefined) {
            assignments.insert(assignment);
          }
          return empty(204);
        },
      },
      {
        method: 'DELETE',
        path: `${path}/roles/:role`,
        operation: `unassign a role from a user on a ${kind}`,
        handler(call) {
          assignments.delete(existing(call, 'revoke'));
          return empty(204);
        },
      },
    ];
  };

  return [
    ...routesOn('project', '/v3/projects/:place/users/:user'),
    ...routesOn('domain', '/v3/domains/:place/users/:user'),
    ...routesOn('system', '/v3/system/users/:user'),
  ];
}

/** Roles. Source: Identity API reference, "Roles". */
import {
  newRole,
  type Role as RoleView,
  type RoleAnswer,
  roleChange,
  type RolesAnswer,
} from '../../src/contract/identity/role.ts';
import { badRequest } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import { Duplicate } from '../kernel/table.ts';
import { dropAssignments } from './directory.ts';
import { duplicate, readMember } from './faults.ts';
import { changedOptions, mayDelete, mayUpdate } from './immutable.ts';
import type { IdentityCall, IdentityRoute } from './identity-call.ts';
import { collection, equals, rowsOf } from './list.ts';
import { valid } from './schema.ts';
import type { Role } from './tables.ts';
import { type RoomNeeds, textField } from './room.ts';

export const roleView = (call: IdentityCall, role: Role): RoleView => ({
  ...role.extra,
  id: role.id,
  name: role.name,
  domain_id: role.domainId,
  description: role.description,
  options: role.options,
  links: { self: `${call.base}/v3/roles/${role.id}` },
});

const filters = {
  name: equals<Role>(({ name }) => name),
  domain_id: equals<Role>(({ domainId }) => domainId),
};

export function roleRoutes({ directory, ids, policy, secure }: RoomNeeds): IdentityRoute[] {
  const { roles, implications, credentials } = directory;
  const shown = (status: number, call: IdentityCall, role: Role) =>
    json(status, { role: roleView(call, role) } satisfies RoleAnswer);

  /** Roles of a domain have rules of their own; what does not exist is not found, whoever asks. */
  const enforce = (call: IdentityCall, doing: 'get' | 'update' | 'delete'): Role => {
    const role = directory.role(call.param('id'));
    const kind = role.domainId === null ? 'role' : 'domain_role';
    policy.enforce(`identity:${doing}_${kind}`, call.caller, { role_name: role.name });
    return role;
  };
  /** @throws Fault 409 */
  const storing = (name: string, domainId: string | null, store: () => Role): Role => {
    try {
      return store();
    } catch (thrown) {
      throw thrown instanceof Duplicate ? duplicate('role', name, domainId) : thrown;
    }
  };

  const list = (call: IdentityCall) => {
    const ofDomain = (call.query.get('domain_id') ?? '') !== '';
    policy.enforce(ofDomain ? 'identity:list_domain_roles' : 'identity:list_roles', call.caller);
    const visible = rowsOf(roles, ofDomain ? undefined : { order: 'domain', equal: '' });
    const page = collection(call, visible, { filters, paging: secure });
    return json(200, {
      roles: page.rows.map((role) => roleView(call, role)),
      ...page.rest,
    } satisfies RolesAnswer);
  };

  const create = async (call: IdentityCall) => {
    const body = await readMember(call, 'role');
    const ofDomain = textField(body, 'domain_id') !== undefined;
    policy.enforce(ofDomain ? 'identity:create_domain_role' : 'identity:create_role', call.caller);
    const { name, description, domain_id, options, ...extra } = valid(newRole, body);
    const domainId = domain_id ?? null;
    const role: Role = {
      id: ids.hex32(),
      name,
      domainId,
      description: description ?? null,
      options: options ?? {},
      extra,
    };
    return shown(
      201,
      call,
      storing(name, domainId, () => roles.insert(role)),
    );
  };

  const update = async (call: IdentityCall) => {
    const old = enforce(call, 'update');
    const change = valid(roleChange, await readMember(call, 'role'));
    const {
      name = old.name,
      description = old.description,
      domain_id,
      options,
      id,
      ...more
    } = change;
    if (id !== undefined && id !== old.id) throw badRequest('Cannot change ID');
    mayUpdate('role', old, change);
    if (domain_id !== undefined && domain_id !== old.domainId) {
      throw badRequest('Update of `domain_id` is not allowed.');
    }
    const fields = {
      name,
      description,
      options: changedOptions(old.options, options),
      extra: { ...old.extra, ...more },
    };
    return shown(
      200,
      call,
      storing(name, old.domainId, () => roles.update(old.id, fields) ?? old),
    );
  };

  const remove = (call: IdentityCall) => {
    const role = enforce(call, 'delete');
    mayDelete('role', role);
    dropAssignments(directory, 'role', role.id);
    for (const side of ['prior', 'implied'] as const) {
      for (const { priorId, impliedId } of implications.list(side, role.id)) {
        implications.delete(`${priorId}>${impliedId}`);
      }
    }
    for (const { id, roleIds } of credentials.all()) {
      if (roleIds.includes(role.id)) credentials.delete(id);
    }
    roles.delete(role.id);
    return empty(204);
  };

  const one = '/v3/roles/:id';
  return [
    { method: 'GET', path: '/v3/roles', operation: 'list roles', handler: list },
    { method: 'POST', path: '/v3/roles', operation: 'create role', handler: create },
    {
      method: 'GET',
      path: one,
      operation: 'show role',
      handler: (call) => shown(200, call, enforce(call, 'get')),
    },
    { method: 'PATCH', path: one, operation: 'update role', handler: update },
    { method: 'DELETE', path: one, operation: 'delete role', handler: remove },
  ];
}

/** Users. Source: Identity API reference, "Users". */
import type { ProjectsAnswer } from '../../src/contract/identity/tenant.ts';
import {
  newUser,
  passwordChange,
  type User as UserView,
  type UserAnswer,
  userChange,
  type UsersAnswer,
} from '../../src/contract/identity/user.ts';
import { badRequest } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import { Duplicate } from '../kernel/table.ts';
import { duplicate, notSignedIn, readMember } from './faults.ts';
import { changedOptions } from './immutable.ts';
import { domainOfToken, type IdentityCall, type IdentityRoute } from './identity-call.ts';
import { collection, equals, rowsOf } from './list.ts';
import { hashSecret, isSecret } from './password.ts';
import { valid } from './schema.ts';
import type { User } from './tables.ts';
import { createTenancy, defaultDomain } from './tenancy.ts';
import { type RoomNeeds, textField } from './room.ts';
import { projectView } from './tenant-view.ts';

const filters = {
  name: equals<User>(({ name }) => name),
  domain_id: equals<User>(({ domainId }) => domainId),
  enabled: equals<User>(({ enabled }) => enabled),
};

const view = (call: IdentityCall, user: User): UserView => ({
  ...user.extra,
  id: user.id,
  name: user.name,
  domain_id: user.domainId,
  enabled: user.enabled,
  ...(user.defaultProjectId === null ? {} : { default_project_id: user.defaultProjectId }),
  password_expires_at: null,
  options: user.options,
  links: { self: `${call.base}/v3/users/${user.id}` },
});

export function userRoutes({ directory, ids, policy, secure }: RoomNeeds): IdentityRoute[] {
  const { users, credentials } = directory;
  const tenancy = createTenancy(directory);
  const shown = (status: number, call: IdentityCall, user: User) =>
    json(status, { user: view(call, user) } satisfies UserAnswer);
  const aboutPath = (call: IdentityCall) => ({
    user_id: call.param('id'),
    user_domain_id: users.get(call.param('id'))?.domainId,
  });
  /** @throws Fault 409 */
  const storing = (name: string, domainId: string | null, store: () => User): User => {
    try {
      return store();
    } catch (thrown) {
      throw thrown instanceof Duplicate ? duplicate('user', name, domainId) : thrown;
    }
  };

  const list = (call: IdentityCall) => {
    const own = domainOfToken(call);
    policy.enforce('identity:list_users', call.caller, { domain_id: own });
    const visible = rowsOf(users, own === undefined ? undefined : { order: 'domain', equal: own });
    const page = collection(call, visible, { filters, paging: secure });
    return json(200, {
      users: page.rows.map((user) => view(call, user)),
      ...page.rest,
    } satisfies UsersAnswer);
  };

  const create = async (call: IdentityCall) => {
    const body = await readMember(call, 'user');
    policy.enforce('identity:create_user', call.caller, {
      user_domain_id: textField(body, 'domain_id'),
    });
    const { name, password, domain_id, default_project_id, enabled, options, ...extra } = valid(
      newUser,
      body,
    );
    const domainId = domain_id ?? domainOfToken(call) ?? defaultDomain;
    directory.domain(domainId);
    const user: User = {
      id: ids.hex32(),
      domainId,
      name: name.trim(),
      enabled: enabled ?? true,
      password: typeof password === 'string' ? hashSecret(ids, password) : undefined,
      defaultProjectId: default_project_id ?? null,
      options: options ?? {},
      extra,
      epoch: 0,
    };
    return shown(
      201,
      call,
      storing(user.name, domainId, () => users.insert(user)),
    );
  };

  const update = async (call: IdentityCall) => {
    policy.enforce('identity:update_user', call.caller, aboutPath(call));
    const old = directory.user(call.param('id'));
    const change = valid(userChange, await readMember(call, 'user'));
    const { name, password, domain_id, default_project_id, enabled, options, id, ...more } = change;
    if (id !== undefined && id !== old.id) throw badRequest('Cannot change ID');
    if (domain_id !== undefined && domain_id !== old.domainId) {
      throw badRequest('Cannot change Domain ID');
    }
    const disables = enabled === false && old.enabled;
    const fields: Partial<User> = {
      name: name?.trim() ?? old.name,
      enabled: enabled ?? old.enabled,
      defaultProjectId:
        default_project_id === undefined ? old.defaultProjectId : default_project_id,
      ...(typeof password === 'string' ? { password: hashSecret(ids, password) } : {}),
      options: changedOptions(old.options, options),
      extra: { ...old.extra, ...more },
      epoch: old.epoch + (disables || typeof password === 'string' ? 1 : 0),
    };
    const updated = storing(
      fields.name ?? old.name,
      null,
      () => users.update(old.id, fields) ?? old,
    );
    if (disables) {
      for (const credential of credentials.list('user', old.id)) credentials.delete(credential.id);
    }
    // Only the answer to an update repeats, under `extra`, what the service does not know.
    return json(200, {
      user: { ...view(call, updated), extra: updated.extra },
    } satisfies UserAnswer);
  };

  /** Whoever knows the old password may set a new one, signed in or not. */
  const changePassword = async (call: IdentityCall) => {
    const change = valid(passwordChange, await readMember(call, 'user'));
    const user = users.get(call.param('id'));
    if (user?.password === undefined || !user.enabled) throw notSignedIn();
    if (!isSecret(user.password, change.original_password)) throw notSignedIn();
    users.update(user.id, {
      password: hashSecret(ids, change.password),
      epoch: user.epoch + 1,
    });
    return empty(204);
  };

  const listProjects = (call: IdentityCall) => {
    policy.enforce('identity:list_user_projects', call.caller, aboutPath(call));
    const { id } = directory.user(call.param('id'));
    const held = directory.assignments.list('user', id);
    const places = held.flatMap(({ place }) => (place.kind === 'project' ? place.id : []));
    const found = [...new Set(places)].flatMap((place) => directory.projects.get(place) ?? []);
    const page = collection(call, found, { filters: {}, paging: secure });
    return json(200, {
      projects: page.rows.map((project) => projectView(call, project)),
      ...page.rest,
    } satisfies ProjectsAnswer);
  };

  const one = '/v3/users/:id';
  return [
    { method: 'GET', path: '/v3/users', operation: 'list users', handler: list },
    { method: 'POST', path: '/v3/users', operation: 'create user', handler: create },
    {
      method: 'GET',
      path: one,
      operation: 'show user',
      handler(call) {
        policy.enforce('identity:get_user', call.caller, aboutPath(call));
        return shown(200, call, directory.user(call.param('id')));
      },
    },
    { method: 'PATCH', path: one, operation: 'update user', handler: update },
    {
      method: 'DELETE',
      path: one,
      operation: 'delete user',
      handler(call) {
        policy.enforce('identity:delete_user', call.caller, aboutPath(call));
        tenancy.dropUser(directory.user(call.param('id')).id);
        return empty(204);
      },
    },
    {
      method: 'POST',
      path: `${one}/password`,
      operation: 'change own password',
      open: true,
      handler: changePassword,
    },
    {
      method: 'GET',
      path: `${one}/projects`,
      operation: 'list projects of a user',
      handler: listProjects,
    },
  ];
}

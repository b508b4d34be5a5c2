/** Application credentials. Source: Identity API reference, "Application credentials". */
import {
  type ApplicationCredential,
  type ApplicationCredentialAnswer,
  type ApplicationCredentialCreated,
  type ApplicationCredentialsAnswer,
  type NewApplicationCredential,
  newApplicationCredential,
} from '../../src/contract/identity/application-credential.ts';
import { badRequest, notFound, notServed } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import { Duplicate } from '../kernel/table.ts';
import { duplicate, notAllowed, notThere, readMember } from './faults.ts';
import { bearerOf, type IdentityCall, type IdentityRoute } from './identity-call.ts';
import { collection, equals } from './list.ts';
import { hashSecret } from './password.ts';
import { roleView } from './role.ts';
import type { RoomNeeds } from './room.ts';
import { valid } from './schema.ts';
import type { Credential } from './tables.ts';
import { naiveText, readExpiry } from './time.ts';
import type { Bearer } from './tokens.ts';

/** Characters of a secret that the service makes. */
const secretLength = 86;

const filters = { name: equals<Credential>(({ name }) => name) };

/** Whoever signed in with a credential may manage credentials only if it is unrestricted. */
const mayManage = ({ credential }: Bearer): void => {
  if (credential === undefined || credential.unrestricted === true) return;
  throw notAllowed(
    "Using method 'application_credential' is not allowed for managing additional application credentials.",
  );
};

export function applicationCredentialRoutes(needs: RoomNeeds): IdentityRoute[] {
  const { directory, ids, clock, policy, secure } = needs;
  const { credentials, roles } = directory;

  const view = (call: IdentityCall, credential: Credential): ApplicationCredential => ({
    id: credential.id,
    name: credential.name,
    description: credential.description,
    user_id: credential.userId,
    project_id: credential.projectId,
    system: null,
    roles: credential.roleIds.flatMap((id) => {
      const role = roles.get(id);
      if (role === undefined) return [];
      const { links: _links, ...brief } = roleView(call, role);
      return brief;
    }),
    expires_at: credential.expiresAt === null ? null : naiveText(credential.expiresAt),
    unrestricted: credential.unrestricted,
    links: {
      self: `${call.base}/v3/users/${credential.userId}/application_credentials/${credential.id}`,
    },
  });

  /** @throws Fault 404 an unknown role, 400 one that the token does not have */
  const wantedRoles = (wish: NewApplicationCredential, bearer: Bearer): string[] => {
    const held = bearer.held.map(({ id }) => id);
    if (wish.roles === undefined || wish.roles.length === 0) return held;
    return wish.roles.map((role) => {
      const id = 'id' in role ? role.id : directory.roleNamed(role.name)?.id;
      if (id === undefined)
        throw notFound(`Role ${'name' in role ? role.name : ''} is not defined`);
      if (held.includes(id)) return id;
      throw badRequest(
        'Invalid application credential: Cannot create an application credential with unassigned role',
      );
    });
  };

  /** The one in the path; the policy is asked about its true owner, whatever the path says. */
  const found = (call: IdentityCall, rule: 'get' | 'delete'): Credential => {
    const id = call.param('credential');
    const credential = credentials.get(id);
    policy.enforce(`identity:${rule}_application_credential`, call.caller, {
      user_id: credential?.userId ?? call.param('id'),
    });
    if (credential === undefined) throw notThere('Application Credential', id);
    return credential;
  };

  const create = async (call: IdentityCall) => {
    const userId = call.param('id');
    policy.enforce('identity:create_application_credential', call.caller, { user_id: userId });
    const wish = valid(newApplicationCredential, await readMember(call, 'application_credential'));
    if (Array.isArray(wish['access_rules']) && wish['access_rules'].length > 0) {
      throw notServed('create application credential with access rules');
    }
    const bearer = bearerOf(call);
    mayManage(bearer);
    if (bearer.scope.kind !== 'project') {
      throw badRequest('Invalid application credential: the token is not scoped to a project');
    }
    const secret = wish.secret || ids.opaque(secretLength);
    const credential: Credential = {
      id: ids.hex32(),
      userId,
      projectId: bearer.scope.projectId,
      name: wish.name,
      description: wish.description ?? null,
      secret: hashSecret(ids, secret),
      roleIds: wantedRoles(wish, bearer),
      expiresAt: wish.expires_at ? readExpiry(wish.expires_at, clock.now()) : null,
      unrestricted: wish.unrestricted ?? null,
    };
    try {
      credentials.insert(credential);
    } catch (thrown) {
      throw thrown instanceof Duplicate
        ? duplicate('application_credential', credential.name)
        : thrown;
    }
    return json(201, {
      application_credential: { ...view(call, credential), secret },
    } satisfies ApplicationCredentialCreated);
  };

  const list = (call: IdentityCall) => {
    const userId = call.param('id');
    policy.enforce('identity:list_application_credentials', call.caller, { user_id: userId });
    const page = collection(call, credentials.list('user', userId), { filters, paging: secure });
    return json(200, {
      application_credentials: page.rows.map((credential) => view(call, credential)),
      ...page.rest,
    } satisfies ApplicationCredentialsAnswer);
  };

  const path = '/v3/users/:id/application_credentials';
  const one = `${path}/:credential`;
  return [
    { method: 'GET', path, operation: 'list application credentials', handler: list },
    { method: 'POST', path, operation: 'create application credential', handler: create },
    {
      method: 'GET',
      path: one,
      operation: 'show application credential',
      handler: (call) =>
        json(200, {
          application_credential: view(call, found(call, 'get')),
        } satisfies ApplicationCredentialAnswer),
    },
    {
      method: 'DELETE',
      path: one,
      operation: 'delete application credential',
      handler(call) {
        const { id } = found(call, 'delete');
        mayManage(bearerOf(call));
        credentials.delete(id);
        return empty(204);
      },
    },
  ];
}

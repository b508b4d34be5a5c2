/** Calls to a cloud that go past the harness: what a test makes, and what it looks at. */
import assert from 'node:assert/strict';
import type { Cloud } from '../../simulator/containers/openstack/clouds.ts';

interface Catalogued {
  readonly type: string;
  readonly endpoints: readonly { interface: string; url: string }[];
}

export interface Session {
  readonly token: string;
  readonly userId: string;
  readonly roles: readonly string[];
  readonly types: readonly string[];
  /** The public endpoint of that type. */
  address(type: string): string;
  /** Asks the public endpoint of that type, and expects the status. */
  ask(type: string, path: string, expected: number, request?: Call): Promise<unknown>;
}

interface Call {
  readonly method: string;
  readonly body?: unknown;
}

/** By password, to the scope of the cloud. */
export async function signIn({ auth }: Cloud): Promise<Session> {
  const domain = { name: auth.user_domain_name };
  const user = { name: auth.username, password: auth.password, domain };
  const scope = auth.system_scope
    ? { system: { all: true } }
    : { project: { name: auth.project_name, domain } };
  const answer = await fetch(`${auth.auth_url}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      auth: { identity: { methods: ['password'], password: { user } }, scope },
    }),
  });
  assert.equal(answer.status, 201);
  const token = answer.headers.get('x-subject-token') ?? '';
  const body = (await answer.json()) as {
    token: { catalog: Catalogued[]; roles: { name: string }[]; user: { id: string } };
  };
  const { catalog, roles, user: signedIn } = body.token;
  const address = (type: string): string => {
    const service = catalog.find((entry) => entry.type === type);
    const endpoint = service?.endpoints.find((entry) => entry.interface === 'public');
    assert.ok(endpoint, `the catalogue has no public endpoint of type ${type}`);
    return endpoint.url;
  };
  return {
    token,
    address,
    userId: signedIn.id,
    roles: roles.map(({ name }) => name),
    types: catalog.map(({ type }) => type),
    async ask(type, path, expected, call = { method: 'GET' }) {
      const answered = await fetch(address(type) + path, {
        method: call.method,
        headers: { 'content-type': 'application/json', 'x-auth-token': token },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      });
      const text = await answered.text();
      assert.equal(answered.status, expected, `${call.method} ${type} ${path}: ${text}`);
      return text === '' ? undefined : (JSON.parse(text) as unknown);
    },
  };
}

interface Named {
  readonly id: string;
  readonly name: string | null;
}

/** Where things are listed that a run makes: type, path, key of the list. */
const lists = [
  ['compute', '/flavors?is_public=None', 'flavors'],
  ['compute', '/servers?all_tenants=1', 'servers'],
  ['image', '/v2/images?limit=1000', 'images'],
  ['network', '/v2.0/networks', 'networks'],
  ['network', '/v2.0/routers', 'routers'],
  ['network', '/v2.0/security-groups', 'security_groups'],
  ['block-storage', '/volumes?all_tenants=1', 'volumes'],
  ['identity', '/roles', 'roles'],
  ['identity', '/users', 'users'],
  ['identity', '/projects', 'projects'],
  ['identity', '/domains', 'domains'],
] as const;

/** The names that begin so, of all that a run may have made. */
export async function thingsNamed(administrator: Session, prefix: string): Promise<string[]> {
  const all: string[] = [];
  for (const [type, path, key] of lists) {
    const list = (await administrator.ask(type, path, 200)) as Record<string, readonly Named[]>;
    for (const { name } of list[key] ?? []) {
      if (name?.startsWith(prefix) === true) all.push(`${key} ${name}`);
    }
  }
  return all.sort();
}

/** Creates something of identity; returns its id. */
export async function createIn(
  administrator: Session,
  kind: 'domain' | 'project' | 'user',
  wish: Readonly<Record<string, unknown>>,
): Promise<string> {
  const answer = await administrator.ask('identity', `/${kind}s`, 201, {
    method: 'POST',
    body: { [kind]: wish },
  });
  return (answer as Record<string, Named>)[kind]?.id ?? '';
}

/** Gives a role, by its name, on `projects/<id>` or `domains/<id>`. */
export async function grantRole(
  administrator: Session,
  role: string,
  userId: string,
  on: string,
): Promise<void> {
  const found = (await administrator.ask('identity', `/roles?name=${role}`, 200)) as {
    roles: Named[];
  };
  const path = `/${on}/users/${userId}/roles/${found.roles[0]?.id ?? ''}`;
  await administrator.ask('identity', path, 204, { method: 'PUT' });
}

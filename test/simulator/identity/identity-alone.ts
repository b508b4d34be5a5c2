/** The identity service by itself, on a virtual clock. */
import assert from 'node:assert/strict';
import { identityError } from '../../../src/contract/identity/errors.ts';
import { type Token, tokenAnswer } from '../../../src/contract/identity/token.ts';
import { createIdentity } from '../../../simulator/identity/service.ts';
import { createVirtualClock } from '../../../simulator/kernel/clock.ts';
import { createWorld } from '../../../simulator/kernel/world.ts';
import { type ReleaseName, releases } from '../../../simulator/release.ts';

export const origin = 'http://cloud.test:8080';

export interface Asked {
  /** The caller's token. */
  readonly as?: string;
  readonly body?: unknown;
  /** The token that the call is about. */
  readonly subject?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

export interface Account {
  readonly user?: string;
  readonly password?: string;
  /** The user's domain, by id. */
  readonly domain?: string;
  readonly scope?: unknown;
}

export interface SignedIn {
  readonly id: string;
  readonly token: Token;
}

export const onProject = (name: string, domain = 'default') => ({
  project: { name, domain: { id: domain } },
});
export const onDomain = (id: string) => ({ domain: { id } });
export const onSystem = { system: { all: true } };

/** What a refusal says: status and message. */
export const refusal = (answer: Answered): [number, string] => [
  answer.status,
  identityError.parse(answer.body).error.message,
];

export const unauthenticated = 'The request you have made requires authentication.';
export const notAuthorized = (rule: string): [number, string] => [
  403,
  `You are not authorized to perform the requested action: identity:${rule}.`,
];

export function identityAlone(release: ReleaseName = '2026.1') {
  const clock = createVirtualClock();
  const world = createWorld(clock, 1);
  const { service, authority } = createIdentity(world, releases[release], {
    endpoints: [
      { type: 'identity', name: 'keystone', path: '/identity/v3' },
      { type: 'volumev3', name: 'cinder', path: '/volume/v3/%(project_id)s' },
    ],
  });

  /** @param what method and path below `/identity` */
  const ask = async (what: string, { as, body, subject }: Asked = {}): Promise<Answered> => {
    const [method = '', path = ''] = what.split(' ', 2);
    const answer = await service.fetch(
      new Request(`${origin}/identity${path}`, {
        method,
        headers: {
          ...(as === undefined ? {} : { 'x-auth-token': as }),
          ...(subject === undefined ? {} : { 'x-subject-token': subject }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    const text = await answer.text();
    const isJson = answer.headers.get('content-type') === 'application/json' && text !== '';
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: isJson ? (JSON.parse(text) as unknown) : undefined,
    };
  };

  const tryToSignIn = (account: Account, query = '') => {
    const { user = 'admin', password = 'simulator', domain = 'default', scope } = account;
    const named = { name: user, domain: { id: domain }, password };
    const identity = { methods: ['password'], password: { user: named } };
    return ask(`POST /v3/auth/tokens${query}`, {
      body: { auth: { identity, ...(scope === undefined ? {} : { scope }) } },
    });
  };

  const signedIn = (answer: Answered): SignedIn => {
    assert.equal(answer.status, 201, answer.text);
    const id = answer.headers.get('x-subject-token') ?? '';
    assert.match(id, /^gAAAAA[\w-]{177}$/);
    return { id, token: tokenAnswer.parse(answer.body).token };
  };

  /** @returns the token's id */
  const signIn = async (account: Account): Promise<string> =>
    signedIn(await tryToSignIn(account)).id;

  /** Creates something and returns its id. */
  const make = async (as: string, path: string, kind: string, fields: object): Promise<string> => {
    const answer = await ask(`POST /v3/${path}`, { as, body: { [kind]: fields } });
    assert.equal(answer.status, 201, answer.text);
    const made = (answer.body as Record<string, { id: string }>)[kind];
    return made?.id ?? '';
  };

  const roleId = async (as: string, name: string): Promise<string> => {
    const { body } = await ask(`GET /v3/roles?name=${name}`, { as });
    const found = (body as { roles: { id: string }[] }).roles[0];
    assert.ok(found, `there is no role ${name}`);
    return found.id;
  };

  /** @param where for example `projects/ID` or `system` */
  const grant = async (
    as: string,
    where: string,
    userId: string,
    role: string,
  ): Promise<string> => {
    const path = `/v3/${where}/users/${userId}/roles/${await roleId(as, role)}`;
    const answer = await ask(`PUT ${path}`, { as });
    assert.equal(answer.status, 204, answer.text);
    return path;
  };

  return {
    ask,
    tryToSignIn,
    signIn,
    signedIn,
    make,
    roleId,
    grant,
    authority,
    clock,
    world,
    service,
  };
}

/** A new domain with a tenant in it, and a user who has one role on the domain. */
export async function domainWith(
  identity: ReturnType<typeof identityAlone>,
  admin: string,
  role: string,
) {
  const domain = await identity.make(admin, 'domains', 'domain', { name: 'acme' });
  const project = await identity.make(admin, 'projects', 'project', {
    name: 'web',
    domain_id: domain,
  });
  const user = await identity.make(admin, 'users', 'user', {
    name: 'chief',
    domain_id: domain,
    password: 'pw',
  });
  await identity.grant(admin, `domains/${domain}`, user, role);
  const scope = onDomain(domain);
  const token = await identity.signIn({ user: 'chief', password: 'pw', domain, scope });
  return { domain, project, user, token };
}

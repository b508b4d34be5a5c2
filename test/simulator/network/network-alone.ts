/** The network service by itself, with tokens that are their bearers' names. */
import type { Caller, Scope } from '../../../simulator/kernel/caller.ts';
import { createVirtualClock } from '../../../simulator/kernel/clock.ts';
import { createWorld } from '../../../simulator/kernel/world.ts';
import { createNetwork } from '../../../simulator/network/service.ts';
import { type ReleaseName, releases } from '../../../simulator/release.ts';
import { createTokenCheck } from '../../../simulator/token-check.ts';

export const projects = { admin: 'a'.repeat(32), demo: 'd'.repeat(32), alt: 'e'.repeat(32) };

const caller = (roles: readonly string[], scope: Scope): Caller => ({
  userId: 'f'.repeat(32),
  userDomainId: 'default',
  roles: new Set(roles),
  scope,
});
const inProject = (projectId: string): Scope => ({
  kind: 'project',
  projectId,
  domainId: 'default',
});
const ranks = ['admin', 'manager', 'member', 'reader'];

export const bearers: Readonly<Record<string, Caller>> = {
  admin: caller(ranks, inProject(projects.admin)),
  system: caller(ranks, { kind: 'system' }),
  manager: caller(ranks.slice(1), inProject(projects.demo)),
  member: caller(ranks.slice(2), inProject(projects.demo)),
  reader: caller(ranks.slice(3), inProject(projects.demo)),
  outsider: caller(ranks.slice(2), inProject(projects.alt)),
};

export interface Asked {
  readonly as?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

export const origin = 'http://cloud.test:9696';

export function networkAlone(release: ReleaseName = 'zed') {
  const world = createWorld(createVirtualClock(), 1);
  const network = createNetwork(world, releases[release], {
    hostNames: ['compute-1'],
    authenticate: createTokenCheck(
      { resolve: (token) => bearers[token], hasProject: () => true },
      '/identity',
    ),
    tenants: projects,
    domain: 'cloud.test.',
  });
  /** @param what method and path below the version; as a member unless told otherwise */
  const ask = async (what: string, { as = 'member', body, headers }: Asked = {}) => {
    const [method = '', path = ''] = what.split(' ');
    const answer = await network.service.fetch(
      new Request(`${origin}/network/v2.0${path}`, {
        method,
        headers: { ...(as === 'nobody' ? {} : { 'x-auth-token': as }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: (text.startsWith('{') ? JSON.parse(text) : {}) as Readonly<Record<string, unknown>>,
    };
  };
  /** Creates one, which must succeed, and gives what the answer says of it. */
  const make = async (resource: string, wish: object = {}, as = 'member') => {
    const name = resource.replaceAll('-', '_');
    const plural = resource.endsWith('y') ? `${resource.slice(0, -1)}ies` : `${resource}s`;
    const answer = await ask(`POST /${plural}`, { as, body: { [name]: wish } });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body[name] as Made;
  };
  return { world, network, ask, make };
}

export type Made = Readonly<Record<string, unknown>> & { readonly id: string };

/** What a refusal says: its status and type. */
export function refusal({ status, body }: Answered): readonly [number, string] {
  const { type } = body['NeutronError'] as { type: string };
  return [status, type];
}

/** The compute service by itself, with tokens that are their bearers' names. */
import { createCompute } from '../../../simulator/compute/service.ts';
import type { Caller, Scope } from '../../../simulator/kernel/caller.ts';
import { createVirtualClock } from '../../../simulator/kernel/clock.ts';
import { createWorld } from '../../../simulator/kernel/world.ts';
import { type ReleaseName, releases } from '../../../simulator/release.ts';
import { neighbours } from './neighbours.ts';
import { projects } from './projects.ts';
import { createTokenCheck } from '../../../simulator/token-check.ts';

export { projects };

const inProject = (projectId: string): Scope => ({
  kind: 'project',
  projectId,
  domainId: 'default',
});
const caller = (roles: readonly string[], scope: Scope, userId = 'f'.repeat(32)): Caller => ({
  userId,
  userDomainId: 'default',
  roles: new Set(roles),
  scope,
});
const adminRoles = ['admin', 'manager', 'member', 'reader'];

export const bearers: Readonly<Record<string, Caller>> = {
  admin: caller(adminRoles, inProject(projects.admin), 'b'.repeat(32)),
  system: caller(adminRoles, { kind: 'system' }),
  manager: caller(adminRoles.slice(1), inProject(projects.demo)),
  member: caller(adminRoles.slice(2), inProject(projects.demo)),
  reader: caller(adminRoles.slice(3), inProject(projects.demo)),
  outsider: caller(adminRoles.slice(2), inProject(projects.alt), 'c'.repeat(32)),
};

export interface Asked {
  readonly as?: string;
  readonly body?: unknown;
  /** A microversion, for example `2.61`. */
  readonly at?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

export const origin = 'http://cloud.test:8774';

export function computeAlone(release: ReleaseName = 'zed') {
  const clock = createVirtualClock();
  const around = neighbours(clock);
  const world = createWorld(clock, 1);
  const { service: compute } = createCompute(world, releases[release], {
    authenticate: createTokenCheck(
      { resolve: (token) => bearers[token], hasProject: () => true },
      '/identity',
    ),
    hostNames: ['compute-1', 'compute-2', 'compute-3'],
    hasProject: (id) => Object.values(projects).includes(id),
    ...around,
  });
  /** @param what method and path below `/compute` */
  const ask = async (what: string, asked: Asked = {}): Promise<Answered> => {
    const [method = '', path = ''] = what.split(' ');
    const answer = await compute.fetch(
      new Request(`${origin}/compute${path}`, {
        method,
        headers: {
          ...(asked.as === undefined ? {} : { 'x-auth-token': asked.as }),
          ...(asked.at === undefined ? {} : { 'openstack-api-version': `compute ${asked.at}` }),
          ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...asked.headers,
        },
        ...(asked.body === undefined
          ? {}
          : { body: typeof asked.body === 'string' ? asked.body : JSON.stringify(asked.body) }),
      }),
    );
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true;
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: isJson && text !== '' ? (JSON.parse(text) as unknown) : undefined,
    };
  };
  return { compute, ask, clock, world, ...around };
}

/** What a refusal says: its status, kind and message. */
export function refusal(answer: Answered): readonly [number, string, string] {
  const [[kind, said] = ['', undefined]] = Object.entries(
    answer.body as Record<string, { code: number; message: string } | undefined>,
  );
  return [answer.status, kind, said?.message ?? ''];
}

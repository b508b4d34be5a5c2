/** The orchestration service: stacks, built through the other services' own APIs. */
import type { Call } from '../kernel/call.ts';
import type { Caller } from '../kernel/caller.ts';
import { json } from '../kernel/reply.ts';
import { createService, type Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import type { Release } from '../release.ts';
import { createEngine } from './engine.ts';
import { explanationOf, orchestrationBodies, refused, writeOrchestrationFault } from './faults.ts';
import { routesNotServed } from './not-served.ts';
import { below, type OrchestrationRoute, type RoomNeeds } from './orchestration-call.ts';
import { outputRoutes } from './output.ts';
import { createOrchestrationPolicy, mustBeOwnProject } from './policy.ts';
import { resourceRoutes } from './resource.ts';
import { createStackEvents, createStacks } from './stack-table.ts';
import { stackUpdateRoutes } from './stack-update.ts';
import { stackRoutes } from './stack.ts';
import { templateRoutes } from './template-room.ts';
import { unknownPath } from './web-answers.ts';

export const orchestrationPath = '/orchestration';

/** What orchestration needs of other services. */
export interface OrchestrationPorts {
  /** @throws Fault when the token is missing or invalid */
  readonly authenticate: (call: Call) => Caller;
  /** The simulator's own door. */
  readonly call: (request: Request) => Promise<Response>;
  /** A token of a user for a project, as a trust gives it; undefined when there is none any more. */
  readonly onBehalfOf: (userId: string, projectId: string) => string | undefined;
  readonly userName: (userId: string) => string | undefined;
}

/** Where the routes are of paths that lie below no version that there is. */
const nowhere = '/nowhere';

const versions = (call: Call) =>
  json(300, {
    versions: [
      { id: 'v1.0', status: 'CURRENT', links: [{ rel: 'self', href: `${call.base}/v1/` }] },
    ],
  });

const methodNotAllowed = () => refused(405, 'HTTPMethodNotAllowed', explanationOf(405));

export function createOrchestration(
  world: World,
  release: Release,
  { authenticate, call, onBehalfOf, userName }: OrchestrationPorts,
): { readonly service: Service } {
  const stacks = createStacks(world);
  const events = createStackEvents(world);
  const policy = createOrchestrationPolicy(release);
  const engine = createEngine({ world, stacks, events, call, onBehalfOf });
  const needs: RoomNeeds = { world, stacks, events, engine, policy, userName };

  const rooms: readonly OrchestrationRoute[] = [
    ...stackRoutes(needs),
    ...stackUpdateRoutes(needs),
    ...outputRoutes(needs),
    ...resourceRoutes(needs),
    ...templateRoutes(needs),
    {
      method: 'GET',
      path: below('/build_info'),
      operation: 'show build info',
      handler(asked) {
        policy.enforce('build_info:build_info', asked.caller);
        return json(200, { api: { revision: 'unknown' }, engine: { revision: 'unknown' } });
      },
    },
    ...routesNotServed,
  ];
  const known = [...new Set(rooms.map(({ path }) => path))].map(
    (path) => new RegExp(`^${path.replaceAll(/:[a-z]+/g, '[^/]+')}$`),
  );
  const open = true;

  const service = createService<undefined>(world, {
    name: 'orchestration',
    basePath: orchestrationPath,
    routes: [
      { method: 'GET', path: '/', operation: 'list versions', handler: versions, open },
      { method: 'GET', path: nowhere, operation: 'nothing', handler: unknownPath, open },
      ...rooms,
    ],
    authenticate,
    tokenBeforeRoute: true,
    rewritePath: (path) =>
      /^\/v1(?:\/|$)/.test(path) ? path : path === '/' || /^\/v\d/.test(path) ? '/' : nowhere,
    prepare: (asked) => {
      const [, version, tenant] = asked.path.split('/');
      if (version !== 'v1') return undefined;
      if (asked.method === 'HEAD') throw methodNotAllowed();
      mustBeOwnProject(asked, tenant ?? '');
      return undefined;
    },
    body: orchestrationBodies,
    writeFault: writeOrchestrationFault,
    unknownRoute(asked) {
      if (known.some((pattern) => pattern.test(asked.path))) throw methodNotAllowed();
      return unknownPath(asked);
    },
    requestIdHeaders: ['x-openstack-request-id'],
  });
  return { service };
}

/** The identity service: tokens, the service catalogue, tenants, users, roles and who has which where. */
import type { Authority } from '../kernel/caller.ts';
import { createService, type Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import type { Release } from '../release.ts';
import { applicationCredentialRoutes } from './application-credential.ts';
import { type Announced, catalogueRoutes, createCatalogue } from './catalogue.ts';
import { createDirectory } from './directory.ts';
import { domainRoutes } from './domain.ts';
import {
  createUnknownRoute,
  identityBodies,
  varyByToken,
  withoutSlash,
  writeIdentityFault,
} from './faults.ts';
import { grantRoutes } from './grant.ts';
import { createAuthentication, type IdentityRoute } from './identity-call.ts';
import { impliedRoleRoutes } from './implied-role.ts';
import { limitModelRoutes } from './limit-model.ts';
import { routesNotServed } from './not-served.ts';
import { createIdentityPolicy } from './policy.ts';
import { roleAssignmentRoutes } from './role-assignment.ts';
import { roleRoutes } from './role.ts';
import type { RoomNeeds } from './room.ts';
import { seedIdentity } from './seed.ts';
import { createSignIn } from './sign-in.ts';
import { createTables } from './tables.ts';
import { tenantRoutes } from './tenant.ts';
import { tokenRoutes } from './token.ts';
import { Bearer, createTokens } from './tokens.ts';
import { userRoutes } from './user.ts';
import { versionRoutes } from './versions.ts';

export const identityPath = '/identity';

export interface IdentityOptions {
  /** The services of the cloud, as its catalogue shows them. */
  readonly endpoints: readonly Announced[];
}

export interface Identity {
  readonly service: Service;
  /** What other services ask about tokens and tenants. */
  readonly authority: Authority;
  /** The id of a tenant of a fresh cloud, for what other services put into it. */
  readonly tenant: (name: 'admin' | 'demo') => string;
  /** For a service that acts for users who are not there, as trusts let it. */
  readonly deputies: Deputies;
}

export interface Deputies {
  /** A new token of the user for the project; undefined when they may not have one any more. */
  onBehalfOf(userId: string, projectId: string): string | undefined;
  userName(userId: string): string | undefined;
}

export function createIdentity(
  world: World,
  release: Release,
  { endpoints }: IdentityOptions,
): Identity {
  const { ids, clock } = world;
  const tables = createTables(world);
  seedIdentity(tables, release, ids);
  const directory = createDirectory(tables);
  const tokens = createTokens(world, directory);
  const catalogue = createCatalogue(endpoints, ids);
  const secure = release.policy === 'secure';
  const needs: RoomNeeds = { directory, ids, clock, policy: createIdentityPolicy(release), secure };
  const signIn = createSignIn({ directory, tokens, now: () => clock.now() });

  const routes: readonly IdentityRoute[] = [
    ...versionRoutes(release.identity.version),
    ...tokenRoutes({ ...needs, tokens, catalogue, signIn }),
    ...catalogueRoutes(catalogue, needs),
    ...tenantRoutes(needs),
    ...userRoutes(needs),
    ...roleRoutes(needs),
    ...impliedRoleRoutes(needs),
    ...grantRoutes(needs),
    ...roleAssignmentRoutes(needs),
    ...domainRoutes(needs),
    ...applicationCredentialRoutes(needs),
    ...limitModelRoutes,
    ...routesNotServed,
  ];

  const service = createService<undefined>(world, {
    name: 'identity',
    basePath: identityPath,
    routes,
    authenticate: createAuthentication(tokens),
    rewritePath: withoutSlash,
    tokenBeforeRoute: false,
    prepare: (call) => {
      varyByToken(call);
      return undefined;
    },
    body: identityBodies,
    writeFault: writeIdentityFault,
    unknownRoute: createUnknownRoute(methodsByPath(routes)),
    requestIdHeaders: ['x-openstack-request-id'],
  });

  return {
    service,
    authority: {
      resolve(tokenId) {
        const judged = tokens.judge(tokenId);
        return judged instanceof Bearer && !judged.powerless ? judged : undefined;
      },
      hasProject: (projectId) => tables.projects.get(projectId)?.isDomain === false,
    },
    tenant: (name) =>
      tables.projects.all().find((project) => !project.isDomain && project.name === name)?.id ?? '',
    deputies: {
      onBehalfOf: (userId, projectId) =>
        tokens.issue({ userId, methods: ['token'], place: { kind: 'project', id: projectId } })
          ?.token.id,
      userName: (userId) => tables.users.get(userId)?.name,
    },
  };
}

/** Which methods a path has, for calls of a method that it has not. */
const methodsByPath = (routes: readonly IdentityRoute[]) => {
  const patterns = routes
    .filter(({ path }) => !path.includes('*'))
    .map(({ method, path }) => ({
      method,
      pattern: new RegExp(`^${path.replace(/:[a-z]+/g, '[^/]+')}$`),
    }));
  return (path: string): readonly string[] => {
    const found = patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return [...new Set(found.includes('GET') ? ['GET', 'HEAD', ...found] : found)];
  };
};

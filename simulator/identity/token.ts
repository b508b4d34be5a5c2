/** Tokens and what they give access to. Source: Identity API reference, "Authentication and token management". */
import type { DomainsAnswer } from '../../src/contract/identity/domain.ts';
import type { ProjectsAnswer } from '../../src/contract/identity/tenant.ts';
import type { CatalogAnswer, TokenAnswer } from '../../src/contract/identity/token.ts';
import { forbidden, notFound } from '../kernel/fault.ts';
import { empty, json, type Reply } from '../kernel/reply.ts';
import type { Catalogue } from './catalogue.ts';
import { domainView, projectView } from './tenant-view.ts';
import { readBody } from './faults.ts';
import { bearerOf, type IdentityCall, type IdentityRoute } from './identity-call.ts';
import { collection } from './list.ts';
import type { IdentityRule } from './policy.ts';
import type { RoomNeeds } from './room.ts';
import { tokenRefusal } from './sign-in.ts';
import type { Project } from './tables.ts';
import { instantText } from './time.ts';
import { Bearer, type Tokens } from './tokens.ts';

export interface TokenRoomNeeds extends RoomNeeds {
  readonly tokens: Tokens;
  readonly catalogue: Catalogue;
  readonly signIn: (body: Readonly<Record<string, unknown>>) => Bearer;
}

export function tokenRoutes(needs: TokenRoomNeeds): IdentityRoute[] {
  const { directory, tokens, catalogue, policy, signIn, secure } = needs;

  const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
  const scopeView = ({ scope, target }: Bearer) => {
    if (scope.kind === 'system') return { system: { all: true } };
    if (target === undefined) return {};
    if (scope.kind === 'domain') return { domain: named(target) };
    const domain = named(directory.domain(target.domainId ?? target.id));
    return { project: { domain, ...named(target) }, is_domain: target.isDomain };
  };

  const view = (call: IdentityCall, bearer: Bearer): TokenAnswer => {
    const { token, user, userDomain, credential, scope } = bearer;
    const scoped = scope.kind !== 'unscoped';
    const projectId = scope.kind === 'project' ? scope.projectId : undefined;
    return {
      token: {
        methods: [...token.methods],
        user: { domain: named(userDomain), ...named(user), password_expires_at: null },
        audit_ids: [...token.auditIds],
        expires_at: instantText(token.expiresAt),
        issued_at: instantText(token.issuedAt),
        ...scopeView(bearer),
        ...(scoped ? { roles: bearer.held.map(named) } : {}),
        ...(scoped && !call.query.has('nocatalog')
          ? { catalog: catalogue.entries(call, projectId) }
          : {}),
        ...(credential === undefined
          ? {}
          : {
              application_credential: {
                ...named(credential),
                restricted: credential.unrestricted !== true,
              },
            }),
      },
    };
  };

  const shown = (status: number, call: IdentityCall, bearer: Bearer): Reply =>
    json(status, view(call, bearer), [['x-subject-token', bearer.token.id]]);

  /** The token that the call is about. */
  const subject = (call: IdentityCall, rule: IdentityRule): Bearer => {
    const id = call.header('x-subject-token');
    if (id === undefined) {
      policy.enforce(rule, call.caller);
      throw notFound('No token in the request');
    }
    const judged = tokens.judge(id);
    // Whose token it is decides who may ask, so an unknown one is not found whoever asks.
    if (!(judged instanceof Bearer)) throw tokenRefusal(judged);
    // To its own bearer identity does not look again.
    if (judged.powerless && judged.token.id !== bearerOf(call).token.id) {
      throw notFound(`Could not find token: ${id}.`);
    }
    policy.enforce(rule, call.caller, { token_user_id: judged.userId });
    return judged;
  };

  const projectsOf = (userId: string): Project[] => {
    const held = directory.assignments.list('user', userId);
    const ids = new Set(held.flatMap(({ place }) => (place.kind === 'project' ? place.id : [])));
    return [...ids]
      .flatMap((id) => directory.projects.get(id) ?? [])
      .filter(({ enabled }) => enabled);
  };
  const domainsOf = (userId: string): Project[] => {
    const held = directory.assignments.list('user', userId);
    const ids = new Set(held.flatMap(({ place }) => (place.kind === 'domain' ? place.id : [])));
    return [...ids]
      .flatMap((id) => directory.projects.get(id) ?? [])
      .filter(({ enabled }) => enabled);
  };

  return [
    {
      method: 'POST',
      path: '/v3/auth/tokens',
      operation: 'issue token',
      open: true,
      handler: async (call) => shown(201, call, signIn(await readBody(call))),
    },
    {
      method: 'GET',
      path: '/v3/auth/tokens',
      operation: 'validate token',
      handler: (call) => {
        const head = call.method === 'HEAD';
        return shown(200, call, subject(call, `identity:${head ? 'check' : 'validate'}_token`));
      },
    },
    {
      method: 'DELETE',
      path: '/v3/auth/tokens',
      operation: 'revoke token',
      handler(call) {
        tokens.revoke(subject(call, 'identity:revoke_token').token.id);
        return empty(204);
      },
    },
    {
      method: 'GET',
      path: '/v3/auth/catalog',
      operation: 'show the service catalogue of the token',
      handler(call) {
        const { scope } = call.caller;
        if (scope.kind !== 'project') {
          throw forbidden('You are not authorized to perform the requested action.');
        }
        return json(200, {
          catalog: catalogue.entries(call, scope.projectId),
          links: { self: `${call.base}/v3/auth/catalog` },
        } satisfies CatalogAnswer);
      },
    },
    {
      method: 'GET',
      path: '/v3/auth/projects',
      operation: 'list projects that a token can be scoped to',
      handler(call) {
        const page = collection(call, projectsOf(bearerOf(call).userId), {
          filters: {},
          paging: secure,
        });
        return json(200, {
          projects: page.rows.map((project) => projectView(call, project)),
          ...page.rest,
        } satisfies ProjectsAnswer);
      },
    },
    {
      method: 'GET',
      path: '/v3/auth/domains',
      operation: 'list domains that a token can be scoped to',
      handler(call) {
        const page = collection(call, domainsOf(bearerOf(call).userId), {
          filters: {},
          paging: secure,
        });
        return json(200, {
          domains: page.rows.map((domain) => domainView(call, domain)),
          ...page.rest,
        } satisfies DomainsAnswer);
      },
    },
    {
      method: 'GET',
      path: '/v3/auth/system',
      operation: 'list systems that a token can be scoped to',
      handler(call) {
        const held = directory.rolesAt(bearerOf(call).userId, { kind: 'system' });
        return json(200, {
          system: held.length > 0 ? [{ all: true }] : [],
          links: { self: `${call.base}/v3/auth/system` },
        });
      },
    },
  ];
}

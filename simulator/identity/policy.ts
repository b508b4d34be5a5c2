/**
 * Who may do what with identity's resources.
 *
 * The older rules let the role admin, held anywhere, do everything. Secure RBAC adds the manager of a
 * domain and asks what kind of token it is.
 * Sources: Identity policy reference; OpenStack Zed and 2026.1 with upstream's defaults, recorded.
 */
import type { Caller } from '../kernel/caller.ts';
import {
  allOf,
  anyOf,
  anyone,
  createEnforcer,
  type Enforcer,
  hasRole,
  nobody,
  type Policy,
  type Rule,
  sameProject,
  sameUser,
  scopedTo,
} from '../kernel/policy.ts';
import type { Release } from '../release.ts';
import { notAllowed } from './faults.ts';

const admin = hasRole('admin');
const systemReader = allOf(scopedTo('system'), hasRole('reader'));
const service = hasRole('service');
const tokenSubject: Rule = (caller, target) => target['token_user_id'] === caller.userId;

/** The token is scoped to the domain that the target names under `key`. */
const domainIs =
  (key: string): Rule =>
  ({ scope }, target) =>
    scope.kind === 'domain' && scope.domainId === target[key];
const domainOfProjectIs =
  (key: string): Rule =>
  ({ scope }, target) =>
    scope.kind === 'project' && scope.domainId === target[key];

/** A grant whose user and whose tenant or domain are all in the token's domain. */
const grantWithinDomain = allOf(
  domainIs('user_domain_id'),
  anyOf(domainIs('project_domain_id'), domainIs('domain_id')),
);
/** The roles that the manager of a domain may hand on. */
const managed: Rule = (_caller, target) =>
  ['manager', 'member', 'reader'].includes(target['role_name'] ?? '');

const asReader = (rule: Rule) => anyOf(admin, systemReader, allOf(hasRole('reader'), rule));

type ScopeKind = Caller['scope']['kind'];
/** An unscoped token counts as one of a project. */
const everywhere: readonly ScopeKind[] = ['system', 'domain', 'project', 'unscoped'];
const notInDomains: readonly ScopeKind[] = ['system', 'project', 'unscoped'];
const inProjects: readonly ScopeKind[] = ['project', 'unscoped'];

/** @param secure whether readers see their domain and managers have a say in it */
const rules = (secure: boolean) => {
  const manager = (rule: Rule) => (secure ? allOf(hasRole('manager'), rule) : nobody);
  const manages = (rule: Rule) => anyOf(admin, manager(rule));
  const ownDomain = secure ? allOf(hasRole('reader'), domainIs('domain_id')) : nobody;
  return {
    'identity:get_user': [anyOf(asReader(domainIs('user_domain_id')), sameUser), everywhere],
    'identity:list_users': [asReader(domainIs('domain_id')), everywhere],
    'identity:create_user': [manages(domainIs('user_domain_id')), everywhere],
    'identity:update_user': [manages(domainIs('user_domain_id')), everywhere],
    'identity:delete_user': [manages(domainIs('user_domain_id')), everywhere],
    'identity:list_user_projects': [
      anyOf(asReader(domainIs('user_domain_id')), sameUser),
      everywhere,
    ],
    'identity:get_project': [
      anyOf(asReader(domainIs('project_domain_id')), sameProject),
      everywhere,
    ],
    'identity:list_projects': [asReader(domainIs('domain_id')), everywhere],
    'identity:create_project': [manages(domainIs('project_domain_id')), everywhere],
    'identity:update_project': [manages(domainIs('project_domain_id')), everywhere],
    'identity:delete_project': [manages(domainIs('project_domain_id')), everywhere],
    'identity:get_domain': [
      anyOf(admin, systemReader, domainIs('domain_id'), domainOfProjectIs('domain_id')),
      everywhere,
    ],
    'identity:list_domains': [anyOf(admin, systemReader, ownDomain), everywhere],
    'identity:create_domain': [admin, notInDomains],
    'identity:update_domain': [admin, notInDomains],
    'identity:delete_domain': [admin, notInDomains],
    'identity:get_role': [anyOf(admin, systemReader, manager(managed)), everywhere],
    'identity:list_roles': [anyOf(admin, systemReader, manager(scopedTo('domain'))), everywhere],
    'identity:create_role': [admin, notInDomains],
    'identity:update_role': [admin, notInDomains],
    'identity:delete_role': [admin, notInDomains],
    'identity:get_domain_role': [anyOf(admin, systemReader), notInDomains],
    'identity:list_domain_roles': [anyOf(admin, systemReader), notInDomains],
    'identity:create_domain_role': [admin, notInDomains],
    'identity:update_domain_role': [admin, notInDomains],
    'identity:delete_domain_role': [admin, notInDomains],
    'identity:list_implied_roles': [anyOf(admin, systemReader), notInDomains],
    'identity:get_implied_role': [anyOf(admin, systemReader), notInDomains],
    'identity:check_implied_role': [anyOf(admin, systemReader), notInDomains],
    'identity:list_role_inference_rules': [anyOf(admin, systemReader), notInDomains],
    'identity:create_implied_role': [admin, notInDomains],
    'identity:delete_implied_role': [admin, notInDomains],
    'identity:check_grant': [asReader(grantWithinDomain), everywhere],
    'identity:list_grants': [asReader(grantWithinDomain), everywhere],
    'identity:create_grant': [manages(allOf(grantWithinDomain, managed)), everywhere],
    'identity:revoke_grant': [manages(allOf(grantWithinDomain, managed)), everywhere],
    'identity:check_system_grant_for_user': [anyOf(admin, systemReader), notInDomains],
    'identity:list_system_grants_for_user': [anyOf(admin, systemReader), notInDomains],
    'identity:create_system_grant_for_user': [admin, notInDomains],
    'identity:revoke_system_grant_for_user': [admin, notInDomains],
    'identity:list_role_assignments': [asReader(domainIs('domain_id')), everywhere],
    'identity:get_application_credential': [anyOf(admin, systemReader, sameUser), notInDomains],
    'identity:list_application_credentials': [anyOf(admin, systemReader, sameUser), notInDomains],
    'identity:create_application_credential': [sameUser, inProjects],
    'identity:delete_application_credential': [anyOf(admin, sameUser), notInDomains],
    'identity:validate_token': [anyOf(admin, systemReader, service, tokenSubject), everywhere],
    'identity:check_token': [anyOf(admin, systemReader, tokenSubject), everywhere],
    'identity:revoke_token': [anyOf(admin, tokenSubject), everywhere],
    'identity:get_service': [anyOf(admin, systemReader), notInDomains],
    'identity:list_services': [anyOf(admin, systemReader), notInDomains],
    'identity:get_endpoint': [anyOf(admin, systemReader), notInDomains],
    'identity:list_endpoints': [anyOf(admin, systemReader), notInDomains],
    'identity:get_region': [anyone, everywhere],
    'identity:list_regions': [anyone, everywhere],
  } as const satisfies Record<string, readonly [Rule, readonly ScopeKind[]]>;
};

export type IdentityRule = keyof ReturnType<typeof rules>;

const policyOf = (secure: boolean): Policy<IdentityRule> =>
  Object.fromEntries(
    Object.entries(rules(secure)).map(([name, [rule, scopes]]) => [
      name,
      secure ? allOf(scopedTo(...scopes), rule) : rule,
    ]),
  ) as Policy<IdentityRule>;

export type IdentityPolicy = Enforcer<IdentityRule>;

export const createIdentityPolicy = (release: Release): IdentityPolicy =>
  createEnforcer(policyOf(release.policy === 'secure'), notAllowed);

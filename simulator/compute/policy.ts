/**
 * Who may do what in compute.
 *
 * Source: Compute policy reference; OpenStack Zed and 2026.1 with upstream's defaults, recorded.
 */
import { forbidden } from '../kernel/fault.ts';
import {
  allOf,
  anyOf,
  anyone,
  createEnforcer,
  type Enforcer,
  hasRole,
  type Policy,
  type Rule,
  sameProject,
  sameUser,
  scopedTo,
} from '../kernel/policy.ts';
import type { Release } from '../release.ts';
import {
  administratorRules,
  anyoneRules,
  managerRules,
  memberRules,
  readerRules,
} from './policy-rules.ts';

type RuleOfServers =
  | (typeof readerRules)[number]
  | (typeof memberRules)[number]
  | (typeof managerRules)[number]
  | (typeof administratorRules)[number]
  | (typeof anyoneRules)[number];

export type ComputeRule =
  | RuleOfServers
  | 'os_compute_api:os-flavor-manage:create'
  | 'os_compute_api:os-flavor-manage:update'
  | 'os_compute_api:os-flavor-manage:delete'
  | 'os_compute_api:os-flavor-access'
  | 'os_compute_api:os-flavor-access:add_tenant_access'
  | 'os_compute_api:os-flavor-access:remove_tenant_access'
  | 'os_compute_api:os-flavor-extra-specs:index'
  | 'os_compute_api:os-flavor-extra-specs:show'
  | 'os_compute_api:os-flavor-extra-specs:create'
  | 'os_compute_api:os-flavor-extra-specs:update'
  | 'os_compute_api:os-flavor-extra-specs:delete'
  | `os_compute_api:os-keypairs:${'index' | 'show' | 'create' | 'delete'}`;

const admin = hasRole('admin');
const inProject = scopedTo('project');
const projectAdmin = allOf(inProject, admin);
const projectReader = allOf(inProject, hasRole('reader', 'admin'));

/** Of the project that the target belongs to, with one of the roles. */
const inTheProject = (...roles: readonly string[]): Rule =>
  allOf(inProject, anyOf(admin, allOf(sameProject, hasRole(...roles))));

const each = <Name extends string>(names: readonly Name[], rule: Rule): Record<Name, Rule> =>
  Object.fromEntries(names.map((name) => [name, rule])) as Record<Name, Rule>;

const administration = (rule: Rule) => ({
  'os_compute_api:os-flavor-manage:create': rule,
  'os_compute_api:os-flavor-manage:update': rule,
  'os_compute_api:os-flavor-manage:delete': rule,
  'os_compute_api:os-flavor-access:add_tenant_access': rule,
  'os_compute_api:os-flavor-access:remove_tenant_access': rule,
  'os_compute_api:os-flavor-extra-specs:create': rule,
  'os_compute_api:os-flavor-extra-specs:update': rule,
  'os_compute_api:os-flavor-extra-specs:delete': rule,
});

/** A key pair belongs to a user; administrators act for them. */
const keyPairs = (rule: typeof admin) => ({
  'os_compute_api:os-keypairs:index': rule,
  'os_compute_api:os-keypairs:show': rule,
  'os_compute_api:os-keypairs:create': rule,
  'os_compute_api:os-keypairs:delete': rule,
});
const adminOrUser = anyOf(admin, sameUser);

/** The older rules ask for the admin role anywhere, or for any role on a project. */
const adminOrOwner = anyOf(admin, allOf(inProject, anyone));
const adminOrOwnerOfTarget = anyOf(admin, sameProject);

const policies: Readonly<Record<Release['policy'], Policy<ComputeRule>>> = {
  legacy: {
    ...administration(admin),
    ...keyPairs(adminOrUser),
    ...each(readerRules, adminOrOwnerOfTarget),
    ...each(memberRules, adminOrOwnerOfTarget),
    ...each(managerRules, admin),
    ...each(administratorRules, admin),
    ...each(anyoneRules, anyone),
    'os_compute_api:os-flavor-access': adminOrOwner,
    'os_compute_api:os-flavor-extra-specs:index': adminOrOwner,
    'os_compute_api:os-flavor-extra-specs:show': adminOrOwner,
  },
  secure: {
    ...administration(projectAdmin),
    ...keyPairs(allOf(inProject, adminOrUser)),
    ...each(readerRules, inTheProject('reader')),
    ...each(memberRules, inTheProject('member')),
    ...each(managerRules, inTheProject('manager')),
    ...each(administratorRules, projectAdmin),
    ...each(anyoneRules, inProject),
    'os_compute_api:os-flavor-access': projectAdmin,
    'os_compute_api:os-flavor-extra-specs:index': projectReader,
    'os_compute_api:os-flavor-extra-specs:show': projectReader,
  },
};

export const createComputePolicy = (release: Release): Enforcer<ComputeRule> =>
  createEnforcer(policies[release.policy], (rule) =>
    forbidden(`Policy doesn't allow ${rule} to be performed.`),
  );

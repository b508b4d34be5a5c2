/**
 * Who may do what with stacks.
 *
 * Source: Orchestration policy reference; OpenStack Zed and 2026.1 with upstream's defaults, recorded.
 */
import type { Call } from '../kernel/call.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import {
  allOf,
  anyone,
  createEnforcer,
  type Enforcer,
  hasRole,
  nobody,
  scopedTo,
} from '../kernel/policy.ts';
import type { Release } from '../release.ts';
import { explanationOf, refused } from './faults.ts';

const reading = [
  'stacks:index',
  'stacks:detail',
  'stacks:show',
  'stacks:lookup',
  'stacks:template',
  'stacks:environment',
  'stacks:files',
  'stacks:list_outputs',
  'stacks:show_output',
  'stacks:list_resource_types',
  'stacks:resource_schema',
  'stacks:list_template_versions',
  'stacks:list_template_functions',
  'stacks:preview',
  'resource:index',
  'resource:show',
  'events:index',
  'events:show',
  'build_info:build_info',
] as const;
const writing = [
  'stacks:create',
  'stacks:update',
  'stacks:update_patch',
  'stacks:delete',
  'stacks:validate_template',
  'actions:suspend',
  'actions:resume',
  'actions:check',
] as const;
const reserved = ['stacks:global_index', 'service:index'] as const;

export type OrchestrationRule =
  (typeof reading)[number] | (typeof writing)[number] | (typeof reserved)[number];

const inProject = scopedTo('project');
const readers = allOf(inProject, hasRole('reader', 'admin'));
const members = allOf(inProject, hasRole('member', 'admin'));

export function createOrchestrationPolicy({ policy }: Release): Enforcer<OrchestrationRule> {
  const secure = policy === 'secure';
  const each = (rules: readonly OrchestrationRule[], rule: typeof anyone) =>
    rules.map((name) => [name, rule] as const);
  const rules = Object.fromEntries([
    ...each(reading, secure ? readers : anyone),
    ...each(writing, secure ? members : anyone),
    ...each(reserved, nobody),
  ]) as Record<OrchestrationRule, typeof anyone>;
  return createEnforcer(rules, (rule) =>
    refused(403, 'Forbidden', `You are not authorized to use ${rule}.`),
  );
}

/** Administrators see the stacks of all projects. */
export const isAdministrator = (caller: Caller): boolean => caller.roles.has('admin');

/** @throws Fault 403 when the project in the path is not the caller's, unless an administrator asks */
export function mustBeOwnProject(call: Call, projectId: string): void {
  if (projectOf(call.caller) === projectId || isAdministrator(call.caller)) return;
  throw refused(403, 'HTTPForbidden', explanationOf(403));
}

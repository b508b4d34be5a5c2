/** Who may do what in placement. Source: Placement policy reference; OpenStack Zed, recorded. */
import { projectOf } from '../kernel/caller.ts';
import { forbidden } from '../kernel/fault.ts';
import { anyOf, createEnforcer, type Enforcer, hasRole, type Rule } from '../kernel/policy.ts';

const admin = hasRole('admin');
/** Of the project that is asked about. */
const reader: Rule = (caller, target) =>
  hasRole('reader')(caller, target) && target['project_id'] === projectOf(caller);

const kinds = [
  'resource_providers:list',
  'resource_providers:create',
  'resource_providers:show',
  'resource_providers:update',
  'resource_providers:delete',
  'resource_classes:list',
  'resource_classes:create',
  'resource_classes:show',
  'resource_classes:update',
  'resource_classes:delete',
  'resource_providers:inventories:list',
  'resource_providers:inventories:create',
  'resource_providers:inventories:show',
  'resource_providers:inventories:update',
  'resource_providers:inventories:delete',
  'resource_providers:aggregates:list',
  'resource_providers:aggregates:update',
  'resource_providers:usages',
  'traits:list',
  'traits:show',
  'traits:update',
  'traits:delete',
  'resource_providers:traits:list',
  'resource_providers:traits:update',
  'resource_providers:traits:delete',
  'allocations:list',
  'allocations:update',
  'allocations:delete',
  'resource_providers:allocations:list',
  'allocation_candidates:list',
] as const;
export type PlacementRule = `placement:${(typeof kinds)[number] | 'usages'}`;

const rules = {
  ...Object.fromEntries(kinds.map((kind) => [`placement:${kind}`, admin])),
  'placement:usages': anyOf(admin, reader),
} as Record<PlacementRule, Rule>;

export const createPlacementPolicy = (): Enforcer<PlacementRule> =>
  createEnforcer(rules, (rule) => forbidden(`Policy does not allow ${rule} to be performed.`));

/**
 * Who may do what with virtual storage. Who has any role in a tenant may do all that concerns it alone;
 * by the secure rules a reader creates, changes and deletes no volumes.
 *
 * Source: Block Storage policy reference; OpenStack Zed and 2026.1 with upstream's defaults, recorded.
 */
import { forbidden } from '../kernel/fault.ts';
import {
  anyOf,
  anyone,
  createEnforcer,
  type Enforcer,
  hasRole,
  type Rule,
  sameProject,
} from '../kernel/policy.ts';
import type { Release } from '../release.ts';

export type VolumeRule =
  | 'volume:create'
  | 'volume:update'
  | 'volume:delete'
  | 'volume_extension:quotas:show'
  | 'volume_extension:quotas:update'
  | 'volume_extension:quotas:delete'
  | 'scheduler_extension:scheduler_stats:get_pools'
  | 'volume_extension:services:index'
  | 'volume_extension:type_create'
  | 'volume_extension:type_delete'
  | 'volume_extension:volume_admin_actions:migrate_volume'
  | 'volume_extension:volume_admin_actions:reset_status';

const admin = hasRole('admin');

const workers: Readonly<Record<Release['policy'], Rule>> = {
  legacy: anyone,
  secure: hasRole('member', 'admin'),
};

export const createVolumePolicy = ({ policy }: Release): Enforcer<VolumeRule> =>
  createEnforcer(
    {
      'volume:create': workers[policy],
      'volume:update': workers[policy],
      'volume:delete': workers[policy],
      'volume_extension:quotas:show': anyOf(admin, sameProject),
      'volume_extension:quotas:update': admin,
      'volume_extension:quotas:delete': admin,
      'scheduler_extension:scheduler_stats:get_pools': admin,
      'volume_extension:services:index': admin,
      'volume_extension:type_create': admin,
      'volume_extension:type_delete': admin,
      'volume_extension:volume_admin_actions:migrate_volume': admin,
      'volume_extension:volume_admin_actions:reset_status': admin,
    },
    (rule) => forbidden(`Policy doesn't allow ${rule} to be performed.`),
  );

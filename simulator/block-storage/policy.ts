/**
 * Who may do what with virtual storage. Who has any role in a tenant may do all that concerns it alone,
 * in both releases: this service lets readers create and delete volumes, too.
 *
 * Source: Block Storage policy reference; OpenStack Zed and 2026.1 with upstream's defaults, recorded.
 */
import { forbidden } from '../kernel/fault.ts';
import { createEnforcer, type Enforcer, hasRole, sameProject, anyOf } from '../kernel/policy.ts';

export type VolumeRule =
  | 'volume_extension:quotas:show'
  | 'volume_extension:quotas:update'
  | 'volume_extension:quotas:delete'
  | 'volume_extension:services:index'
  | 'volume_extension:type_create'
  | 'volume_extension:type_delete'
  | 'volume_extension:volume_admin_actions:reset_status';

const admin = hasRole('admin');

export const createVolumePolicy = (): Enforcer<VolumeRule> =>
  createEnforcer(
    {
      'volume_extension:quotas:show': anyOf(admin, sameProject),
      'volume_extension:quotas:update': admin,
      'volume_extension:quotas:delete': admin,
      'volume_extension:services:index': admin,
      'volume_extension:type_create': admin,
      'volume_extension:type_delete': admin,
      'volume_extension:volume_admin_actions:reset_status': admin,
    },
    (rule) => forbidden(`Policy doesn't allow ${rule} to be performed.`),
  );

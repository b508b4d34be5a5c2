/**
 * The rules of the compute service by whom upstream's defaults let pass.
 * Source: Compute policy reference.
 */

/** Whoever may read in the project. */
export const readerRules = [
  'os_compute_api:servers:index',
  'os_compute_api:servers:detail',
  'os_compute_api:servers:show',
  'os_compute_api:servers:show:flavor-extra-specs',
  'os_compute_api:server-metadata:index',
  'os_compute_api:server-metadata:show',
  'os_compute_api:ips:index',
  'os_compute_api:ips:show',
  'os_compute_api:os-attach-interfaces:list',
  'os_compute_api:os-attach-interfaces:show',
  'os_compute_api:os-volumes-attachments:index',
  'os_compute_api:os-volumes-attachments:show',
  'os_compute_api:os-instance-actions:list',
  'os_compute_api:os-instance-actions:show',
  'os_compute_api:os-security-groups:list',
  'os_compute_api:os-server-groups:index',
  'os_compute_api:os-server-groups:show',
  'os_compute_api:os-quota-sets:show',
  'os_compute_api:os-quota-sets:detail',
] as const;

/** Whoever may change things in the project. */
export const memberRules = [
  'os_compute_api:servers:create',
  'os_compute_api:servers:create:attach_network',
  'os_compute_api:servers:create:attach_volume',
  'os_compute_api:servers:update',
  'os_compute_api:servers:delete',
  'os_compute_api:servers:start',
  'os_compute_api:servers:stop',
  'os_compute_api:servers:reboot',
  'os_compute_api:servers:resize',
  'os_compute_api:servers:confirm_resize',
  'os_compute_api:servers:revert_resize',
  'os_compute_api:os-suspend-server:suspend',
  'os_compute_api:os-suspend-server:resume',
  'os_compute_api:os-pause-server:pause',
  'os_compute_api:os-pause-server:unpause',
  'os_compute_api:os-lock-server:lock',
  'os_compute_api:os-lock-server:unlock',
  'os_compute_api:os-console-output',
  'os_compute_api:os-security-groups:add',
  'os_compute_api:os-security-groups:remove',
  'os_compute_api:server-metadata:create',
  'os_compute_api:server-metadata:update',
  'os_compute_api:server-metadata:update_all',
  'os_compute_api:server-metadata:delete',
  'os_compute_api:os-attach-interfaces:create',
  'os_compute_api:os-attach-interfaces:delete',
  'os_compute_api:os-volumes-attachments:create',
  'os_compute_api:os-volumes-attachments:delete',
  'os_compute_api:os-server-groups:create',
  'os_compute_api:os-server-groups:delete',
] as const;

/** Whoever manages the project, and administrators of the cloud; before secure RBAC these alone. */
export const managerRules = [
  'os_compute_api:os-migrate-server:migrate',
  'os_compute_api:os-migrate-server:migrate_live',
] as const;

/** Administrators of the cloud. */
export const administratorRules = [
  'os_compute_api:servers:index:get_all_tenants',
  'os_compute_api:servers:detail:get_all_tenants',
  'os_compute_api:servers:show:host_status',
  'os_compute_api:servers:create:forced_host',
  'compute:servers:create:requested_destination',
  'os_compute_api:servers:create:zero_disk_flavor',
  'os_compute_api:os-extended-server-attributes',
  'os_compute_api:os-admin-actions:reset_state',
  'os_compute_api:os-evacuate',
  'os_compute_api:os-lock-server:unlock:unlock_override',
  'os_compute_api:os-instance-actions:events',
  'os_compute_api:os-instance-actions:events:details',
  'os_compute_api:os-server-groups:index:all_projects',
  'os_compute_api:os-quota-sets:update',
  'os_compute_api:os-quota-sets:delete',
  'os_compute_api:os-hypervisors:list',
  'os_compute_api:os-hypervisors:list-detail',
  'os_compute_api:os-hypervisors:show',
  'os_compute_api:os-hypervisors:statistics',
  'os_compute_api:os-hypervisors:uptime',
  'os_compute_api:os-hypervisors:search',
  'os_compute_api:os-hypervisors:servers',
  'os_compute_api:os-services:list',
  'os_compute_api:os-services:update',
  'os_compute_api:os-availability-zone:detail',
  'os_compute_api:os-aggregates:index',
  'os_compute_api:os-aggregates:show',
  'os_compute_api:os-aggregates:create',
  'os_compute_api:os-aggregates:update',
  'os_compute_api:os-aggregates:delete',
  'os_compute_api:os-aggregates:add_host',
  'os_compute_api:os-aggregates:remove_host',
  'os_compute_api:os-aggregates:set_metadata',
  'os_compute_api:limits:other_project',
] as const;

/** Anybody with a token, of a project where scopes are enforced. */
export const anyoneRules = [
  'os_compute_api:limits',
  'os_compute_api:os-availability-zone:list',
  'os_compute_api:os-quota-sets:defaults',
] as const;

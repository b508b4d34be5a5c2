/** What a tenant may have and has, in one answer. Source: Compute API reference, "Limits". */
import { projectOf } from '../kernel/caller.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import type { ComputeCall, Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import { serverUsage } from './quota-check.ts';
import { quotaOf } from './quota-table.ts';

export function limitRoutes(needs: ComputeNeeds): Route<Served>[] {
  const show = (call: ComputeCall) => {
    const { policy, quotas, groups } = needs;
    const { minor } = call.state;
    policy.enforce('os_compute_api:limits', call.caller);
    const own = projectOf(call.caller) ?? '';
    const asked = call.query.get('tenant_id') ?? own;
    if (asked !== own) {
      policy.enforce('os_compute_api:limits:other_project', call.caller, { project_id: asked });
    }
    const quota = quotaOf(quotas, asked);
    const used = serverUsage(needs, asked);
    const absolute = {
      maxTotalInstances: quota.instances,
      maxTotalCores: quota.cores,
      maxTotalRAMSize: quota.ram,
      maxServerMeta: quota.metadata_items,
      ...(minor < 39 ? { maxImageMeta: quota.metadata_items } : {}),
      ...(minor < 57
        ? {
            maxPersonality: quota.injected_files,
            maxPersonalitySize: quota.injected_file_content_bytes,
          }
        : {}),
      maxTotalKeypairs: quota.key_pairs,
      maxServerGroups: quota.server_groups,
      maxServerGroupMembers: quota.server_group_members,
      ...(minor < 36
        ? {
            maxTotalFloatingIps: quota.floating_ips,
            maxSecurityGroups: quota.security_groups,
            maxSecurityGroupRules: quota.security_group_rules,
            totalFloatingIpsUsed: 0,
            totalSecurityGroupsUsed: 0,
          }
        : {}),
      totalRAMUsed: used.ram,
      totalCoresUsed: used.cores,
      totalInstancesUsed: used.instances,
      totalServerGroupsUsed: groups.page({ order: 'tenant', equal: asked })?.rows.length ?? 0,
    };
    return json(200, { limits: { rate: [], absolute } });
  };
  return [{ method: 'GET', path: '/v2.1/limits', operation: 'show limits', handler: show }];
}

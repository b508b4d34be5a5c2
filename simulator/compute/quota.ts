/** Quotas of tenants. Source: Compute API reference, "Quota sets"; OpenStack Zed, recorded. */
import { updateQuotaRequest } from '../../src/contract/compute/quota.ts';
import { badRequest } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { nothing } from './faults.ts';
import type { ComputeCall, Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import { serverUsage } from './quota-check.ts';
import { defaultQuota, type Quota, type QuotaKey, quotaOf } from './quota-table.ts';
import { validBody } from '../kernel/valid-body.ts';

const keys = Object.keys(defaultQuota) as readonly QuotaKey[];
/** What other services count, until 2.36. */
const ofNetworks: readonly QuotaKey[] = [
  'fixed_ips',
  'floating_ips',
  'security_groups',
  'security_group_rules',
];
/** About files that are put into servers, until 2.57. */
const ofFiles: readonly QuotaKey[] = [
  'injected_files',
  'injected_file_content_bytes',
  'injected_file_path_bytes',
];
const keysAt = (minor: number): readonly QuotaKey[] =>
  keys.filter(
    (key) => (minor < 36 || !ofNetworks.includes(key)) && (minor < 57 || !ofFiles.includes(key)),
  );

export function quotaRoutes(needs: ComputeNeeds): Route<Served>[] {
  const { policy, quotas, groups } = needs;

  const projectFor = (
    call: ComputeCall,
    what: 'show' | 'defaults' | 'detail' | 'update' | 'delete',
  ) => {
    const project = call.param('project');
    policy.enforce(`os_compute_api:os-quota-sets:${what}`, call.caller, { project_id: project });
    if (!needs.hasProject(project))
      throw badRequest(`Project ID ${project} is not a valid project.`);
    return project;
  };
  const limits = (call: ComputeCall, quota: Quota) =>
    Object.fromEntries(keysAt(call.state.minor).map((key) => [key, quota[key]]));

  /** How much of each there is; what users or servers have for themselves is not counted. */
  const usage = (project: string): Partial<Quota> => ({
    ...serverUsage(needs, project),
    server_groups: groups.page({ order: 'tenant', equal: project })?.rows.length ?? 0,
  });

  const show = (call: ComputeCall) => {
    const id = projectFor(call, 'show');
    return json(200, { quota_set: { id, ...limits(call, quotaOf(quotas, id)) } });
  };

  const defaults = (call: ComputeCall) => {
    const id = projectFor(call, 'defaults');
    return json(200, { quota_set: { id, ...limits(call, defaultQuota) } });
  };

  const detail = (call: ComputeCall) => {
    const id = projectFor(call, 'detail');
    const [quota, used] = [quotaOf(quotas, id), usage(id)];
    const entry = (key: QuotaKey) => ({ limit: quota[key], in_use: used[key] ?? 0, reserved: 0 });
    const entries = Object.fromEntries(
      keysAt(call.state.minor).map((key) => [key, entry(key)] as const),
    );
    return json(200, { quota_set: { id, ...entries } });
  };

  const update = async (call: ComputeCall) => {
    const { quota_set: wish } = validBody(updateQuotaRequest(call.state.minor), await call.json());
    const projectId = projectFor(call, 'update');
    const { force, ...wished } = wish;
    const used = usage(projectId);
    const change = Object.fromEntries(
      Object.entries(wished).filter(([, limit]) => limit !== undefined),
    ) as Partial<Record<QuotaKey, number>>;
    for (const [key, limit] of Object.entries(change)) {
      const taken = used[key as QuotaKey] ?? 0;
      if (force !== true && limit >= 0 && limit < taken) {
        throw badRequest(
          `Quota limit ${String(limit)} for ${key} must be greater than or equal to already used and reserved ${String(taken)}.`,
        );
      }
    }
    const before = quotas.get(projectId);
    if (before === undefined) quotas.insert({ projectId, limits: change });
    else quotas.update(projectId, { limits: { ...before.limits, ...change } });
    return json(200, { quota_set: limits(call, quotaOf(quotas, projectId)) });
  };

  const remove = (call: ComputeCall) => {
    quotas.delete(projectFor(call, 'delete'));
    return nothing(202);
  };

  const one = '/v2.1/os-quota-sets/:project';
  return [
    { method: 'GET', path: one, operation: 'show quota', handler: show },
    { method: 'PUT', path: one, operation: 'update quota', handler: update },
    { method: 'DELETE', path: one, operation: 'revert quota to its defaults', handler: remove },
    { method: 'GET', path: `${one}/defaults`, operation: 'show default quota', handler: defaults },
    {
      method: 'GET',
      path: `${one}/detail`,
      operation: 'show quota with its usage',
      handler: detail,
    },
  ];
}

/** Quotas and limits. Source: Block Storage API reference v3, "Quota sets extension", "Limits". */
import { projectOf } from '../kernel/caller.ts';
import { badRequest } from '../kernel/fault.ts';
import type { Enforcer } from '../kernel/policy.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { done, invalidInput } from './faults.ts';
import type { Served, VolumeCall } from './microversions.ts';
import type { VolumeRule } from './policy.ts';
import { defaultQuota, type QuotaName, type Quotas } from './quota-table.ts';
import type { VolumeTypes } from './volume-type-table.ts';

const names = Object.keys(defaultQuota) as QuotaName[];

export interface QuotaNeeds {
  readonly quotas: Quotas;
  readonly types: VolumeTypes;
  readonly policy: Enforcer<VolumeRule>;
}

export function quotaRoutes({ quotas, types, policy }: QuotaNeeds): Route<Served>[] {
  /** Types have limits of their own, of which this service keeps none. */
  const ofTypes = () =>
    types
      .all()
      .flatMap(({ name }) =>
        ['volumes', 'gigabytes', 'snapshots'].map((what) => `${what}_${name}`),
      );
  const target = (call: VolumeCall) => ({ project_id: call.param('project') });

  const limits = (projectId: string) => ({
    ...Object.fromEntries(names.map((name) => [name, quotas.limit(projectId, name)])),
    ...Object.fromEntries(ofTypes().map((name) => [name, -1])),
  });
  const usage = (projectId: string) => ({
    ...Object.fromEntries(
      names.map((name) => [
        name,
        { limit: quotas.limit(projectId, name), in_use: quotas.used(projectId, name), reserved: 0 },
      ]),
    ),
    ...Object.fromEntries(ofTypes().map((name) => [name, { limit: -1, in_use: 0, reserved: 0 }])),
  });

  const show = (call: VolumeCall) => {
    policy.enforce('volume_extension:quotas:show', call.caller, target(call));
    const id = call.param('project');
    const used = /^true$/i.test(call.query.get('usage') ?? '');
    return json(200, { quota_set: { ...(used ? usage(id) : limits(id)), id } });
  };
  const defaults = (call: VolumeCall) => {
    policy.enforce('volume_extension:quotas:show', call.caller, target(call));
    return json(200, { quota_set: { ...limits(''), id: call.param('project') } });
  };
  const update = async (call: VolumeCall) => {
    const body = await call.json();
    policy.enforce('volume_extension:quotas:update', call.caller, target(call));
    quotas.set(call.param('project'), readLimits(body, [...names, ...ofTypes()]));
    return json(200, { quota_set: limits(call.param('project')) });
  };
  const remove = (call: VolumeCall) => {
    policy.enforce('volume_extension:quotas:delete', call.caller, target(call));
    quotas.reset(call.param('project'));
    return done(200);
  };
  const own = ({ caller }: VolumeCall) => {
    const id = projectOf(caller) ?? '';
    return json(200, {
      limits: {
        rate: [],
        absolute: {
          maxTotalVolumes: quotas.limit(id, 'volumes'),
          maxTotalSnapshots: quotas.limit(id, 'snapshots'),
          maxTotalVolumeGigabytes: quotas.limit(id, 'gigabytes'),
          maxTotalBackups: quotas.limit(id, 'backups'),
          maxTotalBackupGigabytes: quotas.limit(id, 'backup_gigabytes'),
          totalVolumesUsed: quotas.used(id, 'volumes'),
          totalGigabytesUsed: quotas.used(id, 'gigabytes'),
          totalSnapshotsUsed: quotas.used(id, 'snapshots'),
          totalBackupsUsed: 0,
          totalBackupGigabytesUsed: 0,
        },
      },
    });
  };

  const path = '/v3/os-quota-sets/:project';
  return [
    { method: 'GET', path: '/v3/limits', operation: 'show limits', handler: own },
    { method: 'GET', path, operation: 'show quota', handler: show },
    { method: 'GET', path: `${path}/defaults`, operation: 'show default quota', handler: defaults },
    { method: 'PUT', path, operation: 'update quota', handler: update },
    { method: 'DELETE', path, operation: 'delete quota', handler: remove },
  ];
}

/** @throws Fault 400 that names the key */
function readLimits(body: unknown, known: readonly string[]): Partial<Record<QuotaName, number>> {
  const set =
    typeof body === 'object' && body !== null && 'quota_set' in body ? body.quota_set : undefined;
  if (typeof set !== 'object' || set === null)
    throw badRequest("'quota_set' is a required property");
  const given = Object.entries(set).filter(([key]) => key !== 'tenant_id' && key !== 'force');
  const bad = given.map(([key]) => key).filter((key) => !known.includes(key));
  if (bad.length > 0) throw invalidInput(`Bad key(s) in quota set: ${bad.join(', ')}`);
  const limits: Record<string, number> = {};
  for (const [key, value] of given) {
    if (!/^-?\d+$/.test(String(value))) throw badRequest(`${key} must be an integer`);
    if (Number(value) < -1) {
      throw badRequest(`${key} must be in range [-1, 2147483647], got ${String(value)}`);
    }
    if ((names as readonly string[]).includes(key)) limits[key] = Number(value);
  }
  return limits;
}

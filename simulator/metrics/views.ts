/** Resources and metrics, as the service shows them. */
import type { Metric } from '../../src/contract/metrics/metric.ts';
import type { MeasuredResource } from '../../src/contract/metrics/resource.ts';
import { type ArchivePolicies, policyView } from './archive-policy-table.ts';
import { isoInstant } from './instants.ts';
import type { Maker, MetricRow, ResourceRow } from './resource-table.ts';

const creation = ({ userId, projectId }: Maker) => ({
  creator: `${userId}:${projectId}`,
  created_by_user_id: userId,
  created_by_project_id: projectId,
});

export const resourceView = (row: ResourceRow) =>
  ({
    ...row.attributes,
    ...creation(row.maker),
    id: row.id,
    original_resource_id: row.originalId,
    type: row.type,
    user_id: row.userId,
    project_id: row.projectId,
    started_at: isoInstant(row.startedAt),
    ended_at: row.endedAt === null ? null : isoInstant(row.endedAt),
    revision_start: isoInstant(row.revisionStart),
    revision_end: null,
    metrics: { ...row.metrics },
  }) satisfies MeasuredResource;

const common = (row: MetricRow) => ({
  ...creation(row.maker),
  id: row.id,
  name: row.name,
  unit: row.unit,
});

/** The answer to a creation shows only the name of its policy. */
export const newMetricView = (row: MetricRow) =>
  ({
    ...common(row),
    resource_id: row.resourceId,
    archive_policy_name: row.policy,
  }) satisfies Metric;

const policyOf = (row: MetricRow, policies: ArchivePolicies) => {
  const policy = policies.get(row.policy);
  return policy === undefined ? {} : { archive_policy: policyView(policy) };
};
export const metricView = (row: MetricRow, policies: ArchivePolicies) =>
  ({ ...common(row), resource_id: row.resourceId, ...policyOf(row, policies) }) satisfies Metric;

/** One alone is shown with its resource. */
export const metricWithResource = (
  row: MetricRow,
  resource: ResourceRow | undefined,
  policies: ArchivePolicies,
) =>
  ({
    ...common(row),
    resource: resource === undefined ? null : resourceView(resource),
    ...policyOf(row, policies),
  }) satisfies Metric;

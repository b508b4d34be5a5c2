/** Making metrics, alone or for a resource. Source: Gnocchi 4.7, rest/api. */
import type { MetricRequest } from '../../src/contract/metrics/metric.ts';
import type { Caller } from '../kernel/caller.ts';
import { badRequest, conflict } from '../kernel/fault.ts';
import { usualPolicy } from './archive-policy-table.ts';
import { metricExistsHere, noSuchMetric, noSuchPolicyHere } from './faults.ts';
import type { Maker, MetricRow, ResourceRow } from './resource-table.ts';
import { foundMetric, foundResource, type Room } from './room.ts';

/** @throws Fault 400 */
function newMetric(room: Room, maker: Maker, wish: MetricRequest, resourceId: string | null) {
  if (wish.name?.includes('/') === true) throw badRequest("'/' is not supported in metric name");
  const policy = wish.archive_policy_name ?? usualPolicy;
  if (room.policies.get(policy) === undefined) throw noSuchPolicyHere(policy);
  return room.metrics.insert({
    id: room.world.ids.uuid(),
    name: wish.name ?? null,
    unit: wish.unit ?? null,
    resourceId,
    policy,
    maker,
  });
}

/** One that a client wishes for. @throws Fault 400, 403 or 404 */
export function createMetric(room: Room, caller: Caller, maker: Maker, wish: MetricRequest) {
  const { resource_id: resourceId, name } = wish;
  if (resourceId === undefined) return newMetric(room, maker, wish, null);
  if (name === undefined) {
    throw badRequest('Name cannot be null if resource_id is not null');
  }
  const resource = foundResource(room, caller, 'generic', resourceId, 'write');
  if (Object.hasOwn(resource.metrics, name)) throw metricExistsHere(name);
  if (room.resources.get(resource.id) === undefined) throw notOurs(resource);
  const row = newMetric(room, maker, wish, resource.id);
  room.resources.update(resource.id, { metrics: { ...resource.metrics, [name]: row.id } });
  return row;
}

/** What the telemetry service keeps of a server has the metrics that it has. */
export const notOurs = ({ id }: ResourceRow) =>
  conflict(`Resource ${id} is the telemetry service's own: its metrics are what is polled.`);

/**
 * Those of a resource, by name: made, or taken from what there is.
 * @throws Fault 400, 403 or 404
 */
export function namedMetrics(
  room: Room,
  caller: Caller,
  maker: Maker,
  wishes: Readonly<Record<string, MetricRequest | string>>,
  resourceId: string,
): Readonly<Record<string, string>> {
  const rows = Object.entries(wishes).map(([name, wish]): readonly [string, MetricRow] => {
    if (typeof wish !== 'string') {
      return [name, newMetric(room, maker, { ...wish, name }, resourceId)];
    }
    const known = foundMetric(room, caller, wish, 'write');
    const row = room.metrics.update(known.id, { resourceId, name });
    if (row === undefined) throw noSuchMetric(wish);
    return [name, row];
  });
  return Object.fromEntries(rows.map(([name, { id }]) => [name, id]));
}

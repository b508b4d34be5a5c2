/** Metrics and their measures. Source: Gnocchi 4.7, rest/api. */
import {
  measuresBatchRequest,
  measuresRequest,
  metricRequest,
} from '../../src/contract/metrics/metric.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest, notServed } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { readWindow, seriesOf, shown } from './aggregated-measures.ts';
import type { Measure } from './aggregation.ts';
import { noSuchMetric, unknownMetrics, validInput } from './faults.ts';
import { instantOf } from './instants.ts';
import { createMetric } from './metric-creation.ts';
import { page } from './page.ts';
import type { MetricRow } from './resource-table.ts';
import {
  foundMetric,
  foundResource,
  makerIn,
  metricCalled,
  post,
  resourceCalled,
  resourcesFor,
  type Room,
} from './room.ts';
import { metricView, metricWithResource, newMetricView } from './views.ts';

const filters = ['name', 'id', 'unit', 'archive_policy_name', 'creator'];

export function metricRoutes(room: Room): Route<undefined>[] {
  const now = () => room.world.clock.now();

  /** @throws Fault 400 */
  const measuresIn = (body: unknown): readonly Measure[] =>
    validInput(measuresRequest, body).map(({ timestamp, value }) => {
      const at = instantOf(timestamp, now());
      if (at === undefined) throw badRequest(`unexpected timestamp '${String(timestamp)}'`);
      return { at, value };
    });

  const byId = (call: Call, what: 'read' | 'write') =>
    foundMetric(room, call.caller, call.param('id'), what);
  const byName = (call: Call, what: 'read' | 'write'): MetricRow => {
    const { caller } = call;
    const owner = foundResource(room, caller, call.param('type'), call.param('id'), 'read');
    const name = call.param('name');
    const id = Object.hasOwn(owner.metrics, name) ? owner.metrics[name] : undefined;
    if (id === undefined) throw noSuchMetric(name);
    return foundMetric(room, caller, id, what);
  };

  const create = async (call: Call) => {
    const wish = validInput(metricRequest, await call.json());
    const row = createMetric(room, call.caller, makerIn(call), wish);
    return json(201, newMetricView(row), [['location', `${call.base}/v1/metric/${row.id}`]]);
  };

  const list = (call: Call) => {
    const { caller, query } = call;
    const ofResources = resourcesFor(room, caller, 'generic').flatMap(({ metrics }) =>
      Object.values(metrics).flatMap((id) => metricCalled(room, id) ?? []),
    );
    const own = room.metrics
      .all()
      .filter(
        ({ maker }) => caller.roles.has('admin') || maker.projectId === makerIn(call).projectId,
      );
    const rows = [...new Map([...own, ...ofResources].map((row) => [row.id, row])).values()];
    const wanted = rows.filter((row) => {
      const view = newMetricView(row) as Readonly<Record<string, unknown>>;
      return filters.every((name) => !query.has(name) || view[name] === query.get(name));
    });
    return json(
      200,
      page(call, wanted).map((row) => metricView(row, room.policies)),
    );
  };

  const show = (row: MetricRow) =>
    json(
      200,
      metricWithResource(
        row,
        row.resourceId === null ? undefined : resourceCalled(room, row.resourceId),
        room.policies,
      ),
    );

  const remove = (row: MetricRow) => {
    if (room.metrics.delete(row.id) === undefined) throw noSuchMetric(row.id);
    room.posted.delete(row.id);
    const owner = row.resourceId === null ? undefined : room.resources.get(row.resourceId);
    if (owner !== undefined) {
      const left = Object.entries(owner.metrics).filter(([, id]) => id !== row.id);
      room.resources.update(owner.id, { metrics: Object.fromEntries(left) });
    }
    return empty(204);
  };

  const add = async (call: Call, row: MetricRow) => {
    post(room, row.id, measuresIn(await call.json()));
    return empty(202);
  };

  const read = (call: Call, row: MetricRow) => {
    if (call.query.has('resample')) throw notServed('resample measures');
    const method = call.query.get('aggregation') ?? 'mean';
    return json(200, shown(seriesOf(room, row, method, readWindow(call, now()))));
  };

  const addSeveral = async (call: Call) => {
    const told = Object.entries(validInput(measuresBatchRequest, await call.json()));
    const unknown = told.map(([id]) => id).filter((id) => metricCalled(room, id) === undefined);
    if (unknown.length > 0) throw unknownMetrics(unknown);
    const posted = told.map(([id, measures]) => ({
      row: foundMetric(room, call.caller, id, 'write'),
      measures: measuresIn(measures),
    }));
    for (const { row, measures } of posted) post(room, row.id, measures);
    return empty(202);
  };

  /** The same below `/v1/metric/…` and below a resource. */
  const routesOfOne = (
    path: string,
    found: (call: Call, what: 'read' | 'write') => MetricRow,
  ): Route<undefined>[] => [
    {
      method: 'GET',
      path,
      operation: 'show metric',
      handler: (call) => show(found(call, 'read')),
    },
    {
      method: 'DELETE',
      path,
      operation: 'delete metric',
      handler: (call) => remove(found(call, 'write')),
    },
    {
      method: 'GET',
      path: `${path}/measures`,
      operation: 'list measures',
      handler: (call) => read(call, found(call, 'read')),
    },
    {
      method: 'POST',
      path: `${path}/measures`,
      operation: 'add measures',
      handler: (call) => add(call, found(call, 'write')),
    },
  ];
  return [
    { method: 'GET', path: '/v1/metric', operation: 'list metrics', handler: list },
    { method: 'POST', path: '/v1/metric', operation: 'create metric', handler: create },
    ...routesOfOne('/v1/metric/:id', byId),
    ...routesOfOne('/v1/resource/:type/:id/metric/:name', byName),
    {
      method: 'POST',
      path: '/v1/batch/metrics/measures',
      operation: 'add measures of several metrics',
      handler: addSeveral,
    },
  ];
}

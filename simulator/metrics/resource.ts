/** What measures are about. Source: Gnocchi 4.7, rest/api. */
import { namedMetricsRequest } from '../../src/contract/metrics/metric.ts';
import { resourceChange, resourceRequest } from '../../src/contract/metrics/resource.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest, notServed } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import { readSearch } from '../kernel/search.ts';
import type { Route } from '../kernel/service.ts';
import { metricExists, resourceExists, validInput } from './faults.ts';
import { instantOf } from './instants.ts';
import { namedMetrics, notOurs } from './metric-creation.ts';
import { page } from './page.ts';
import { resourceId } from './resource-id.ts';
import type { ResourceRow } from './resource-table.ts';
import { typeCalled } from './resource-type-table.ts';
import { foundResource, makerIn, metricCalled, resourcesFor, type Room } from './room.ts';
import { metricView, resourceView } from './views.ts';

const ofAll = Object.keys(resourceRequest.shape);

export function resourceRoutes(room: Room): Route<undefined>[] {
  const { world, resources, metrics, posted } = room;

  const typeIn = (call: Call): string => {
    return typeCalled(room.types, call.param('type')).name;
  };
  /** @throws Fault 400 for one that the type does not have */
  const attributesIn = (type: string, body: Readonly<Record<string, unknown>>) => {
    const own = Object.entries(body).filter(([name]) => !ofAll.includes(name));
    const known = typeCalled(room.types, type).attributes;
    const foreign = own.find(([name]) => !Object.hasOwn(known, name));
    if (foreign !== undefined) throw badRequest(`extra keys not allowed @ data['${foreign[0]}']`);
    return Object.fromEntries(own);
  };
  const instant = (told: string | number): number => {
    const at = instantOf(told, world.clock.now());
    if (at === undefined) throw badRequest(`Unable to convert timestamps: ${String(told)}`);
    return at;
  };
  const found = (call: Call, what: 'read' | 'write'): ResourceRow =>
    foundResource(
      room,
      call.caller,
      typeIn(call),
      resourceId(call.param('id'), makerIn(call)),
      what,
    );
  /** One that a client made. @throws Fault 409 for what the telemetry service keeps */
  const own = (call: Call): ResourceRow => {
    const row = found(call, 'write');
    if (resources.get(row.id) === undefined) throw notOurs(row);
    return row;
  };

  const create = async (call: Call) => {
    const type = typeIn(call);
    const body = validInput(resourceRequest, await call.json());
    const maker = makerIn(call);
    const id = resourceId(body.id, maker);
    const attributes = attributesIn(type, body);
    const { attributes: known } = typeCalled(room.types, type);
    const missing = Object.entries(known).find(
      ([name, { required }]) => required && attributes[name] === undefined,
    );
    if (missing !== undefined)
      throw badRequest(`required key not provided @ data['${missing[0]}']`);
    if (resources.get(id) !== undefined || room.servers.resource(id) !== undefined) {
      throw resourceExists(id);
    }
    const now = world.clock.now();
    const row = resources.insert({
      id,
      originalId: body.id,
      type,
      maker,
      projectId: body.project_id ?? null,
      userId: body.user_id ?? null,
      startedAt: body.started_at === undefined ? now : instant(body.started_at),
      endedAt: body.ended_at == null ? null : instant(body.ended_at),
      revisionStart: now,
      attributes,
      metrics: namedMetrics(room, call.caller, maker, body.metrics ?? {}, id),
    });
    const place = `${call.base}/v1/resource/${type}/${id}`;
    return json(201, resourceView(row), [['location', place]]);
  };

  const change = async (call: Call) => {
    const row = own(call);
    const body = validInput(resourceChange, await call.json());
    const attributes = { ...row.attributes, ...attributesIn(row.type, body) };
    const changed = resources.update(row.id, {
      attributes,
      ...(body.project_id === undefined ? {} : { projectId: body.project_id }),
      ...(body.user_id === undefined ? {} : { userId: body.user_id }),
      ...(body.started_at === undefined ? {} : { startedAt: instant(body.started_at) }),
      ...(body.ended_at === undefined
        ? {}
        : { endedAt: body.ended_at === null ? null : instant(body.ended_at) }),
      ...(body.metrics === undefined
        ? {}
        : { metrics: namedMetrics(room, call.caller, makerIn(call), body.metrics, row.id) }),
      revisionStart: world.clock.now(),
    });
    return json(200, resourceView(changed ?? row));
  };

  const remove = (call: Call) => {
    const row = own(call);
    resources.delete(row.id);
    for (const id of Object.values(row.metrics)) {
      metrics.delete(id);
      posted.delete(id);
    }
    return empty(204);
  };

  const search = async (call: Call) => {
    const type = typeIn(call);
    if (call.query.has('filter')) throw notServed('search by a filter in the query');
    const tree = (await call.json()) ?? {};
    const wanted = Object.keys(tree).length === 0 ? () => true : readSearch(tree);
    const views = resourcesFor(room, call.caller, type).map(resourceView);
    const matching = views.filter((view) =>
      wanted((name) => (view as Readonly<Record<string, unknown>>)[name]),
    );
    return json(200, page(call, matching));
  };

  const addMetrics = async (call: Call) => {
    const row = own(call);
    const wishes = validInput(namedMetricsRequest, await call.json());
    const known = Object.keys(wishes).find((name) => Object.hasOwn(row.metrics, name));
    if (known !== undefined) throw metricExists(known);
    const added = namedMetrics(room, call.caller, makerIn(call), wishes, row.id);
    const all = { ...row.metrics, ...added };
    resources.update(row.id, { metrics: all });
    return json(200, metricsOf(all));
  };
  const metricsOf = (ids: ResourceRow['metrics']) =>
    Object.values(ids).flatMap((id) => {
      const metric = metricCalled(room, id);
      return metric === undefined ? [] : [metricView(metric, room.policies)];
    });

  const all = '/v1/resource/:type';
  const one = `${all}/:id`;
  return [
    {
      method: 'GET',
      path: all,
      operation: 'list resources',
      handler: (call) =>
        json(200, page(call, resourcesFor(room, call.caller, typeIn(call))).map(resourceView)),
    },
    { method: 'POST', path: all, operation: 'create resource', handler: create },
    {
      method: 'GET',
      path: one,
      operation: 'show resource',
      handler: (call) => json(200, resourceView(found(call, 'read'))),
    },
    { method: 'PATCH', path: one, operation: 'update resource', handler: change },
    { method: 'DELETE', path: one, operation: 'delete resource', handler: remove },
    {
      method: 'GET',
      path: `${one}/metric`,
      operation: 'list metrics of a resource',
      handler: (call) => json(200, metricsOf(found(call, 'read').metrics)),
    },
    {
      method: 'POST',
      path: `${one}/metric`,
      operation: 'add metrics to a resource',
      handler: addMetrics,
    },
    {
      method: 'POST',
      path: '/v1/search/resource/:type',
      operation: 'search resources',
      handler: search,
    },
  ];
}

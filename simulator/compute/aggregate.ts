/** Host aggregates. Source: Compute API reference, "Host aggregates". */
import type { z } from 'zod';
import {
  aggregateAction,
  type AggregateAnswer,
  type AggregatesAnswer,
  createAggregateRequest,
  type NewAggregateAnswer,
  updateAggregateRequest,
} from '../../src/contract/compute/aggregate.ts';
import { badRequest, conflict, notFound } from '../kernel/fault.ts';
import { json, type Reply } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { Duplicate } from '../kernel/table.ts';
import { validBody } from '../kernel/valid-body.ts';
import { type Aggregate, present, regroup, zoneKey, zonesOf } from './aggregate-table.ts';
import { nothing } from './faults.ts';
import { isoMicroseconds } from './instants.ts';
import type { ComputeCall, Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';

type Action = z.output<typeof aggregateAction>;

export function aggregateRoutes({
  aggregates,
  hosts,
  policy,
  servers,
  world,
}: ComputeNeeds): Route<Served>[] {
  type What =
    'index' | 'show' | 'create' | 'update' | 'delete' | 'add_host' | 'remove_host' | 'set_metadata';
  const may = (call: ComputeCall, what: What) => {
    policy.enforce(`os_compute_api:os-aggregates:${what}`, call.caller);
  };
  const described = ({ state: { minor } }: ComputeCall, row: Aggregate) => ({
    id: row.number,
    name: row.name,
    availability_zone: row.metadata[zoneKey] ?? null,
    created_at: isoMicroseconds(row.createdAt),
    updated_at: row.updatedAt === undefined ? null : isoMicroseconds(row.updatedAt),
    deleted: false,
    deleted_at: null,
    ...(minor < 41 ? {} : { uuid: row.uuid }),
  });
  const view = (call: ComputeCall, row: Aggregate) => ({
    ...described(call, row),
    hosts: [...row.hosts],
    metadata: { ...row.metadata },
  });
  const shown = (call: ComputeCall, row: Aggregate): Reply =>
    json(200, { aggregate: view(call, row) } satisfies AggregateAnswer);

  const rowFor = (call: ComputeCall): Aggregate => {
    const id = call.param('id');
    const row = aggregates.get(id);
    if (row === undefined || row.deleted) throw notFound(`Aggregate ${id} could not be found.`);
    return row;
  };

  /** Changes it, and puts its hosts where they then belong. @throws Fault 409 when the name is taken */
  const change = (row: Aggregate, how: Partial<Aggregate>): Aggregate => {
    try {
      aggregates.update(String(row.number), { ...how, updatedAt: world.clock.now() });
    } catch (thrown) {
      if (!(thrown instanceof Duplicate)) throw thrown;
      throw conflict(`Aggregate ${how.name ?? row.name} already exists.`);
    }
    const changed = aggregates.get(String(row.number)) ?? row;
    for (const host of new Set([...row.hosts, ...changed.hosts])) regroup(hosts, aggregates, host);
    return changed;
  };

  const refused = (what: string, row: Aggregate, reason: string) =>
    `Cannot ${what} aggregate ${String(row.number)}. Reason: ${reason}.`;

  /** A host is in one zone, and does not leave it with servers on it. @throws Fault 400, 409 */
  const mustAllowZone = (row: Aggregate, zone: string | null | undefined) => {
    if (zone === undefined || (zone ?? undefined) === row.metadata[zoneKey]) return;
    for (const host of row.hosts) {
      if (servers.count('host', host) > 0) {
        const reason = 'One or more hosts contain instances in this zone';
        throw badRequest(refused('update', row, reason));
      }
      mustBeInNoOther(row, host, zone ?? undefined, 'update');
    }
  };
  const mustBeInNoOther = (
    row: Aggregate,
    host: string,
    zone: string | undefined,
    what: string,
  ) => {
    const others = present(aggregates).filter(({ number }) => number !== row.number);
    const [other] = zonesOf(others, host).filter((each) => each !== zone);
    if (zone === undefined || other === undefined) return;
    const reason = `One or more hosts already in availability zone(s) ['${other}']`;
    throw conflict(refused(what, row, reason));
  };

  const create = async (call: ComputeCall) => {
    may(call, 'create');
    const { aggregate: wish } = validBody(createAggregateRequest, await call.json());
    if (aggregates.find('name', wish.name) !== undefined) {
      throw conflict(`Aggregate ${wish.name} already exists.`);
    }
    const zone = wish.availability_zone;
    const row = aggregates.insert({
      number: aggregates.size + 1,
      uuid: world.ids.uuid(),
      name: wish.name,
      hosts: [],
      metadata: typeof zone === 'string' ? { [zoneKey]: zone } : {},
      createdAt: world.clock.now(),
      updatedAt: undefined,
      deleted: false,
    });
    return json(200, { aggregate: described(call, row) } satisfies NewAggregateAnswer);
  };

  const update = async (call: ComputeCall) => {
    may(call, 'update');
    const { aggregate: wish } = validBody(updateAggregateRequest, await call.json());
    const row = rowFor(call);
    const { name, availability_zone: zone } = wish;
    mustAllowZone(row, zone);
    const metadata = zone === undefined ? row.metadata : merged(row.metadata, { [zoneKey]: zone });
    return shown(call, change(row, { metadata, ...(name === undefined ? {} : { name }) }));
  };

  const remove = (call: ComputeCall) => {
    may(call, 'delete');
    const row = rowFor(call);
    if (row.hosts.length > 0) {
      throw badRequest(refused('delete', row, 'Host aggregate is not empty'));
    }
    aggregates.update(String(row.number), { deleted: true });
    return nothing(200);
  };

  const addHost = (row: Aggregate, host: string) => {
    if (hosts.get(host) === undefined) throw notFound(`Compute host ${host} could not be found.`);
    if (row.hosts.includes(host)) {
      throw conflict(`Aggregate ${String(row.number)} already has host ${host}.`);
    }
    const zone = row.metadata[zoneKey];
    mustBeInNoOther(row, host, zone, 'add host to');
    if (zone !== undefined && zone !== hosts.get(host)?.zone && servers.count('host', host) > 0) {
      throw conflict(refused('add host to', row, 'One or more hosts contain instances'));
    }
    return change(row, { hosts: [...row.hosts, host] });
  };
  const removeHost = (row: Aggregate, host: string) => {
    if (!row.hosts.includes(host)) {
      throw notFound(`Cannot remove host ${host} in aggregate ${String(row.number)}`);
    }
    return change(row, { hosts: row.hosts.filter((each) => each !== host) });
  };

  const act = async (call: ComputeCall) => {
    const action: Action = validBody(aggregateAction, await call.json());
    if ('add_host' in action) {
      may(call, 'add_host');
      return shown(call, addHost(rowFor(call), action.add_host.host));
    }
    if ('remove_host' in action) {
      may(call, 'remove_host');
      return shown(call, removeHost(rowFor(call), action.remove_host.host));
    }
    may(call, 'set_metadata');
    const row = rowFor(call);
    const { metadata } = action.set_metadata;
    mustAllowZone(row, metadata[zoneKey]);
    return shown(call, change(row, { metadata: merged(row.metadata, metadata) }));
  };

  const all = '/v2.1/os-aggregates';
  const one = `${all}/:id`;
  return [
    {
      method: 'GET',
      path: all,
      operation: 'list aggregates',
      handler: (call) => {
        may(call, 'index');
        const rows = present(aggregates).map((row) => view(call, row));
        return json(200, { aggregates: rows } satisfies AggregatesAnswer);
      },
    },
    { method: 'POST', path: all, operation: 'create aggregate', handler: create },
    {
      method: 'GET',
      path: one,
      operation: 'show aggregate',
      handler: (call) => {
        may(call, 'show');
        return shown(call, rowFor(call));
      },
    },
    { method: 'PUT', path: one, operation: 'update aggregate', handler: update },
    { method: 'DELETE', path: one, operation: 'delete aggregate', handler: remove },
    { method: 'POST', path: `${one}/action`, operation: 'act on an aggregate', handler: act },
  ];
}

/** Null takes an entry away. */
const merged = (
  before: Aggregate['metadata'],
  change: Readonly<Record<string, string | null>>,
): Aggregate['metadata'] =>
  Object.fromEntries(
    Object.entries({ ...before, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    ),
  );

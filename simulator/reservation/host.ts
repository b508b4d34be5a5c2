/** Hosts that can be reserved, for administrators. Source: Blazar 17.0.0 (2026.1), recorded. */
import type {
  AllocationAnswer,
  AllocationsAnswer,
  HostAnswer,
  HostsAnswer,
} from '../../src/contract/reservation/host.ts';
import { writeInstant } from '../../src/contract/reservation/wire-types.ts';
import type { Call } from '../kernel/call.ts';
import { conflict, forbidden, notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { pythonText } from '../kernel/value-text.ts';
import { gone, internal, noSuchObject } from './faults.ts';
import { hostView } from './host-view.ts';
import { toldIn } from './lease-wish.ts';
import { reservationPolicy } from './policy.ts';
import type { Room } from './room.ts';
import type { HostRow } from './tables.ts';

type HostCall = Call<undefined>;

/** Enters a host of compute. @throws Fault when there is none, it is known, or has servers */
export function enterHost({ world, calendar, tables, compute }: Room, name: string): HostRow {
  const found = compute.host(name);
  if (found === undefined) throw notFound(`Host '${name}' not found!`);
  if (tables.hosts.find('name', name) !== undefined) {
    throw conflict(`Conflict on creating resource provider blazar_${name} `);
  }
  if (found.servers.length > 0) {
    const servers = found.servers.map(({ id: uuid, name: called }) => ({ name: called, uuid }));
    throw conflict(`Servers [${pythonText(servers)}] found for host ${name}`);
  }
  const numbers = tables.hosts.all().map(({ id }) => Number(id));
  const { servers: _servers, ...host } = found;
  return tables.hosts.insert({
    ...host,
    id: String(Math.max(0, ...numbers) + 1),
    trustId: world.ids.hex32(),
    properties: {},
    createdAt: calendar.now(),
  });
}

export function hostRoutes(room: Room): Route<undefined>[] {
  const { tables, capacity } = room;
  const { hosts } = tables;

  /** @throws Fault 404 */
  const named = (id: string): HostRow => {
    const row = hosts.get(id);
    if (row === undefined) throw noSuchObject('host_id', id);
    return row;
  };
  const seen = (call: HostCall): HostRow => {
    reservationPolicy.enforce('oshosts:get', call.caller);
    return named(call.param('id'));
  };
  const allocationOf = ({ id }: HostRow) => ({
    resource_id: id,
    reservations: capacity.reservationsOf(id).map(({ lease, part }) => ({
      id: part.id,
      lease_id: lease.id,
      start_date: writeInstant(lease.start),
      end_date: writeInstant(lease.end),
    })),
  });

  const create = async (call: HostCall) => {
    reservationPolicy.enforce('oshosts:post', call.caller);
    const told = toldIn(await call.json());
    if (typeof told['name'] !== 'string') {
      throw forbidden(`Invalid values for host ${pythonText(told)}`);
    }
    return json(201, { host: hostView(enterHost(room, told['name'])) } satisfies HostAnswer);
  };
  const update = async (call: HostCall) => {
    reservationPolicy.enforce('oshosts:put', call.caller);
    const told = toldIn(await call.json());
    if (Object.keys(told).length === 0) throw internal(400, 'No data to update');
    const row = named(call.param('id'));
    const said = Object.fromEntries(Object.entries(told).map(([key, one]) => [key, String(one)]));
    const properties = { ...row.properties, ...said };
    const next = hosts.update(row.id, { properties }) ?? row;
    return json(200, { host: hostView(next) } satisfies HostAnswer);
  };
  const remove = (call: HostCall) => {
    const row = seen(call);
    reservationPolicy.enforce('oshosts:delete', call.caller);
    if (capacity.reservationsOf(row.id).length > 0) {
      throw conflict(`Can't delete host ${row.id}. The host is reserved.`);
    }
    hosts.delete(row.id);
    return gone;
  };

  /** What has been said of hosts, and how often. */
  const properties = ({ caller, query }: HostCall) => {
    reservationPolicy.enforce('oshosts:get_resource_properties', caller);
    const all = hosts.all().flatMap((host) => Object.entries(host.properties));
    const names = [...new Set(all.map(([name]) => name))];
    const valuesOf = (name: string) => [
      ...new Set(all.filter(([each]) => each === name).map(([, value]) => value)),
    ];
    const detail = query.get('detail')?.toLowerCase() === 'true';
    return json(200, {
      resource_properties: names.map((property) =>
        detail ? { property, private: false, values: valuesOf(property) } : { property },
      ),
    });
  };

  return [
    {
      method: 'GET',
      path: '/v1/os-hosts',
      operation: 'list hosts',
      handler({ caller }) {
        reservationPolicy.enforce('oshosts:get', caller);
        return json(200, { hosts: hosts.all().map(hostView) } satisfies HostsAnswer);
      },
    },
    { method: 'POST', path: '/v1/os-hosts', operation: 'create a host', handler: create },
    {
      method: 'GET',
      path: '/v1/os-hosts/properties',
      operation: 'list properties of hosts',
      handler: properties,
    },
    {
      method: 'PATCH',
      path: '/v1/os-hosts/properties/:name',
      operation: 'update a property of hosts',
    },
    {
      method: 'GET',
      path: '/v1/os-hosts/allocations',
      operation: 'list allocations of hosts',
      handler({ caller }) {
        reservationPolicy.enforce('oshosts:get_allocations', caller);
        const allocations = hosts.all().map(allocationOf);
        return json(200, { allocations } satisfies AllocationsAnswer);
      },
    },
    {
      method: 'GET',
      path: '/v1/os-hosts/:id/allocation',
      operation: 'show the allocation of a host',
      handler(call) {
        reservationPolicy.enforce('oshosts:get_allocations', call.caller);
        const allocation = allocationOf(named(call.param('id')));
        return json(200, { allocation } satisfies AllocationAnswer);
      },
    },
    {
      method: 'GET',
      path: '/v1/os-hosts/:id',
      operation: 'show a host',
      handler: (call) => json(200, { host: hostView(seen(call)) } satisfies HostAnswer),
    },
    { method: 'PUT', path: '/v1/os-hosts/:id', operation: 'update a host', handler: update },
    { method: 'DELETE', path: '/v1/os-hosts/:id', operation: 'delete a host', handler: remove },
  ];
}

/** Floating IPs that can be reserved. Source: Blazar 17.0.0 (2026.1), recorded. */
import type {
  ReservableFloatingIp,
  ReservableFloatingIpAnswer,
  ReservableFloatingIpsAnswer,
} from '../../src/contract/reservation/floating-ip.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest, conflict, notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { databaseFault, gone, internal, missingParameter } from './faults.ts';
import { stamp } from './instants.ts';
import { toldIn } from './lease-wish.ts';
import { reservationPolicy } from './policy.ts';
import type { Room } from './room.ts';
import type { AddressRow } from './tables.ts';

const view = (row: AddressRow) =>
  ({
    id: row.id,
    floating_network_id: row.networkId,
    subnet_id: row.subnetId,
    floating_ip_address: row.address,
    reservable: true,
    created_at: stamp(row.createdAt),
    updated_at: null,
  }) satisfies ReservableFloatingIp;

/** @throws Fault when it is no address that may be reserved */
export function enterAddress(
  { world, calendar, tables, network }: Room,
  networkId: string,
  address: string,
): AddressRow {
  const found = network.place(networkId, address);
  if ('why' in found) {
    if (found.why === 'no network') throw badRequest(`Failed to find network ${networkId}`);
    if (found.why === 'no address') throw internal();
    if (found.why === 'no subnet') {
      throw notFound(`Valid subnet for the floating IP ${address} is not found.`);
    }
    throw badRequest(
      `The floating IP ${address} is used in allocation_pools or gateway_ip in subnet ${found.in ?? ''} .`,
    );
  }
  if (tables.addresses.find('address', `${networkId} ${address}`) !== undefined) {
    throw databaseFault('DuplicateEntry');
  }
  return tables.addresses.insert({ ...found, id: world.ids.uuid(), createdAt: calendar.now() });
}

export function floatingIpRoutes(room: Room): Route<undefined>[] {
  const { addresses } = room.tables;
  const seen = (call: Call<undefined>): AddressRow => {
    reservationPolicy.enforce('floatingips:get', call.caller);
    const id = call.param('id');
    const row = addresses.get(id);
    if (row === undefined) throw notFound(`Floating IP ${id} not found.`);
    return row;
  };
  const create = async (call: Call<undefined>) => {
    reservationPolicy.enforce('floatingips:post', call.caller);
    const told = toldIn(await call.json());
    const names = ['floating_network_id', 'floating_ip_address'];
    const missing = names.filter((name) => told[name] === undefined);
    if (missing.length > 0) throw missingParameter(missing.join(','));
    const [networkId = '', address = ''] = names.map((name) => String(told[name]));
    const floatingip = view(enterAddress(room, networkId, address));
    return json(201, { floatingip } satisfies ReservableFloatingIpAnswer);
  };
  const remove = (call: Call<undefined>) => {
    reservationPolicy.enforce('floatingips:delete', call.caller);
    const { id } = seen(call);
    if (room.capacity.reservationsOf(id).length > 0) {
      throw conflict(
        `Can't delete floating IP ${id}. Floating IP id ${id} is allocated by reservations.`,
      );
    }
    addresses.delete(id);
    return gone;
  };
  return [
    {
      method: 'GET',
      path: '/v1/floatingips',
      operation: 'list floating IPs',
      handler({ caller }) {
        reservationPolicy.enforce('floatingips:get', caller);
        const floatingips = addresses.all().map(view);
        return json(200, { floatingips } satisfies ReservableFloatingIpsAnswer);
      },
    },
    { method: 'POST', path: '/v1/floatingips', operation: 'create a floating IP', handler: create },
    {
      method: 'GET',
      path: '/v1/floatingips/:id',
      operation: 'show a floating IP',
      handler: (call) => json(200, { floatingip: view(seen(call)) }),
    },
    {
      method: 'DELETE',
      path: '/v1/floatingips/:id',
      operation: 'delete a floating IP',
      handler: remove,
    },
  ];
}

/** Reservations (leases on the wire): `/leases`, Reservation API v1. */
import { randomUUID } from 'node:crypto';
import { refusalText } from '../../contract/refusal.ts';
import {
  instanceReservation,
  type Lease,
  leaseAnswer,
  leasesAnswer,
} from '../../contract/reservation/lease.ts';
import {
  type LeaseStatus,
  nowWord,
  readInstant,
  writeMinute,
} from '../../contract/reservation/wire-types.ts';
import { reservedAddressesAnswer } from '../../contract/network/outside.ts';
import { Refusal, Violation } from '../../failures.ts';
import type { Answer } from '../../transport/http.ts';
import { mustShow, mustSucceed, type Reading } from '../openstack-answers.ts';
import type { Attributes, Keeper } from '../port.ts';
import type { Reservation, Reservations, ReservationState } from '../reservation-port.ts';
import type { ServiceAsk, Session } from '../session.ts';
import { addressNetwork, leastCompute, mostCompute, mostNetwork } from '../reservation-offer.ts';
import { attributesOf, changeToWire, counts, reservationToWire } from '../reserved-resource.ts';

const states: Readonly<Record<LeaseStatus, ReservationState>> = {
  CREATING: 'changing',
  PENDING: 'pending',
  STARTING: 'changing',
  ACTIVE: 'active',
  UPDATING: 'changing',
  TERMINATING: 'changing',
  TERMINATED: 'ended',
  DELETING: 'changing',
  ERROR: 'error',
};

const fromWire = ({
  id,
  name,
  status,
  start_date,
  end_date,
  reservations,
}: Lease): Reservation => ({
  id,
  name,
  state: states[status],
  start: readInstant(start_date),
  end: readInstant(end_date),
  attributes: reservations[0] === undefined ? {} : attributesOf(reservations[0]),
});

/**
 * That there is not enough has no status of its own: 500 for hosts, 400 for addresses. What it says decides.
 * @throws Refusal `over capacity`
 */
function mustHaveEnough(answer: Answer): Answer {
  const said = answer.status < 400 ? undefined : refusalText(answer.text);
  if (said !== undefined && /^Not enough .+ available$/.test(said)) {
    throw new Refusal('over capacity', answer.status, said);
  }
  return answer;
}

const pathOf = (id: string): string => `/leases/${encodeURIComponent(id)}`;
const reading = (doing: string, status: number): Reading => ({ doing, success: [status] });

export function reservationsOf(session: Session): Reservations & Keeper {
  const ask = (method: ServiceAsk['method'], path: string, json?: unknown) =>
    session.ask('reservation', { method, path, ...(json === undefined ? {} : { json }) });
  const show = async (id: string): Promise<Lease> =>
    mustShow(await ask('GET', pathOf(id)), leaseAnswer, reading('show a reservation', 200)).lease;
  const list = async (): Promise<readonly Reservation[]> => {
    const answer = await ask('GET', '/leases');
    const { leases } = mustShow(answer, leasesAnswer, reading('list reservations', 200));
    return leases.map((each) =>
      fromWire(each.status === 'CREATING' ? { ...each, reservations: [] } : each),
    );
  };
  const change = async (id: string, json: object): Promise<void> => {
    const answer = mustHaveEnough(await ask('PUT', pathOf(id), json));
    mustShow(answer, leaseAnswer, reading('change a reservation', 200));
  };
  /** What a lease of ours holds. @throws Violation when it holds nothing */
  const held = async (id: string): Promise<Lease['reservations'][number]> => {
    const [first] = (await show(id)).reservations;
    if (first !== undefined) return first;
    throw new Violation({ expected: `the reservation ${id} to hold something`, observed: 'none' });
  };

  return {
    address: 'reservation/reservation',
    counts,
    unknownId: () => randomUUID(),
    least: (kind) =>
      kind === 'compute' ? leastCompute(session) : Promise.resolve({ [counts.network]: '1' }),
    most: (kind) => (kind === 'compute' ? mostCompute(session) : mostNetwork(session)),
    async create(kind, name, wish, { start, end }) {
      const place = kind === 'network' ? { network_id: await addressNetwork(session) } : {};
      const answer = await ask('POST', '/leases', {
        name,
        start_date: start === 'now' ? nowWord : writeMinute(start),
        end_date: writeMinute(end),
        reservations: [reservationToWire(kind, wish, place)],
        events: [],
      });
      const read = reading('create a reservation', 201);
      return fromWire(mustShow(mustHaveEnough(answer), leaseAnswer, read).lease);
    },
    list,
    query: async (id) => fromWire(await show(id)),
    prolong: (id, end) => change(id, { end_date: writeMinute(end) }),
    async enlarge(id, wish) {
      const { id: part, resource_type: type } = await held(id);
      await change(id, { reservations: [changeToWire(part, type, wish)] });
    },
    async terminate(id) {
      mustSucceed(await ask('DELETE', pathOf(id)), reading('terminate a reservation', 204));
    },
    async use(id): Promise<Attributes> {
      const part = instanceReservation.safeParse(await held(id));
      if (part.success) return { flavour: part.data.flavor_id };
      throw new Error(`the reservation ${id} is none of virtual computes`);
    },
    async addresses(id) {
      const tag = encodeURIComponent(`reservation:${(await held(id)).id}`);
      const path = `/floatingips?tags=${tag}`;
      const answer = await session.ask('network', { method: 'GET', path });
      return mustShow(
        answer,
        reservedAddressesAnswer,
        reading('list addresses', 200),
      ).floatingips.map(({ floating_ip_address: address }) => address);
    },
    named: async (name) => (await list()).filter((one) => one.name === name).map(({ id }) => id),
    async exists(id) {
      const answer = await ask('GET', pathOf(id));
      if (answer.status === 404) return false;
      mustShow(answer, leaseAnswer, reading('show a reservation', 200));
      return true;
    },
    async remove(id) {
      const answer = await ask('DELETE', pathOf(id));
      mustSucceed(answer, { doing: 'remove a reservation', success: [204, 404] });
    },
  };
}

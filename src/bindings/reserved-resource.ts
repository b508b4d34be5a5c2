/** What can be reserved, between the words of features and the reservations that a lease holds. */
import {
  floatingIpResource,
  instanceResource,
  type Reservation as WireReservation,
} from '../contract/reservation/lease.ts';
import { amount, canonicalAmounts, inUnit, type Quantity } from './attributes.ts';
import type { Attributes } from './port.ts';
import type { ReservedKind } from './reservation-port.ts';

const compute = 'virtual computes';
const network = 'public addresses';

export const counts = { compute, network } as const;

const quantities: Readonly<Record<ReservedKind, Readonly<Record<string, Quantity>>>> = {
  compute: {
    [compute]: { field: 'amount', unit: '' },
    vCPUs: { field: 'vcpus', unit: '' },
    memory: { field: 'memory_mb', unit: 'MiB' },
    'local storage': { field: 'disk_gb', unit: 'GiB' },
  },
  network: { [network]: { field: 'amount', unit: '' } },
};

/** What is said of every reservation of a kind; the service wants all of it. */
const constant: Readonly<Record<ReservedKind, object>> = {
  compute: { resource_type: instanceResource, affinity: null, resource_properties: '' },
  network: { resource_type: floatingIpResource, required_floatingips: [] },
};

/** @throws Error for a word that is no attribute of the kind */
const amountsOf = (kind: ReservedKind, wish: Attributes) =>
  Object.fromEntries(
    Object.entries(canonicalAmounts(wish, quantities[kind])).map(([word, text]) => {
      const { field = word, unit = '' } = quantities[kind][word] ?? {};
      return [field, inUnit(text, unit)];
    }),
  );

/** @param place where it is to be, by the id of a network; not of computes */
export const reservationToWire = (
  kind: ReservedKind,
  wish: Attributes,
  place: { readonly network_id?: string },
): object => ({ ...constant[kind], ...place, ...amountsOf(kind, wish) });

/** Only what is to change. */
export const changeToWire = (id: string, type: string, wish: Attributes): object => ({
  id,
  ...amountsOf(type === instanceResource ? 'compute' : 'network', wish),
});

/** What is reserved, in the words of features; nothing of kinds of which these do not speak. */
export function attributesOf(reservation: WireReservation): Attributes {
  const { resource_type: type } = reservation;
  const kind =
    type === instanceResource ? 'compute' : type === floatingIpResource ? 'network' : undefined;
  if (kind === undefined) return {};
  return Object.fromEntries(
    Object.entries(quantities[kind]).map(([word, { field, unit }]) => [
      word,
      amount(Number(reservation[field]), unit),
    ]),
  );
}

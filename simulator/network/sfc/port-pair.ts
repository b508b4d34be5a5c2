/**
 * Pairs of ports. Sources: networking-sfc API reference, "Port Pairs"; its extension `sfc` and what it keeps
 * of pairs, read at c5607049.
 */
import type { PortPair as WirePortPair } from '../../../src/contract/network/port-chaining.ts';
import type { Caller } from '../../kernel/caller.ts';
import type { World } from '../../kernel/world.ts';
import type { Attributes, Wish } from '../attributes.ts';
import { networkFault } from '../faults.ts';
import type { PortRow, Ports } from '../port-table.ts';
import type { Resource, View } from '../resource.ts';
import { newRow, touched } from '../row.ts';
import { type Check, type Convert, oneOf, toInteger, uuid } from '../values.ts';
import {
  chainingAttributes,
  chainingView,
  inUse,
  keysOf,
  notFound,
  ofProject,
  renaming,
  targetOf,
} from './chaining-room.ts';
import type { PortPairGroups, PortPairRow, PortPairs } from './chaining-tables.ts';

type Parameters = PortPairRow['parameters'];
const usual: Parameters = { correlation: null, weight: 1 };
/** @throws Fault 400 */
const toParameters: Convert = (value) => {
  const told = { ...usual, ...(value as Partial<Parameters> | null) };
  return { ...told, weight: toInteger(told.weight) };
};
const correlations = oneOf(null, 'mpls', 'nsh');
const checkParameters: Check = (value) =>
  keysOf(...Object.keys(usual))(value) ?? correlations((value as Parameters).correlation);

const attributes: Attributes = {
  ...chainingAttributes,
  ingress: { post: true, required: true, check: uuid, filter: true },
  egress: { post: true, required: true, check: uuid, filter: true },
  service_function_parameters: {
    post: true,
    byDefault: usual,
    convert: toParameters,
    check: checkParameters,
  },
};

interface Told {
  readonly name: string;
  readonly description: string;
  readonly ingress: string;
  readonly egress: string;
  readonly service_function_parameters: Parameters;
}

const view = (row: PortPairRow) =>
  ({
    ...chainingView(row),
    ingress: row.ingress,
    egress: row.egress,
    service_function_parameters: row.parameters,
  }) satisfies WirePortPair;

export const portPairNotFound = notFound('Port Pair', 'PortPairNotFound');

export interface PortPairNeeds {
  readonly world: World;
  readonly ports: Ports;
  readonly portPairs: PortPairs;
  readonly portPairGroups: PortPairGroups;
  readonly seesPort: (caller: Caller, row: PortRow) => boolean;
}

export function portPairResource(needs: PortPairNeeds): Resource<PortPairRow> {
  const { world, ports, portPairs, portPairGroups, seesPort } = needs;
  const seen = (id: string, caller: Caller): PortRow => {
    const row = ports.get(id);
    if (row !== undefined && seesPort(caller, row)) return row;
    throw networkFault(404, 'PortPairPortNotFound', `Port Pair port ${id} not found.`);
  };
  return {
    name: 'port_pair',
    collection: 'port_pairs',
    path: 'sfc/port_pairs',
    attributes,
    rows: portPairs,
    notFound: portPairNotFound,
    sees: ofProject,
    view,
    target: targetOf,

    create(wish: Wish, caller: Caller) {
      const told = wish as Wish & Told;
      const same = portPairs
        .all()
        .find(({ ingress, egress }) => ingress === told.ingress && egress === told.egress);
      if (same !== undefined) throw taken(same);
      refuseApart(seen(told.ingress, caller), seen(told.egress, caller));
      return portPairs.insert({
        ...newRow(world, { projectId: wish.project_id, description: told.description }),
        name: told.name,
        ingress: told.ingress,
        egress: told.egress,
        parameters: told.service_function_parameters,
      });
    },

    update: (row: PortPairRow, change: View) =>
      portPairs.update(row.id, touched(world, row, renaming(change))) ?? row,

    remove({ id }: PortPairRow) {
      if (portPairGroups.all().some((group) => group.portPairs.includes(id))) {
        throw inUse('Port Pair', 'PortPairInUse', id);
      }
      portPairs.delete(id);
    },
  };
}

/** @throws Fault 400 unless one device has both ports */
function refuseApart(ingress: PortRow, egress: PortRow): void {
  const noHost = (what: 'Ingress' | 'Egress', { id }: PortRow) =>
    networkFault(
      400,
      `PortPair${what}NoHost`,
      `Port Pair ${what.toLowerCase()} port ${id} does not belong to a host.`,
    );
  if (ingress.deviceId === '') throw noHost('Ingress', ingress);
  if (egress.deviceId === '') throw noHost('Egress', egress);
  if (ingress.deviceId === egress.deviceId) return;
  throw networkFault(
    400,
    'PortPairIngressEgressDifferentHost',
    `Port Pair ingress port ${ingress.id} and egress port ${egress.id} not in the same host.`,
  );
}

const taken = ({ id, ingress, egress }: PortPairRow) =>
  networkFault(
    400,
    'PortPairIngressEgressInUse',
    `Port Pair with ingress port ${ingress} and egress port ${egress} is already used by another Port Pair ${id}.`,
  );

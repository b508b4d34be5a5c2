/**
 * Descriptions of traffic. Sources: networking-sfc API reference, "Flow Classifiers"; its extension
 * `flow_classifier` and what it keeps of them, read at c5607049.
 */
import type { FlowClassifier as WireClassifier } from '../../../src/contract/network/port-chaining.ts';
import type { Caller } from '../../kernel/caller.ts';
import type { World } from '../../kernel/world.ts';
import { parseBlock } from '../addresses.ts';
import type { Attribute, Attributes, Wish } from '../attributes.ts';
import { networkFault } from '../faults.ts';
import type { PortRow, Ports } from '../port-table.ts';
import type { Resource, View } from '../resource.ts';
import { newRow, touched } from '../row.ts';
import { type Check, orNull, shown, uuid } from '../values.ts';
import {
  chainingAttributes,
  chainingView,
  inUse,
  notFound,
  ofProject,
  renaming,
  targetOf,
} from './chaining-room.ts';
import type { FlowClassifierRow, FlowClassifiers, PortChains } from './chaining-tables.ts';
import { checkFlow, overlapsBetween, toEthertype, toPortNumber, toProtocol } from './flow.ts';

const block: Check = (value) =>
  typeof value === 'string' && parseBlock(value) !== undefined
    ? undefined
    : `'${shown(value)}' is not a valid IP subnet.`;

const once = (more: Attribute): Attribute => ({
  post: true,
  byDefault: null,
  filter: true,
  ...more,
});
const portNumber = once({ convert: toPortNumber });
const prefix = once({ check: orNull(block) });
const port = once({ check: orNull(uuid) });

const attributes: Attributes = {
  ...chainingAttributes,
  ethertype: once({ byDefault: 'IPv4', convert: toEthertype }),
  protocol: once({ convert: toProtocol }),
  source_port_range_min: portNumber,
  source_port_range_max: portNumber,
  destination_port_range_min: portNumber,
  destination_port_range_max: portNumber,
  source_ip_prefix: prefix,
  destination_ip_prefix: prefix,
  logical_source_port: port,
  logical_destination_port: port,
  l7_parameters: { post: true, byDefault: {}, convert: (value) => value ?? {} },
};

interface Told {
  readonly name: string;
  readonly description: string;
  readonly ethertype: 'IPv4' | 'IPv6';
  readonly protocol: string | null;
  readonly source_port_range_min: number | null;
  readonly source_port_range_max: number | null;
  readonly destination_port_range_min: number | null;
  readonly destination_port_range_max: number | null;
  readonly source_ip_prefix: string | null;
  readonly destination_ip_prefix: string | null;
  readonly logical_source_port: string | null;
  readonly logical_destination_port: string | null;
  readonly l7_parameters: object;
}

const view = (row: FlowClassifierRow) =>
  ({
    ...chainingView(row),
    ethertype: row.ethertype,
    protocol: row.protocol,
    source_port_range_min: row.sourcePorts.min,
    source_port_range_max: row.sourcePorts.max,
    destination_port_range_min: row.destinationPorts.min,
    destination_port_range_max: row.destinationPorts.max,
    source_ip_prefix: row.sourcePrefix,
    destination_ip_prefix: row.destinationPrefix,
    logical_source_port: row.sourcePort,
    logical_destination_port: row.destinationPort,
    l7_parameters: {},
  }) satisfies WireClassifier;

export const classifierNotFound = notFound('Flow Classifier', 'FlowClassifierNotFound');
export const classifierInUse = (id: string) => inUse('Flow Classifier', 'FlowClassifierInUse', id);

export interface FlowClassifierNeeds {
  readonly world: World;
  readonly ports: Ports;
  readonly flowClassifiers: FlowClassifiers;
  readonly portChains: PortChains;
  readonly seesPort: (caller: Caller, row: PortRow) => boolean;
  readonly seesAll: (caller: Caller) => boolean;
}

export function flowClassifierResource(needs: FlowClassifierNeeds): Resource<FlowClassifierRow> {
  const { world, ports, flowClassifiers, portChains, seesPort, seesAll } = needs;
  return {
    name: 'flow_classifier',
    collection: 'flow_classifiers',
    path: 'sfc/flow_classifiers',
    attributes,
    rows: flowClassifiers,
    notFound: classifierNotFound,
    sees: ofProject,
    view,
    target: targetOf,

    create(wish: Wish, caller: Caller) {
      const told = wish as Wish & Told;
      const row: FlowClassifierRow = {
        ...newRow(world, { projectId: wish.project_id, description: told.description }),
        name: told.name,
        ethertype: told.ethertype,
        protocol: told.protocol,
        sourcePorts: { min: told.source_port_range_min, max: told.source_port_range_max },
        destinationPorts: {
          min: told.destination_port_range_min,
          max: told.destination_port_range_max,
        },
        sourcePrefix: told.source_ip_prefix,
        destinationPrefix: told.destination_ip_prefix,
        sourcePort: told.logical_source_port,
        destinationPort: told.logical_destination_port,
      };
      const [unknown] = Object.keys(told.l7_parameters);
      if (unknown !== undefined) throw noSuchParameter(unknown);
      checkFlow(row);
      for (const id of [row.sourcePort, row.destinationPort]) {
        const seen = id === null ? undefined : ports.get(id);
        if (id !== null && (seen === undefined || !seesPort(caller, seen))) throw noSuchPort(id);
      }
      const others = seesAll(caller)
        ? flowClassifiers.all()
        : flowClassifiers.list('project', wish.project_id);
      const same = others.find((other) => overlapsBetween(row, other));
      if (same !== undefined) throw conflicts(same.id);
      return flowClassifiers.insert(row);
    },

    update: (row: FlowClassifierRow, change: View) =>
      flowClassifiers.update(row.id, touched(world, row, renaming(change))) ?? row,

    remove({ id }: FlowClassifierRow) {
      if (portChains.all().some(({ classifiers }) => classifiers.includes(id))) {
        throw classifierInUse(id);
      }
      flowClassifiers.delete(id);
    },
  };
}

const conflicts = (id: string) =>
  networkFault(
    400,
    'FlowClassifierInConflict',
    `Flow Classifier conflicts with another Flow Classifier ${id}.`,
  );
const noSuchPort = (id: string) =>
  networkFault(404, 'FlowClassifierPortNotFound', `Flow Classifier Neutron Port ${id} not found.`);
const noSuchParameter = (key: string) =>
  networkFault(
    400,
    'FlowClassifierInvalidL7Parameter',
    `Invalid Flow Classifier parameters: Unknown key ${key}.. Supported flow classifier parameters are {}.`,
  );

/**
 * What steers traffic in a world: which traffic, the pairs of ports that it passes, groups of such pairs, and
 * chains of groups. Source: networking-sfc, "System Design and Workflow".
 */
import type { Table } from '../../kernel/table.ts';
import type { World } from '../../kernel/world.ts';
import type { StandardRow } from '../row.ts';

interface ChainingRow extends StandardRow {
  readonly name: string;
}

/** Where traffic enters a function, and where it leaves it. */
export interface PortPairRow extends ChainingRow {
  readonly ingress: string;
  readonly egress: string;
  readonly parameters: { readonly correlation: string | null; readonly weight: number };
}

/** Functions of which each does the same: one of them is passed. */
export interface PortPairGroupRow extends ChainingRow {
  readonly portPairs: readonly string[];
  readonly parameters: object;
  readonly tapEnabled: boolean;
  /** Counted through all projects. */
  readonly number: number;
}

/** Null: any. */
export interface FlowClassifierRow extends ChainingRow {
  readonly ethertype: 'IPv4' | 'IPv6';
  readonly protocol: string | null;
  readonly sourcePorts: PortRange;
  readonly destinationPorts: PortRange;
  readonly sourcePrefix: string | null;
  readonly destinationPrefix: string | null;
  readonly sourcePort: string | null;
  readonly destinationPort: string | null;
}
export interface PortRange {
  readonly min: number | null;
  readonly max: number | null;
}

export interface PortChainRow extends ChainingRow {
  /** In the order in which traffic passes them. */
  readonly groups: readonly string[];
  readonly classifiers: readonly string[];
  readonly parameters: { readonly correlation: string; readonly symmetric: boolean };
  /** Counted through all projects. */
  readonly number: number;
}

type Rows<Row extends ChainingRow> = Table<Row, never, 'project', 'id'>;
export type PortPairs = Rows<PortPairRow>;
export type PortPairGroups = Rows<PortPairGroupRow>;
export type FlowClassifiers = Rows<FlowClassifierRow>;
export type PortChains = Rows<PortChainRow>;

const rowsOf = <Row extends ChainingRow>({ store }: World, name: string): Rows<Row> =>
  store.table<Row, never, 'project', 'id'>(`network/${name}`, {
    key: ({ id }) => id,
    groups: { project: ({ projectId }) => projectId },
    orders: { id: ({ id }) => id },
  });

export type ChainingTables = ReturnType<typeof createChainingTables>;

export const createChainingTables = (world: World) => ({
  portPairs: rowsOf<PortPairRow>(world, 'port-pair'),
  portPairGroups: rowsOf<PortPairGroupRow>(world, 'port-pair-group'),
  flowClassifiers: rowsOf<FlowClassifierRow>(world, 'flow-classifier'),
  portChains: rowsOf<PortChainRow>(world, 'port-chain'),
});

/** The first number, from 1, that no row has. */
export function freeNumber(rows: readonly { readonly number: number }[]): number {
  const taken = new Set(rows.map(({ number }) => number));
  let number = 1;
  while (taken.has(number)) number += 1;
  return number;
}

/**
 * Chains: which traffic passes which groups, in order. Sources: networking-sfc API reference, "Port Chains"; its
 * extension `sfc` and what it keeps of chains, read at c5607049.
 */
import type { PortChain as WireChain } from '../../../src/contract/network/port-chaining.ts';
import type { Caller } from '../../kernel/caller.ts';
import type { World } from '../../kernel/world.ts';
import type { Attributes, Wish } from '../attributes.ts';
import { networkFault } from '../faults.ts';
import type { Resource, View } from '../resource.ts';
import { newRow, touched } from '../row.ts';
import {
  type Check,
  type Convert,
  oneOf,
  shown,
  toBoolean,
  toInteger,
  toListIfNull,
} from '../values.ts';
import {
  chainingAttributes,
  chainingView,
  ids,
  keysOf,
  notFound,
  ofProject,
  renaming,
  targetOf,
} from './chaining-room.ts';
import {
  type FlowClassifierRow,
  freeNumber,
  type PortChainRow,
  type PortChains,
  type PortPairGroupRow,
  type PortPairs,
} from './chaining-tables.ts';
import { classifierInUse } from './flow-classifier.ts';
import { overlaps } from './flow.ts';

type Parameters = PortChainRow['parameters'];
const usual: Parameters = { correlation: 'mpls', symmetric: false };
const largest = 65_535;

const inRange: Check = (value) => {
  if (Number(value) < 0) return `'${shown(value)}' is too small - must be at least '0'.`;
  return Number(value) > largest
    ? `'${shown(value)}' is too large - must be no larger than '${String(largest)}'.`
    : undefined;
};

/** @throws Fault 400 for a chain of nothing */
const toGroups: Convert = (value) => {
  const list = value === null ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
  if (list.length > 0) return list;
  throw networkFault(
    400,
    'PortPairGroupNotSpecified',
    'Port Pair Group is not specified in Port Chain.',
  );
};

const correlations = oneOf('mpls', 'nsh');
const parameterCheck: Check = (value) =>
  keysOf(...Object.keys(usual))(value) ?? correlations((value as Parameters).correlation);

const attributes: Attributes = {
  ...chainingAttributes,
  chain_id: {
    post: true,
    byDefault: 0,
    convert: toInteger,
    check: inRange,
    filter: true,
  },
  port_pair_groups: { post: true, put: true, required: true, convert: toGroups, check: ids },
  flow_classifiers: { post: true, put: true, byDefault: [], convert: toListIfNull, check: ids },
  chain_parameters: {
    post: true,
    byDefault: usual,
    convert(value) {
      const told = { ...usual, ...(value as Partial<Parameters> | null) };
      return { ...told, symmetric: toBoolean(told.symmetric) };
    },
    check: parameterCheck,
  },
};

interface Told {
  readonly name: string;
  readonly description: string;
  readonly chain_id: number;
  readonly port_pair_groups: readonly string[];
  readonly flow_classifiers: readonly string[];
  readonly chain_parameters: Parameters;
}

const view = (row: PortChainRow) =>
  ({
    ...chainingView(row),
    port_pair_groups: [...row.groups],
    flow_classifiers: [...row.classifiers],
    chain_parameters: row.parameters,
    chain_id: row.number,
  }) satisfies WireChain;

export interface PortChainNeeds {
  readonly world: World;
  readonly portPairs: PortPairs;
  readonly portChains: PortChains;
  /** @throws Fault when the caller sees no such group */
  readonly groupSeen: (id: string, caller: Caller) => PortPairGroupRow;
  /** @throws Fault when the caller sees no such description of traffic */
  readonly classifierSeen: (id: string, caller: Caller) => FlowClassifierRow;
  /** @throws Fault when there is none, whoever asks */
  readonly classifier: (id: string) => FlowClassifierRow;
  readonly seesAll: (caller: Caller) => boolean;
}

export function portChainResource(needs: PortChainNeeds): Resource<PortChainRow> {
  const { world, portPairs, portChains, groupSeen, classifierSeen, classifier, seesAll } = needs;
  const others = (caller: Caller, projectId: string, own: string | undefined) =>
    (seesAll(caller) ? portChains.all() : portChains.list('project', projectId)).filter(
      ({ id }) => id !== own,
    );

  /** @throws Fault 404, 400 or 409 */
  const refuseGroups = (
    told: readonly string[],
    caller: Caller,
    chains: readonly PortChainRow[],
  ) => {
    const groups = told.map((id) => groupSeen(id, caller));
    const consecutive = groups.some((group, i) => group.tapEnabled && groups[i + 1]?.tapEnabled);
    if (consecutive) throw consecutiveTaps();
    const same = chains.find((chain) => chain.groups.join() === told.join());
    if (same !== undefined) throw groupsInUse(told, same.id);
    return groups;
  };
  /** @throws Fault 400 when pairs mark their traffic in another way than the chain */
  const refuseMarks = (groups: readonly PortPairGroupRow[], { correlation }: Parameters) => {
    for (const group of groups) {
      const marks = group.portPairs.map((id) => portPairs.get(id)?.parameters.correlation ?? null);
      if (marks.some((mark) => mark !== null && mark !== correlation)) {
        throw otherMarks(group.id);
      }
    }
  };
  /** @throws Fault 404, 400 or 409 */
  const refuseClassifiers = (
    told: readonly string[],
    caller: Caller,
    chains: readonly PortChainRow[],
    own?: string,
  ) => {
    const mine = told.map((id) => classifierSeen(id, caller));
    for (const { id } of mine) {
      const user = portChains.all().find(({ classifiers }) => classifiers.includes(id));
      if (user !== undefined && user.id !== own) throw classifierInUse(id);
    }
    for (const chain of chains) {
      for (const theirs of chain.classifiers.map(classifier)) {
        const same = mine.find((one) => overlaps(one, theirs));
        if (same !== undefined) throw conflicts(same.id, theirs.id, chain.id);
      }
    }
  };

  return {
    name: 'port_chain',
    collection: 'port_chains',
    path: 'sfc/port_chains',
    attributes,
    rows: portChains,
    notFound: notFound('Port Chain', 'PortChainNotFound'),
    sees: ofProject,
    view,
    target: targetOf,

    create(wish: Wish, caller: Caller) {
      const told = wish as Wish & Told;
      const chains = others(caller, wish.project_id, undefined);
      const groups = refuseGroups(told.port_pair_groups, caller, chains);
      refuseMarks(groups, told.chain_parameters);
      refuseClassifiers(told.flow_classifiers, caller, chains);
      const all = portChains.all();
      const same = all.find(({ number }) => number === told.chain_id);
      if (same !== undefined) throw numberTaken(told.chain_id, same.id);
      return portChains.insert({
        ...newRow(world, { projectId: wish.project_id, description: told.description }),
        name: told.name,
        groups: told.port_pair_groups,
        classifiers: told.flow_classifiers,
        parameters: told.chain_parameters,
        number: told.chain_id === 0 ? freeNumber(all) : told.chain_id,
      });
    },

    update(row: PortChainRow, change: View, caller: Caller) {
      const { flow_classifiers: classifiers, port_pair_groups: groups } = change as Partial<Told>;
      const chains = others(caller, row.projectId, row.id);
      if (groups !== undefined) refuseGroups(groups, caller, chains);
      if (classifiers !== undefined) refuseClassifiers(classifiers, caller, chains, row.id);
      const next = {
        ...renaming(change),
        ...(groups === undefined ? {} : { groups }),
        ...(classifiers === undefined ? {} : { classifiers }),
      };
      return portChains.update(row.id, touched(world, row, next)) ?? row;
    },

    remove: ({ id }: PortChainRow) => void portChains.delete(id),
  };
}

const consecutiveTaps = () =>
  networkFault(
    400,
    'ConsecutiveTapPPGNotSupported',
    'Consecutive Tap PPG in port-chain is not supported now.',
  );
const groupsInUse = (groups: readonly string[], chain: string) =>
  networkFault(
    409,
    'InvalidPortPairGroups',
    `Port Pair Group(s) ${shown(groups)} in use by Port Chain ${chain}.`,
  );
const otherMarks = (group: string) =>
  networkFault(
    400,
    'PortChainInconsistentCorrelations',
    `Port Chain attempted creation included a Port Pair Group (${group}) with a different protocol used as correlation type.`,
  );
const conflicts = (own: string, theirs: string, chain: string) =>
  networkFault(
    400,
    'PortChainFlowClassifierInConflict',
    `Flow Classifier ${own} conflicts with Flow Classifier ${theirs} in port chain ${chain}.`,
  );
const numberTaken = (number: number, chain: string) =>
  networkFault(
    400,
    'PortChainChainIdInConflict',
    `Chain id ${String(number)} conflicts with Chain id in port chain ${chain}.`,
  );

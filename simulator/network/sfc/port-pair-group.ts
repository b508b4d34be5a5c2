/**
 * Groups of pairs of ports. Sources: networking-sfc API reference, "Port Pair Groups"; its extensions `sfc` and
 * `tap` and what it keeps of groups, read at c5607049.
 */
import type { PortPairGroup as WireGroup } from '../../../src/contract/network/port-chaining.ts';
import type { Caller } from '../../kernel/caller.ts';
import type { World } from '../../kernel/world.ts';
import { type Attributes, type Wish } from '../attributes.ts';
import { networkFault } from '../faults.ts';
import type { Resource, View } from '../resource.ts';
import { newRow, touched } from '../row.ts';
import { type Check, shown, toBoolean, toListIfNull } from '../values.ts';
import {
  chainingAttributes,
  chainingView,
  ids,
  inUse,
  keysOf,
  notFound,
  ofProject,
  renaming,
  targetOf,
} from './chaining-room.ts';
import {
  freeNumber,
  type PortChains,
  type PortPairGroupRow,
  type PortPairGroups,
  type PortPairRow,
} from './chaining-tables.ts';

const usual = {
  lb_fields: [],
  ppg_n_tuple_mapping: { ingress_n_tuple: {}, egress_n_tuple: {} },
};

/** By what traffic may be distributed among pairs. */
const fields = ['eth', 'ip', 'tcp', 'udp'].flatMap((layer) => [`${layer}_src`, `${layer}_dst`]);
const checkParameters: Check = (value) => {
  const { lb_fields: told } = value as { lb_fields: unknown };
  if (!Array.isArray(told)) return `'${shown(told)}' is not a list`;
  const illegal = told.map(shown).filter((field) => !fields.includes(field));
  return illegal.length === 0
    ? keysOf(...Object.keys(usual))(value)
    : `Illegal values in a list: ${illegal.join(', ')}.`;
};

const attributes: Attributes = {
  ...chainingAttributes,
  group_id: { filter: true },
  port_pairs: { post: true, put: true, byDefault: [], convert: toListIfNull, check: ids },
  tap_enabled: { post: true, byDefault: false, convert: toBoolean, filter: true },
  port_pair_group_parameters: {
    post: true,
    byDefault: usual,
    convert: (value) => ({ ...usual, ...(value as object | null) }),
    check: checkParameters,
  },
};

interface Told {
  readonly name: string;
  readonly description: string;
  readonly port_pairs: readonly string[];
  readonly tap_enabled: boolean;
  readonly port_pair_group_parameters: object;
}

const view = (row: PortPairGroupRow) =>
  ({
    ...chainingView(row),
    port_pairs: [...row.portPairs],
    tap_enabled: row.tapEnabled,
    port_pair_group_parameters: row.parameters,
    group_id: row.number,
  }) satisfies WireGroup;

export const groupNotFound = notFound('Port Pair Group', 'PortPairGroupNotFound');

export interface PortPairGroupNeeds {
  readonly world: World;
  readonly portPairGroups: PortPairGroups;
  readonly portChains: PortChains;
  /** @throws Fault when the caller sees no such pair */
  readonly pairSeen: (id: string, caller: Caller) => PortPairRow;
}

export function portPairGroupResource(needs: PortPairGroupNeeds): Resource<PortPairGroupRow> {
  const { world, portPairGroups, portChains, pairSeen } = needs;
  /** @throws Fault unless these pairs are free for the group, and can be in one */
  const refuseUnfit = (told: readonly string[], tap: boolean, caller: Caller, own?: string) => {
    const pairs = told.map((id) => pairSeen(id, caller));
    if (new Set(pairs.map(({ parameters }) => parameters.correlation)).size > 1) {
      throw inconsistent();
    }
    for (const { id } of pairs) {
      const holder = portPairGroups.all().find((group) => group.portPairs.includes(id));
      if (holder !== undefined && holder.id !== own) throw inUse('Port Pair', 'PortPairInUse', id);
    }
    if (tap && pairs.length > 1) throw severalInTap();
  };
  return {
    name: 'port_pair_group',
    collection: 'port_pair_groups',
    path: 'sfc/port_pair_groups',
    attributes,
    rows: portPairGroups,
    notFound: groupNotFound,
    sees: ofProject,
    view,
    target: targetOf,

    create(wish: Wish, caller: Caller) {
      const told = wish as Wish & Told;
      refuseUnfit(told.port_pairs, told.tap_enabled, caller);
      return portPairGroups.insert({
        ...newRow(world, { projectId: wish.project_id, description: told.description }),
        name: told.name,
        portPairs: told.port_pairs,
        tapEnabled: told.tap_enabled,
        parameters: told.port_pair_group_parameters,
        number: freeNumber(portPairGroups.all()),
      });
    },

    update(row: PortPairGroupRow, change: View, caller: Caller) {
      const { port_pairs: portPairs } = change as Partial<Told>;
      if (portPairs !== undefined) refuseUnfit(portPairs, row.tapEnabled, caller, row.id);
      const next = { ...renaming(change), ...(portPairs === undefined ? {} : { portPairs }) };
      return portPairGroups.update(row.id, touched(world, row, next)) ?? row;
    },

    remove({ id }: PortPairGroupRow) {
      if (portChains.all().some(({ groups }) => groups.includes(id))) {
        throw inUse('Port Pair Group', 'PortPairGroupInUse', id);
      }
      portPairGroups.delete(id);
    },
  };
}

const inconsistent = () =>
  networkFault(
    400,
    'InconsistentCorrelations',
    'Port Pair Group attempted creation included Port Pairs with inconsistent correlation types.',
  );
const severalInTap = () =>
  networkFault(
    400,
    'MultiplePortPairsInTapPPGNotSupported',
    'Multiple port pairs in Tap port-pair-group is not allowed.',
  );

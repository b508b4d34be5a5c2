/** Policies about quality of service. Source: Networking API reference, "QoS policies". */
import type { QosPolicy as WirePolicy } from '../../src/contract/network/qos-policy.ts';
import type { World } from '../kernel/world.ts';
import { type Attributes, flag, standardAttributes, text, type Wish } from './attributes.ts';
import { networkFault } from './faults.ts';
import type { Networks } from './network-table.ts';
import {
  type BandwidthLimit,
  qosPolicyNotFound,
  type QosPolicies,
  type QosPolicyRow,
  seesQosPolicy,
} from './qos-policy-table.ts';
import type { Resource, View } from './resource.ts';
import { newRow, standardView, touched } from './row.ts';

const attributes: Attributes = {
  ...standardAttributes,
  name: { ...text(), required: true },
  shared: flag(false),
  is_default: flag(false),
  rules: {},
};

export const limitView = ({ id, kbps, burstKbps, direction }: BandwidthLimit) => ({
  id,
  max_kbps: kbps,
  max_burst_kbps: burstKbps,
  direction,
});

const view = (row: QosPolicyRow) =>
  ({
    ...standardView(row),
    name: row.name,
    shared: row.shared,
    is_default: row.isDefault,
    rules: row.limits.map((limit) => ({
      ...limitView(limit),
      type: 'bandwidth_limit',
      qos_policy_id: row.id,
    })),
  }) satisfies WirePolicy;

export interface QosPolicyNeeds {
  readonly world: World;
  readonly qosPolicies: QosPolicies;
  readonly networks: Networks;
}

export function qosPolicyResource(needs: QosPolicyNeeds): Resource<QosPolicyRow> {
  const { world, qosPolicies, networks } = needs;
  return {
    name: 'policy',
    collection: 'policies',
    path: 'qos/policies',
    attributes,
    rows: qosPolicies,
    notFound: qosPolicyNotFound,
    ofOthers: () => qosPolicies.list('common', 'yes'),
    sees: seesQosPolicy,
    view,
    target: ({ projectId }) => ({ project_id: projectId }),

    create(wish: Wish) {
      const told = wish as Wish & Told;
      return qosPolicies.insert({
        ...newRow(world, { projectId: wish.project_id, description: told.description }),
        name: told.name,
        shared: told.shared,
        isDefault: told.is_default,
        limits: [],
      });
    },

    update(row: QosPolicyRow, change: View) {
      const { name, description, shared, is_default: isDefault } = change as Partial<Told>;
      const told = Object.entries({ name, description, shared, isDefault });
      const known = Object.fromEntries(told.filter(([, value]) => value !== undefined));
      return qosPolicies.update(row.id, touched(world, row, known)) ?? row;
    },

    remove(row: QosPolicyRow) {
      const user = networks.all().find(({ qosPolicyId }) => qosPolicyId === row.id);
      if (user !== undefined) {
        const message = `QoS Policy ${row.id} is used by network ${user.id}.`;
        throw networkFault(409, 'QosPolicyInUse', message);
      }
      qosPolicies.delete(row.id);
    },
  };
}

interface Told {
  readonly name: string;
  readonly description: string;
  readonly shared: boolean;
  readonly is_default: boolean;
}

/** The quality of service policies of a world. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { networkFault } from './faults.ts';
import type { StandardRow } from './row.ts';

/** How much may pass. */
export interface BandwidthLimit {
  readonly id: string;
  readonly kbps: number;
  readonly burstKbps: number;
  readonly direction: 'egress' | 'ingress';
}

export interface QosPolicyRow extends StandardRow {
  readonly name: string;
  /** Every project may use it. */
  readonly shared: boolean;
  readonly isDefault: boolean;
  readonly limits: readonly BandwidthLimit[];
}
export type QosPolicies = Table<QosPolicyRow, never, 'project' | 'common', 'id'>;

export const createQosPolicies = (world: World): QosPolicies =>
  world.store.table<QosPolicyRow, never, 'project' | 'common', 'id'>('network/qos-policy', {
    key: ({ id }) => id,
    groups: {
      project: ({ projectId }) => projectId,
      common: ({ shared }) => (shared ? 'yes' : undefined),
    },
    orders: { id: ({ id }) => id },
  });

export const seesQosPolicy = (projectId: string | undefined, row: QosPolicyRow): boolean =>
  row.shared || row.projectId === projectId;

export const qosPolicyNotFound = (id: string) =>
  networkFault(404, 'QosPolicyNotFound', `QoS policy ${id} could not be found.`);

/** All tables of the service. */
import type {
  EventType,
  LeaseStatus,
  ReservationStatus,
} from '../../src/contract/reservation/wire-types.ts';
import type { World } from '../kernel/world.ts';
import type { OuterAddress } from './ports.ts';

/** What is wished of one kind of resource. */
export type Wish =
  | {
      readonly type: 'physical:host';
      readonly min: number;
      readonly max: number;
      readonly hypervisorProperties: string;
      readonly resourceProperties: string;
    }
  | {
      readonly type: 'virtual:instance';
      readonly vcpus: number;
      /** MiB */
      readonly memory: number;
      /** GiB */
      readonly disk: number;
      readonly amount: number;
    }
  | {
      readonly type: 'virtual:floatingip';
      readonly networkId: string;
      readonly amount: number;
      readonly required: readonly string[];
    };

export interface Part {
  readonly id: string;
  /** Of the wish, a thing of its own behind the interface. */
  readonly resourceId: string;
  readonly aggregateId: number;
  readonly status: ReservationStatus;
  readonly wish: Wish;
  /** How much it has of what, by the id of host or address. */
  readonly given: Readonly<Record<string, number>>;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface LeaseEvent {
  readonly id: string;
  readonly type: EventType;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly done: boolean;
  readonly updatedAt: number | undefined;
}

export interface LeaseRow {
  readonly id: string;
  readonly name: string;
  readonly userId: string;
  readonly projectId: string;
  readonly trustId: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
  readonly status: LeaseStatus;
  readonly parts: readonly Part[];
  readonly events: readonly LeaseEvent[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface HostRow {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly vcpus: number;
  readonly memory: number;
  readonly disk: number;
  readonly trustId: string;
  /** What administrators say of it. */
  readonly properties: Readonly<Record<string, string>>;
  readonly createdAt: number;
}

export interface AddressRow extends OuterAddress {
  readonly id: string;
  readonly createdAt: number;
}

export type Tables = ReturnType<typeof createTables>;

export const createTables = ({ store }: World) => ({
  leases: store.table<LeaseRow, never, 'project'>('reservation/lease', {
    key: ({ id }) => id,
    groups: { project: ({ projectId }) => projectId },
  }),
  hosts: store.table<HostRow, 'name'>('reservation/host', {
    key: ({ id }) => id,
    unique: { name: ({ name }) => name },
  }),
  addresses: store.table<AddressRow, 'address'>('reservation/address', {
    key: ({ id }) => id,
    unique: { address: ({ networkId, address }) => `${networkId} ${address}` },
  }),
});

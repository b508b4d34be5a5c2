/** The alarms of a world, and what became of them. */
import type {
  AggregationRule,
  AlarmRequest,
  AlarmState,
  EventRule,
  ResourceRule,
} from '../../src/contract/alarming/alarm.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

/** Which kind of alarm, and what it watches. */
export type Watched =
  | { readonly type: 'event'; readonly rule: EventRule }
  | { readonly type: 'gnocchi_resources_threshold'; readonly rule: ResourceRule }
  | {
      readonly type: 'gnocchi_aggregation_by_resources_threshold';
      readonly rule: AggregationRule;
    };

export interface AlarmRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly watched: Watched;
  readonly state: AlarmState;
  readonly stateReason: string;
  readonly severity: AlarmRequest['severity'];
  /** Addresses that are called when it comes into a state. */
  readonly actions: Readonly<Record<AlarmState, readonly string[]>>;
  readonly repeatActions: boolean;
  /** Empty: it is about what concerns no tenant. */
  readonly projectId: string;
  readonly userId: string;
  /** Milliseconds since the epoch, as all instants here. */
  readonly changedAt: number;
  readonly stateAt: number;
  readonly evaluatedAt: number;
}
export type Alarms = Table<AlarmRow, never, 'project' | 'listening'>;

export const createAlarms = (world: World): Alarms =>
  world.store.table<AlarmRow, never, 'project' | 'listening'>('alarming/alarm', {
    key: ({ id }) => id,
    groups: {
      project: ({ projectId }) => projectId,
      /** By the tenant whose events it waits for. */
      listening: ({ enabled, watched, projectId }) =>
        enabled && watched.type === 'event' ? projectId : undefined,
    },
  });

export interface ChangeRow {
  readonly id: string;
  readonly alarmId: string;
  readonly type: 'creation' | 'rule change' | 'state transition' | 'deletion';
  readonly detail: object;
  readonly projectId: string;
  readonly userId: string;
  /** Whose alarm it is. */
  readonly onBehalfOf: string;
  readonly severity: AlarmRow['severity'] | null;
  readonly at: number;
}
export type Changes = Table<ChangeRow, never, 'alarm'>;

export const createChanges = (world: World): Changes =>
  world.store.table<ChangeRow, never, 'alarm'>('alarming/change', {
    key: ({ id }) => id,
    groups: { alarm: ({ alarmId }) => alarmId },
  });

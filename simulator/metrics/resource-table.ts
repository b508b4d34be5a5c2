/** What measures are about, and the metrics that keep them. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import type { Measure } from './aggregation.ts';

/** Who made something. */
export interface Maker {
  readonly userId: string;
  readonly projectId: string;
}

export interface ResourceRow {
  readonly id: string;
  /** As its maker called it. */
  readonly originalId: string;
  readonly type: string;
  readonly maker: Maker;
  readonly projectId: string | null;
  readonly userId: string | null;
  /** Milliseconds since the epoch, as all instants here. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly revisionStart: number;
  /** Those of its type. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Ids by name. */
  readonly metrics: Readonly<Record<string, string>>;
}
export type Resources = Table<ResourceRow>;

export interface MetricRow {
  readonly id: string;
  readonly name: string | null;
  readonly unit: string | null;
  readonly resourceId: string | null;
  readonly policy: string;
  readonly maker: Maker;
}
export type Metrics = Table<MetricRow, never, 'maker'>;

/** What was posted to a metric, in the order of time. */
export interface PostedRow {
  readonly metricId: string;
  readonly measures: readonly Measure[];
}
export type Posted = Table<PostedRow>;

/** What a poll of a metric finds from an instant on, whatever the server's life would make of it. */
export interface HeldRow {
  readonly metricId: string;
  readonly measures: readonly Measure[];
}
export type Held = Table<HeldRow>;

export function createTables({ store }: World) {
  return {
    resources: store.table<ResourceRow>('metrics/resource', {
      key: ({ id }) => id,
    }),
    metrics: store.table<MetricRow, never, 'maker'>('metrics/metric', {
      key: ({ id }) => id,
      groups: { maker: ({ maker }) => maker.projectId },
    }),
    posted: store.table<PostedRow>('metrics/posted', { key: ({ metricId }) => metricId }),
    held: store.table<HeldRow>('metrics/held', { key: ({ metricId }) => metricId }),
  };
}

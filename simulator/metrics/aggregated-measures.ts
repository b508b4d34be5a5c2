/** The measures of a metric as its archive policy keeps them, by what a request asks for. */
import type { AggregatedMeasure } from '../../src/contract/metrics/wire-types.ts';
import type { Call } from '../kernel/call.ts';
import { aggregated, type Measure } from './aggregation.ts';
import { invalidArgument, noSuchAggregation, noSuchGranularity } from './faults.ts';
import { instantOf, isoInstant, secondsOf } from './instants.ts';
import type { MetricRow } from './resource-table.ts';
import { measuresOf, type Room } from './room.ts';

/** What of measures is wished for; instants in milliseconds since the epoch. */
export interface Window {
  readonly from: number;
  /** Not with it. */
  readonly to: number;
  /** Seconds; without it every one that there is. */
  readonly granularity: number | undefined;
}

/** @throws Fault 400 */
export function readWindow({ query }: Call, now: number): Window {
  const instant = (name: 'start' | 'stop', otherwise: number): number => {
    const text = query.get(name);
    if (text === null || text === '') return otherwise;
    const at = instantOf(text, now);
    if (at === undefined) throw invalidArgument(`Unable to convert timestamps: ${name}=${text}`);
    return at;
  };
  const text = query.get('granularity');
  const granularity = text === null ? undefined : secondsOf(text);
  if (text !== null && (granularity === undefined || granularity <= 0)) {
    throw invalidArgument(`Unable to parse timespan: granularity=${text}`);
  }
  return { from: instant('start', 0), to: instant('stop', Infinity), granularity };
}

/** Of one granularity. */
export interface Series {
  /** Seconds. */
  readonly granularity: number;
  readonly measures: readonly Measure[];
}

/**
 * The coarsest granularity first, as the service shows them.
 * @throws Fault 404 for a method or granularity that the policy of the metric does not keep
 */
export function seriesOf(
  room: Room,
  metric: MetricRow,
  method: string,
  { from, to, granularity }: Window,
): readonly Series[] {
  const policy = room.policies.get(metric.policy);
  if (policy?.methods.includes(method) !== true) throw noSuchAggregation(metric.id, method);
  const kept = policy.definition.filter(
    (each) => granularity === undefined || each.granularity === granularity,
  );
  if (kept.length === 0) throw noSuchGranularity(metric.id, method, granularity ?? 0);
  const now = room.world.clock.now();
  return kept.toReversed().map((each) => {
    const span = each.granularity * 1000;
    const begin = Math.max(Math.floor(from / span) * span, now - each.timespan * 1000);
    // The measure before the first tells the first step of a rate.
    const raw = measuresOf(room, metric.id, begin - span, to);
    const measures = aggregated(raw, method, each.granularity).filter(
      ({ at }) => at >= begin && at < to,
    );
    return { granularity: each.granularity, measures };
  });
}

export const shown = (series: readonly Series[]): AggregatedMeasure[] =>
  series.flatMap(({ granularity, measures }) =>
    measures.map(({ at, value }): AggregatedMeasure => [isoInstant(at), granularity, value]),
  );

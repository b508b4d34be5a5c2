/** How measures are kept: archive policies, those of a fresh service first. Source: Gnocchi 4.7, archive_policy. */
import type { ArchivePolicy as WireArchivePolicy } from '../../src/contract/metrics/archive-policy.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

export interface ArchivePolicy {
  readonly name: string;
  readonly methods: readonly string[];
  /** Both in seconds, the finest granularity first. */
  readonly definition: readonly { readonly granularity: number; readonly timespan: number }[];
}

/** Of a policy whose maker names none. */
export const usualMethods = ['mean', 'min', 'max', 'sum', 'std', 'count'];
const [minute, hour, day] = [60, 3_600, 86_400];
const policy = (
  name: string,
  methods: readonly string[],
  ...definition: readonly (readonly [number, number])[]
): ArchivePolicy => ({
  name,
  methods,
  definition: definition.map(([granularity, timespan]) => ({ granularity, timespan })),
});

/** The last two are the telemetry service's own, and keep rates. */
const ofFreshService: readonly ArchivePolicy[] = [
  policy('bool', ['last'], [1, 365 * day]),
  policy('low', usualMethods, [5 * minute, 30 * day]),
  policy('medium', usualMethods, [minute, 7 * day], [hour, 365 * day]),
  policy('high', usualMethods, [1, hour], [minute, 7 * day], [hour, 365 * day]),
  policy('ceilometer-low', ['mean'], [5 * minute, 30 * day]),
  policy(
    'ceilometer-high-rate',
    ['mean', 'rate:mean'],
    [1, hour],
    [minute, day],
    [hour, 365 * day],
  ),
  policy(
    'ceilometer-high',
    [...usualMethods, 'last', 'rate:mean'],
    [1, hour],
    [minute, day],
    [hour, 365 * day],
  ),
];

export type ArchivePolicies = Table<ArchivePolicy>;

export function createArchivePolicies({ store }: World): ArchivePolicies {
  const policies: ArchivePolicies = store.table<ArchivePolicy>('metrics/archive-policy', {
    key: ({ name }) => name,
  });
  for (const each of ofFreshService) policies.insert(each);
  return policies;
}

/** What a metric gets whose maker names none, by the rule of a fresh service. */
export const usualPolicy = 'low';
/** What measures of servers get. */
export const policyOfServers = 'ceilometer-high';

/** `7 days, 0:01:00` */
function spanText(seconds: number): string {
  const days = Math.floor(seconds / day);
  const two = (part: number) => String(part).padStart(2, '0');
  const rest = seconds % day;
  const clock = `${String(Math.floor(rest / hour))}:${two(Math.floor((rest % hour) / minute))}:${two(rest % minute)}`;
  return days === 0 ? clock : `${String(days)} day${days === 1 ? '' : 's'}, ${clock}`;
}

export const policyView = ({ name, methods, definition }: ArchivePolicy) =>
  ({
    name,
    back_window: 0,
    definition: definition.map(({ granularity, timespan }) => ({
      granularity: spanText(granularity),
      points: timespan / granularity,
      timespan: spanText(timespan),
    })),
    aggregation_methods: [...methods],
  }) satisfies WireArchivePolicy;

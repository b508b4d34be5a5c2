/** How measures are kept: the service's own archive policies. Source: Gnocchi 4.7, archive_policy. */
import type { ArchivePolicy as WireArchivePolicy } from '../../src/contract/metrics/archive-policy.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { noSuchPolicy } from './faults.ts';

export interface ArchivePolicy {
  readonly name: string;
  readonly methods: readonly string[];
  /** Both in seconds, the finest granularity first. */
  readonly definition: readonly { readonly granularity: number; readonly timespan: number }[];
}

const usual = ['mean', 'min', 'max', 'sum', 'std', 'count'];
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
const policies: readonly ArchivePolicy[] = [
  policy('bool', ['last'], [1, 365 * day]),
  policy('low', usual, [5 * minute, 30 * day]),
  policy('medium', usual, [minute, 7 * day], [hour, 365 * day]),
  policy('high', usual, [1, hour], [minute, 7 * day], [hour, 365 * day]),
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
    [...usual, 'last', 'rate:mean'],
    [1, hour],
    [minute, day],
    [hour, 365 * day],
  ),
];
const byName = new Map(policies.map((each) => [each.name, each]));

export const policyCalled = (name: string): ArchivePolicy | undefined => byName.get(name);
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

export const archivePolicyRoutes: readonly Route<undefined>[] = [
  {
    method: 'GET',
    path: '/v1/archive_policy',
    operation: 'list archive policies',
    handler: () => json(200, policies.map(policyView)),
  },
  {
    method: 'GET',
    path: '/v1/archive_policy/:name',
    operation: 'show archive policy',
    handler: (call) => {
      const name = call.param('name');
      const found = policyCalled(name);
      if (found === undefined) throw noSuchPolicy(name);
      return json(200, policyView(found));
    },
  },
  {
    method: 'GET',
    path: '/v1/archive_policy_rule',
    operation: 'list archive policy rules',
    handler: () =>
      json(200, [{ name: 'default', archive_policy_name: usualPolicy, metric_pattern: '*' }]),
  },
];

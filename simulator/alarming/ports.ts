/** What alarming needs of those who have measures. */
import type { AggregationRule, ResourceRule } from '../../src/contract/alarming/alarm.ts';
import type { Caller } from '../kernel/caller.ts';

/** A span of time, in milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The measures of a rule, or why there are none. */
export type Measured =
  { readonly values: readonly number[] } | { readonly values: undefined; readonly reason: string };

export interface MeasuresForAlarming {
  readonly aggregationMethods: readonly string[];
  /** @throws Fault as the client shall see it, when the caller cannot have such an alarm */
  readonly checkResource: (rule: ResourceRule, caller: Caller) => void;
  /**
   * The rule with its query confined to what the caller sees.
   * @throws Fault 400 for a query that is none
   */
  readonly confined: (rule: AggregationRule, caller: Caller) => AggregationRule;
  /** One value a granule that has measures, in the order of time. */
  readonly measured: (rule: ResourceRule | AggregationRule, span: Span) => Measured;
}

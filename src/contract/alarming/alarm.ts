/** Alarms. Source: Alarming API reference (Aodh), "Alarms", and its rules, API v2. */
import { z } from 'zod';

export const alarmState = z.enum(['ok', 'alarm', 'insufficient data']);
export type AlarmState = z.infer<typeof alarmState>;
export const alarmSeverity = z.enum(['low', 'moderate', 'critical']);
export type AlarmSeverity = z.infer<typeof alarmSeverity>;
export const comparison = z.enum(['lt', 'le', 'eq', 'ne', 'ge', 'gt']);
export type Comparison = z.infer<typeof comparison>;

/** What of an event must be so; all that a rule has must hold. */
const condition = z.looseObject({ field: z.string(), op: comparison, value: z.string() });

/** Fires at each event of a type, which may have `*` in it. */
export const eventRule = z.looseObject({ event_type: z.string(), query: z.array(condition) });

/** Compares what a metric of one resource has been aggregated to. */
export const thresholdRule = z.looseObject({
  metric: z.string(),
  resource_id: z.string(),
  resource_type: z.string(),
  aggregation_method: z.string(),
  comparison_operator: comparison,
  threshold: z.number(),
  evaluation_periods: z.int(),
  /** Seconds. */
  granularity: z.number(),
});

export const alarm = z.looseObject({
  alarm_id: z.string(),
  name: z.string(),
  type: z.string(),
  enabled: z.boolean(),
  severity: alarmSeverity,
  state: alarmState,
  project_id: z.string(),
  user_id: z.string(),
  repeat_actions: z.boolean(),
  ok_actions: z.array(z.string()),
  alarm_actions: z.array(z.string()),
  insufficient_data_actions: z.array(z.string()),
  /** Times without zone are UTC. */
  timestamp: z.string(),
  state_timestamp: z.string(),
  event_rule: eventRule.optional(),
  gnocchi_resources_threshold_rule: thresholdRule.optional(),
});
export type Alarm = z.infer<typeof alarm>;

/** `GET /v2/alarms` answers a list that nothing is around. */
export const alarmsAnswer = z.array(alarm);
export type AlarmsAnswer = z.infer<typeof alarmsAnswer>;

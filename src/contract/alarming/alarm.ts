/** Alarms. Source: Telemetry Alarming API v2 (Aodh), "Alarms", and the service's own types. */
import { z } from 'zod';

export const alarmStates = ['ok', 'alarm', 'insufficient data'] as const;
export type AlarmState = (typeof alarmStates)[number];
export const severities = ['low', 'moderate', 'critical'] as const;
export const operators = ['lt', 'le', 'eq', 'ne', 'ge', 'gt'] as const;
export type Operator = (typeof operators)[number];

const state = z.enum(alarmStates);
const actions = z.array(z.string());

/** A demand on one attribute of what happened; `traits.` leads to a trait. */
export const eventDemand = z.strictObject({
  field: z.string().regex(/^[a-zA-Z.',0-9_-]*$/, 'is no name of a field'),
  op: z.enum(operators).default('eq'),
  value: z.string(),
  type: z.enum(['string', 'integer', 'float', 'boolean', 'datetime', '']).default(''),
});
export type EventDemand = z.output<typeof eventDemand>;

/** `*` in the type stands for anything. */
export const eventRule = z.strictObject({
  event_type: z.string().default('*'),
  query: z.array(eventDemand).default([]),
});
export type EventRule = z.output<typeof eventRule>;

const threshold = {
  metric: z.string(),
  resource_type: z.string(),
  aggregation_method: z.string(),
  threshold: z.number(),
  comparison_operator: z.enum(operators).default('eq'),
  evaluation_periods: z.int().min(1).default(1),
  /** Seconds. */
  granularity: z.int().min(1).default(60),
};
export const resourceRule = z.strictObject({ ...threshold, resource_id: z.string() });
export type ResourceRule = z.output<typeof resourceRule>;
/** The query is JSON in text: a search for resources. */
export const aggregationRule = z.strictObject({ ...threshold, query: z.string() });
export type AggregationRule = z.output<typeof aggregationRule>;

/** Types that are evaluated, by the attribute that holds their rule. */
const rules = {
  event_rule: eventRule.optional(),
  gnocchi_resources_threshold_rule: resourceRule.optional(),
  gnocchi_aggregation_by_resources_threshold_rule: aggregationRule.optional(),
};
export type AlarmType = keyof typeof rules extends `${infer Type}_rule` ? Type : never;

const known = {
  name: z.string().min(1).max(255),
  description: z.string().nullish(),
  enabled: z.boolean().default(true),
  type: z.string(),
  state: state.default('insufficient data'),
  severity: z.enum(severities).default('low'),
  alarm_actions: actions.default([]),
  ok_actions: actions.default([]),
  insufficient_data_actions: actions.default([]),
  repeat_actions: z.boolean().default(false),
  time_constraints: z.array(z.looseObject({})).default([]),
  project_id: z.string().optional(),
  user_id: z.string().optional(),
};
/** What the service fills in: a request may have it, and it counts for nothing. */
const ignored = {
  alarm_id: z.unknown().optional(),
  timestamp: z.unknown().optional(),
  state_timestamp: z.unknown().optional(),
  state_reason: z.unknown().optional(),
  evaluate_timestamp: z.unknown().optional(),
};
const others = {
  composite_rule: z.unknown().optional(),
  gnocchi_aggregation_by_metrics_threshold_rule: z.unknown().optional(),
  loadbalancer_member_health_rule: z.unknown().optional(),
  prometheus_rule: z.unknown().optional(),
};
/** What creates an alarm, and what takes its place. */
export const alarmRequest = z.strictObject({ ...known, ...rules, ...ignored, ...others });
export type AlarmRequest = z.output<typeof alarmRequest>;

export const alarm = z.looseObject({
  alarm_id: z.string(),
  name: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  type: z.string(),
  state,
  severity: z.enum(severities),
  alarm_actions: actions,
  ok_actions: actions,
  insufficient_data_actions: actions,
  repeat_actions: z.boolean(),
  project_id: z.string(),
  user_id: z.string(),
  /** Without a zone: UTC. */
  timestamp: z.string(),
  state_timestamp: z.string(),
  event_rule: z
    .looseObject({
      event_type: z.string(),
      query: z.array(z.looseObject({ field: z.string(), op: z.string(), value: z.string() })),
    })
    .optional(),
  gnocchi_resources_threshold_rule: z
    .looseObject({ metric: z.string(), resource_id: z.string(), threshold: z.number() })
    .optional(),
  gnocchi_aggregation_by_resources_threshold_rule: z.looseObject({}).optional(),
});
export type Alarm = z.infer<typeof alarm>;
export const alarms = z.array(alarm);
export const alarmStateValue = state;

/** An entry of an alarm's history; `detail` is JSON in text. */
export const alarmChange = z.looseObject({
  event_id: z.string(),
  alarm_id: z.string(),
  type: z.enum(['creation', 'rule change', 'state transition', 'deletion']),
  detail: z.string(),
  project_id: z.string(),
  user_id: z.string(),
  on_behalf_of: z.string(),
  timestamp: z.string(),
});
export type AlarmChange = z.infer<typeof alarmChange>;
export const alarmChanges = z.array(alarmChange);

/** What is posted to an action. */
export const alarmNotification = z.looseObject({
  alarm_id: z.string(),
  alarm_name: z.string(),
  severity: z.enum(severities),
  previous: state,
  current: state,
  reason: z.string(),
  reason_data: z.looseObject({ type: z.string() }),
});
export type AlarmNotification = z.infer<typeof alarmNotification>;

/** Name, type (1 text, 2 whole number, 3 number, 4 instant) and value of a trait. */
export const trait = z.tuple([
  z.string(),
  z.int().min(1).max(4),
  z.union([z.string(), z.number()]),
]);
/** What happened, as the notification of an event alarm has it. */
export const happenedEvent = z.looseObject({
  message_id: z.string(),
  event_type: z.string(),
  generated: z.string(),
  traits: z.array(trait),
});
export type HappenedEvent = z.infer<typeof happenedEvent>;

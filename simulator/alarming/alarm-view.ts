/** Alarms and their changes, as the service shows them. */
import type { Alarm, AlarmChange } from '../../src/contract/alarming/alarm.ts';
import type { AlarmRow, ChangeRow } from './alarm-table.ts';
import { isoInstant } from './instants.ts';

export const alarmView = (row: AlarmRow) =>
  ({
    alarm_id: row.id,
    name: row.name,
    description: row.description,
    enabled: row.enabled,
    type: row.watched.type,
    state: row.state,
    state_reason: row.stateReason,
    severity: row.severity,
    alarm_actions: [...row.actions.alarm],
    ok_actions: [...row.actions.ok],
    insufficient_data_actions: [...row.actions['insufficient data']],
    repeat_actions: row.repeatActions,
    time_constraints: [],
    project_id: row.projectId,
    user_id: row.userId,
    timestamp: isoInstant(row.changedAt),
    state_timestamp: isoInstant(row.stateAt),
    evaluate_timestamp: isoInstant(row.evaluatedAt),
    [`${row.watched.type}_rule`]: row.watched.rule,
  }) satisfies Alarm;

export const changeView = (row: ChangeRow) =>
  ({
    event_id: row.id,
    alarm_id: row.alarmId,
    type: row.type,
    detail: JSON.stringify(row.detail),
    project_id: row.projectId,
    user_id: row.userId,
    on_behalf_of: row.onBehalfOf,
    severity: row.severity,
    timestamp: isoInstant(row.at),
  }) satisfies AlarmChange;

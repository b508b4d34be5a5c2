/** Severities of features and of alarms: the three that alarming has are fewer than those of IFA 005. */
import type { Alarm as WireAlarm } from '../contract/alarming/alarm.ts';
import type { Severity } from './monitoring-port.ts';

type OnWire = WireAlarm['severity'];

const toWire: Readonly<Record<Severity, OnWire>> = {
  critical: 'critical',
  major: 'moderate',
  warning: 'low',
};
const fromWire: Readonly<Record<OnWire, Severity>> = {
  critical: 'critical',
  moderate: 'major',
  low: 'warning',
};

export const severityOnWire = (severity: Severity): OnWire => toWire[severity];
export const severityFromWire = (severity: OnWire): Severity => fromWire[severity];

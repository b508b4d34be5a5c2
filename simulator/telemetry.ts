/** Measures of everything else, and alarms on it: what is told to those who want to know. */
import { alarmingPath, createAlarming, type AlarmingNeeds } from './alarming/service.ts';
import type { Service } from './kernel/service.ts';
import type { World } from './kernel/world.ts';
import { createMetrics, metricsPath, type MetricsNeeds } from './metrics/service.ts';

export const telemetryEndpoints = [
  { type: 'alarming', name: 'aodh', path: alarmingPath },
  { type: 'metric', name: 'gnocchi', path: metricsPath },
] as const;

export function createTelemetry(
  world: World,
  needs: Omit<AlarmingNeeds, 'measures'> & MetricsNeeds,
): readonly Service[] {
  const metrics = createMetrics(world, needs);
  return [metrics.service, createAlarming(world, { ...needs, measures: metrics.forAlarming })];
}

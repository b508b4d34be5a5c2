/** Alarms and measures: what is known of everything else, and who is told. */
import { alarmingPath, createAlarming, type AlarmingNeeds } from './alarming/service.ts';
import { notServed } from './kernel/fault.ts';
import type { Service } from './kernel/service.ts';
import type { World } from './kernel/world.ts';

export const telemetryEndpoints = [{ type: 'alarming', name: 'aodh', path: alarmingPath }] as const;

export function createTelemetry(
  world: World,
  needs: Omit<AlarmingNeeds, 'measures'>,
): readonly Service[] {
  const measures: AlarmingNeeds['measures'] = {
    aggregationMethods: ['mean', 'min', 'max', 'sum', 'count', 'last', 'first', 'median', 'std'],
    check() {
      throw notServed('alarms on measures');
    },
    measured: () => ({ values: undefined, reason: 'there are no measures' }),
  };
  return [createAlarming(world, { ...needs, measures })];
}

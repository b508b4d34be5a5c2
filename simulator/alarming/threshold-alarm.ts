/** Threshold alarms, evaluated again and again by the clock. Source: Aodh 22, evaluator/threshold and gnocchi. */
import type { AlarmState } from '../../src/contract/alarming/alarm.ts';
import type { World } from '../kernel/world.ts';
import type { AlarmRow, Alarms, Watched } from './alarm-table.ts';
import { isHeld } from './comparison.ts';
import type { Life } from './life.ts';
import type { MeasuresForAlarming } from './ports.ts';

/** How often, in milliseconds. */
const interval = 10_000;

type Threshold = Exclude<Watched, { readonly type: 'event' }>['rule'];

/** What an evaluation found; without a state it may be either, and the last value says which it tends to. */
interface Found {
  readonly state: AlarmState | undefined;
  readonly tending?: AlarmState;
  readonly reason?: string;
  readonly outside: number;
  readonly values: readonly number[];
}

export function createThresholds(
  world: World,
  alarms: Alarms,
  life: Life,
  measures: MeasuresForAlarming,
) {
  const watched = world.store.table<{ readonly id: string }>('alarming/watched', {
    key: ({ id }) => id,
  });

  function look(rule: Threshold): Found {
    const now = world.clock.now();
    const from = now - (rule.evaluation_periods + 1) * rule.granularity * 1000;
    const measured = measures.measured(rule, { from, to: now });
    const none = { state: 'insufficient data', outside: 0 } as const;
    if (measured.values === undefined) return { ...none, values: [], reason: measured.reason };
    const values = measured.values.slice(-rule.evaluation_periods);
    if (values.length < rule.evaluation_periods) {
      const reason = `${String(rule.evaluation_periods)} datapoints are unknown`;
      return { ...none, values, reason };
    }
    const held = values.map((value) => isHeld(value, rule.comparison_operator, rule.threshold));
    const outside = held.filter(Boolean).length;
    if (outside === values.length) return { state: 'alarm', outside, values };
    if (outside === 0) return { state: 'ok', outside, values };
    return { state: undefined, tending: held.at(-1) === true ? 'alarm' : 'ok', outside, values };
  }

  function evaluate(alarm: AlarmRow, rule: Threshold): void {
    const found = look(rule);
    const isUnknown = alarm.state === 'insufficient data';
    const state = found.state ?? (isUnknown ? found.tending : alarm.state);
    if (state === undefined) return;
    const most_recent = found.values.at(-1) ?? null;
    if (state === 'insufficient data') {
      if (isUnknown) return;
      const data = {
        type: 'threshold',
        disposition: 'unknown',
        count: rule.evaluation_periods,
        most_recent,
      };
      life.come(alarm, state, { reason: found.reason ?? '', data });
      return;
    }
    const isInside = state === 'ok';
    const count = isInside ? found.values.length - found.outside : found.outside;
    const disposition = isInside ? 'inside' : 'outside';
    const begin = alarm.state === state ? `Remaining as ${state}` : `Transition to ${state}`;
    life.come(alarm, state, {
      reason: `${begin} due to ${String(count)} samples ${disposition} threshold, most recent: ${String(most_recent)}`,
      data: { type: 'threshold', disposition, count, most_recent },
    });
  }

  function again(id: string): void {
    world.clock.schedule(interval, () => {
      const alarm = alarms.get(id);
      if (alarm === undefined || alarm.watched.type === 'event') {
        watched.delete(id);
        return;
      }
      if (alarm.enabled) {
        evaluate(alarm, alarm.watched.rule);
        alarms.update(id, { evaluatedAt: world.clock.now() });
      }
      again(id);
    });
  }

  return {
    watch: ({ id, watched: { type } }: AlarmRow): void => {
      if (type === 'event' || watched.get(id) !== undefined) return;
      watched.insert({ id });
      again(id);
    },
  };
}

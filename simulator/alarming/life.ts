/** How an alarm comes into a state, and who is told. Source: Aodh 22, evaluator and notifier/rest. */
import type { AlarmNotification, AlarmState } from '../../src/contract/alarming/alarm.ts';
import type { Deliveries } from '../kernel/deliveries.ts';
import type { World } from '../kernel/world.ts';
import type { AlarmRow, Alarms, ChangeRow, Changes } from './alarm-table.ts';

export interface Life {
  /** An evaluation found that it is in this state; who is to be called for it, is. */
  come(alarm: AlarmRow, state: AlarmState, why: Why): void;
  /** Keeps in mind what somebody did with it. */
  record(alarm: AlarmRow, change: Pick<ChangeRow, 'type' | 'detail'> & By): void;
}

export interface Why {
  readonly reason: string;
  readonly data: AlarmNotification['reason_data'];
}
export interface By {
  readonly projectId: string;
  readonly userId: string;
}

/** The evaluator's own account, which signs what it does. */
const evaluator: By = { projectId: 'service', userId: 'aodh' };

export function createLife(
  world: World,
  alarms: Alarms,
  changes: Changes,
  deliveries: Deliveries,
): Life {
  const call = (alarm: AlarmRow, previous: AlarmState, { reason, data }: Why) => {
    const { id, name, severity, state, actions } = alarm;
    for (const address of actions[state]) {
      if (!/^https?:/.test(address)) continue;
      deliveries.add(id, address, world.ids.uuid(), {
        alarm_name: name,
        alarm_id: id,
        severity,
        previous,
        current: state,
        reason,
        reason_data: data,
      } satisfies AlarmNotification);
    }
  };
  const record: Life['record'] = (alarm, { type, detail, projectId, userId }) => {
    changes.insert({
      id: world.ids.uuid(),
      alarmId: alarm.id,
      type,
      detail,
      projectId,
      userId,
      onBehalfOf: alarm.projectId,
      severity: alarm.severity,
      at: world.clock.now(),
    });
  };
  return {
    record,
    come(alarm, state, why) {
      const previous = alarm.state;
      const again = previous === state;
      if (again && !alarm.repeatActions) return;
      const now = world.clock.now();
      const change = { state, stateReason: why.reason, ...(again ? {} : { stateAt: now }) };
      const row = alarms.update(alarm.id, change);
      if (row === undefined) return;
      if (!again || row.watched.type === 'event') {
        const detail = { state, transition_reason: why.reason };
        record(row, { type: 'state transition', detail, ...evaluator });
      }
      call(row, previous, why);
    },
  };
}

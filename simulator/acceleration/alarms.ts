/** Faults of accelerators, and the alarms that they are told with. Source: ETSI GS NFV-IFA 005, 8.6.3. */
import type { z } from 'zod';
import type { alarm } from '../../src/contract/acceleration/management-values.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import type { Accelerators } from './accelerator-table.ts';
import { faultEvents } from './hardware.ts';

export type Alarm = z.infer<typeof alarm>;
export type Severity = Exclude<Alarm['perceivedSeverity'], 'cleared'>;

export interface AlarmNeeds {
  readonly world: World;
  readonly accelerators: Accelerators;
  /** Something has changed: `before` is what was told last; undefined for a new alarm. */
  readonly tell: (now: Alarm, before: Alarm | undefined) => void;
  /** What workloads of the accelerator are told. */
  readonly raise: (accEvent: string, acceleratorId: string) => void;
}

export class Alarms {
  readonly #needs: AlarmNeeds;
  readonly #rows: Table<Alarm, 'fault', 'host' | 'accelerator'>;

  constructor(needs: AlarmNeeds) {
    this.#needs = needs;
    this.#rows = needs.world.store.table('acceleration/alarm', {
      key: ({ alarmId }) => alarmId,
      unique: {
        fault: ({ accResourceId, probableCause }) => faultOf(accResourceId, probableCause),
      },
      groups: {
        host: ({ hostId }) => hostId,
        accelerator: ({ accResourceId }) => accResourceId,
      },
    });
  }

  /** Those of a host that are not cleared, the oldest first. */
  ofHost(hostId: string): readonly Alarm[] {
    return this.#rows.list('host', hostId);
  }

  /** A fault comes, or becomes better or worse. */
  fault(accResourceId: string, probableCause: string, perceivedSeverity: Severity): void {
    const { accelerators, tell, raise, world } = this.#needs;
    const before = this.#rows.find('fault', faultOf(accResourceId, probableCause));
    if (before === undefined) {
      const hostId = accelerators.update(accResourceId, { faulty: true })?.host ?? '';
      const now = this.#rows.insert({
        alarmId: world.ids.uuid(),
        accResourceId,
        hostId,
        alarmRaisedTime: this.#now(),
        perceivedSeverity,
        eventType: 'EQUIPMENT_ALARM',
        probableCause,
        isRootCause: true,
      });
      tell(now, undefined);
      raise(faultEvents.raised, accResourceId);
    } else if (before.perceivedSeverity !== perceivedSeverity) {
      const change = { perceivedSeverity, alarmChangedTime: this.#now() };
      this.#rows.update(before.alarmId, change);
      tell({ ...before, ...change }, before);
    }
  }

  /**
   * A fault goes, or all of an accelerator.
   * @returns how many have gone
   */
  clear(accResourceId: string, probableCause?: string): number {
    const { accelerators, tell, raise } = this.#needs;
    const going = this.#rows
      .list('accelerator', accResourceId)
      .filter((each) => probableCause === undefined || each.probableCause === probableCause);
    for (const before of going) {
      this.#rows.delete(before.alarmId);
      const at = this.#now();
      tell(
        { ...before, perceivedSeverity: 'cleared', alarmChangedTime: at, alarmClearedTime: at },
        before,
      );
    }
    if (going.length > 0 && this.#rows.count('accelerator', accResourceId) === 0) {
      accelerators.update(accResourceId, { faulty: false });
      raise(faultEvents.cleared, accResourceId);
    }
    return going.length;
  }

  #now(): string {
    return new Date(this.#needs.world.clock.now()).toISOString();
  }
}

const faultOf = (accResourceId: string, probableCause: string): string =>
  `${accResourceId} ${probableCause}`;

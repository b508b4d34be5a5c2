/** What accelerators count, subsystem by subsystem, whoever works with them. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

export const counterNames = [
  'itemsIn',
  'itemsOut',
  'bytesIn',
  'bytesOut',
  /** Items that could not be worked on. */
  'errors',
  /** Items for which there was no room. */
  'rejected',
] as const;
export type CounterName = (typeof counterNames)[number];
export type Counts = Readonly<Partial<Record<CounterName, number>>>;

interface CountsRow {
  readonly acceleratorId: string;
  readonly subSystem: string;
  readonly counts: Readonly<Record<CounterName, number>>;
}

const none = Object.fromEntries(counterNames.map((name) => [name, 0])) as CountsRow['counts'];
const keyOf = (acceleratorId: string, subSystem: string): string => `${acceleratorId} ${subSystem}`;

export class Statistics {
  readonly #rows: Table<CountsRow>;

  constructor({ store }: World) {
    this.#rows = store.table('acceleration/statistics', {
      key: ({ acceleratorId, subSystem }) => keyOf(acceleratorId, subSystem),
    });
  }

  read(acceleratorId: string, subSystem: string): CountsRow['counts'] {
    return this.#rows.get(keyOf(acceleratorId, subSystem))?.counts ?? none;
  }

  add(acceleratorId: string, subSystem: string, more: Counts): void {
    const counts = { ...this.read(acceleratorId, subSystem) };
    for (const name of counterNames) counts[name] += more[name] ?? 0;
    this.#set({ acceleratorId, subSystem, counts });
  }

  reset(acceleratorId: string, subSystem: string, wanted: (name: string) => boolean): void {
    const counts = { ...this.read(acceleratorId, subSystem) };
    for (const name of counterNames.filter(wanted)) counts[name] = 0;
    this.#set({ acceleratorId, subSystem, counts });
  }

  #set(row: CountsRow): void {
    const { acceleratorId, subSystem, counts } = row;
    if (this.#rows.update(keyOf(acceleratorId, subSystem), { counts }) === undefined) {
      this.#rows.insert(row);
    }
  }
}

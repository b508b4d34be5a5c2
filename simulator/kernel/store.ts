/** All tables of a world, so that it can be captured, restored and forked as a whole. */
import { Table, type TableSpec } from './table.ts';

interface Capturable {
  capture(): unknown;
  restore(state: unknown): void;
}

export type StoreState = ReadonlyMap<string, unknown>;

export class Store {
  readonly #tables = new Map<string, Capturable>();

  /** Declares a table; `name` is unique in the world, for example `compute/flavour`. */
  table<
    Row extends object,
    Unique extends string = never,
    Group extends string = never,
    Order extends string = never,
  >(name: string, spec: TableSpec<Row, Unique, Group, Order>): Table<Row, Unique, Group, Order> {
    if (this.#tables.has(name)) throw new Error(`there is a table ${name} already`);
    const table = new Table(spec);
    this.#tables.set(name, table);
    return table;
  }

  capture(): StoreState {
    return new Map([...this.#tables].map(([name, table]) => [name, table.capture()]));
  }

  restore(state: StoreState): void {
    for (const [name, table] of this.#tables) table.restore(state.get(name));
  }
}

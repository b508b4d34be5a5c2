/** A typed table: rows that are replaced and never changed, so that a snapshot may share them. */
import { OrderedIndex, type Place } from './ordered-index.ts';

/** How the rows of a table are found. */
export interface TableSpec<Row, Unique extends string, Group extends string, Order extends string> {
  readonly key: (row: Row) => string;
  /** Values that no two rows share; undefined takes no part. */
  readonly unique?: Readonly<Record<Unique, (row: Row) => string | undefined>>;
  /** Secondary indexes: rows of one value, in the order of insertion. */
  readonly groups?: Readonly<Record<Group, (row: Row) => string | undefined>>;
  /** Orders in which pages can be walked, beside `inserted`. */
  readonly orders?: Readonly<Record<Order, (row: Row) => string | number>>;
}

export interface PageWish<Row, Order extends string> {
  readonly order?: Order | 'inserted';
  readonly direction?: 'ascending' | 'descending';
  /** Only rows that have this value in the order: as cheap as a table of their own. */
  readonly equal?: string | number;
  /** The key of the row after which the page starts. */
  readonly after?: string;
  /** At most so many rows; without it, all. */
  readonly limit?: number;
  readonly where?: (row: Row) => boolean;
}

/** A row would break a unique constraint. `constraint` is its name, `key` for the key itself. */
export class Duplicate extends Error {
  override name = 'Duplicate';
  readonly constraint: string;

  constructor(constraint: string) {
    super(`a row with the same ${constraint} exists`);
    this.constraint = constraint;
  }
}

interface Entry<Row> {
  readonly row: Row;
  readonly age: number;
}

interface State<Row> {
  readonly rows: Map<string, Entry<Row>>;
  readonly unique: Map<string, Map<string, string>>;
  readonly groups: Map<string, Map<string, Set<string>>>;
  readonly orders: Map<string, OrderedIndex>;
  age: number;
}

const inserted = 'inserted';

export class Table<
  Row extends object,
  Unique extends string = never,
  Group extends string = never,
  Order extends string = never,
> {
  /** How many rows pages have looked at: what listing costs, for tests. */
  visited = 0;
  readonly #spec: TableSpec<Row, Unique, Group, Order>;
  #state: State<Row>;
  #shared = false;

  constructor(spec: TableSpec<Row, Unique, Group, Order>) {
    this.#spec = spec;
    const names = (part: object | undefined) => Object.keys(part ?? {});
    this.#state = {
      rows: new Map(),
      unique: new Map(names(spec.unique).map((name) => [name, new Map<string, string>()])),
      groups: new Map(names(spec.groups).map((name) => [name, new Map<string, Set<string>>()])),
      orders: new Map([[inserted, new OrderedIndex()]]),
      age: 0,
    };
  }

  get size(): number {
    return this.#state.rows.size;
  }

  get(key: string): Row | undefined {
    return this.#state.rows.get(key)?.row;
  }

  /** The row that has this value of a unique constraint. */
  find(constraint: Unique, value: string): Row | undefined {
    const key = this.#state.unique.get(constraint)?.get(value);
    return key === undefined ? undefined : this.get(key);
  }

  /** The rows of a group, in the order of insertion. */
  list(group: Group, value: string): Row[] {
    const rows: Row[] = [];
    for (const key of this.#state.groups.get(group)?.get(value) ?? []) {
      const row = this.get(key);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }

  /** How many rows a group has; it costs nothing. */
  count(group: Group, value: string): number {
    return this.#state.groups.get(group)?.get(value)?.size ?? 0;
  }

  /** All rows, in the order of insertion. */
  all(): Row[] {
    return [...this.#state.rows.values()].map((entry) => entry.row);
  }

  /** @throws Duplicate */
  insert(row: Row): Row {
    const key = this.#spec.key(row);
    if (this.#state.rows.has(key)) throw new Duplicate('key');
    this.#mustBeUnique(row, undefined);
    const state = this.#writable();
    const entry = { row, age: state.age++ };
    state.rows.set(key, entry);
    this.#enter(state, key, entry);
    return row;
  }

  /**
   * Replaces fields of a row; its key and its place in the order of insertion remain.
   * @returns the new row, or undefined when there is none with this key
   * @throws Duplicate
   */
  update(key: string, change: Partial<Row>): Row | undefined {
    const old = this.#state.rows.get(key);
    if (old === undefined) return undefined;
    const row = { ...old.row, ...change };
    if (this.#spec.key(row) !== key) throw new Error(`the key of a row cannot change: ${key}`);
    this.#mustBeUnique(row, key);
    const state = this.#writable();
    const entry = { row, age: old.age };
    state.rows.set(key, entry);
    this.#leave(state, key, old, entry);
    this.#enter(state, key, entry, old);
    return row;
  }

  /** @returns the row that was deleted */
  delete(key: string): Row | undefined {
    const entry = this.#state.rows.get(key);
    if (entry === undefined) return undefined;
    const state = this.#writable();
    state.rows.delete(key);
    this.#leave(state, key, entry);
    return entry.row;
  }

  /**
   * One page. Its cost follows the page, not the table.
   * @returns undefined when no row has the key `after`
   */
  page(wish: PageWish<Row, Order>): { rows: Row[]; more: boolean } | undefined {
    const order = wish.order ?? inserted;
    const index = this.#index(order);
    let marker: Place | undefined;
    if (wish.after !== undefined) {
      const entry = this.#state.rows.get(wish.after);
      if (entry === undefined) return undefined;
      marker = this.#place(order, wish.after, entry);
    }
    const rows: Row[] = [];
    for (const key of index.walk(wish.direction ?? 'ascending', marker, wish.equal)) {
      const row = this.get(key);
      this.visited++;
      if (row === undefined || wish.where?.(row) === false) continue;
      if (rows.length === (wish.limit ?? Infinity)) return { rows, more: true };
      rows.push(row);
    }
    return { rows, more: false };
  }

  /** Shares the present state with a snapshot; the next change copies it first. */
  capture(): unknown {
    this.#shared = true;
    return this.#state;
  }

  /** Takes back what `capture` gave. */
  restore(captured: unknown): void {
    this.#state = captured as State<Row>;
    this.#shared = true;
  }

  /** An order costs nothing until somebody asks for it; from then on it is kept. */
  #index(order: string): OrderedIndex {
    const known = this.#state.orders.get(order);
    if (known !== undefined) return known;
    const index = new OrderedIndex();
    for (const [key, entry] of this.#state.rows) index.add(this.#place(order, key, entry));
    this.#state.orders.set(order, index);
    return index;
  }

  #place(order: string, key: string, entry: Entry<Row>): Place {
    const by = order === inserted ? undefined : this.#spec.orders?.[order as Order];
    return { key, age: entry.age, value: by === undefined ? entry.age : by(entry.row) };
  }

  #mustBeUnique(row: Row, key: string | undefined): void {
    for (const [name, taken] of this.#state.unique) {
      const value = this.#spec.unique?.[name as Unique](row);
      const owner = value === undefined ? undefined : taken.get(value);
      if (owner !== undefined && owner !== key) throw new Duplicate(name);
    }
  }

  /** @param before what the row was until now: where it stands already, it stays */
  #enter(state: State<Row>, key: string, entry: Entry<Row>, before?: Entry<Row>): void {
    for (const [name, taken] of state.unique) {
      const value = this.#spec.unique?.[name as Unique](entry.row);
      if (value !== undefined) taken.set(value, key);
    }
    for (const [name, members] of state.groups) {
      const of = this.#spec.groups?.[name as Group];
      const value = of?.(entry.row);
      if (value === undefined || (before !== undefined && value === of?.(before.row))) continue;
      const keys = members.get(value);
      if (keys === undefined) members.set(value, new Set([key]));
      else keys.add(key);
    }
    for (const [name, index] of state.orders) {
      const place = this.#place(name, key, entry);
      if (before === undefined || place.value !== this.#place(name, key, before).value) {
        index.add(place);
      }
    }
  }

  /** @param after what the row becomes: where it will stand too, it stays */
  #leave(state: State<Row>, key: string, entry: Entry<Row>, after?: Entry<Row>): void {
    for (const [name, taken] of state.unique) {
      const of = this.#spec.unique?.[name as Unique];
      const value = of?.(entry.row);
      if (value !== undefined && (after === undefined || value !== of?.(after.row))) {
        taken.delete(value);
      }
    }
    for (const [name, members] of state.groups) {
      const of = this.#spec.groups?.[name as Group];
      const value = of?.(entry.row);
      if (value === undefined || (after !== undefined && value === of?.(after.row))) continue;
      const keys = members.get(value);
      keys?.delete(key);
      if (keys?.size === 0) members.delete(value);
    }
    for (const [name, index] of state.orders) {
      const place = this.#place(name, key, entry);
      if (after === undefined || place.value !== this.#place(name, key, after).value) {
        index.remove(place);
      }
    }
  }

  #writable(): State<Row> {
    if (!this.#shared) return this.#state;
    const { rows, unique, groups, orders, age } = this.#state;
    const copyMap = <V>(from: Map<string, V>, copy: (value: V) => V) =>
      new Map([...from].map(([name, value]) => [name, copy(value)]));
    this.#state = {
      rows: new Map(rows),
      unique: copyMap(unique, (taken) => new Map(taken)),
      groups: copyMap(groups, (members) => copyMap(members, (keys) => new Set(keys))),
      orders: copyMap(orders, (index) => index.copy()),
      age,
    };
    this.#shared = false;
    return this.#state;
  }
}

/** What the routes must know of a kind of part. */
import type { z } from 'zod';
import type { Call } from '../kernel/call.ts';
import type { Place } from './life.ts';
import type { PartRow, Parts } from './part.ts';
import type { Limited } from './quota.ts';
import type { LoadBalancerRow } from './tables.ts';

/** What a new row has beyond what all parts have. */
export type Own<Row extends PartRow> = Omit<Row, keyof PartRow>;

/** @typeParam U what changes one */
export interface Changeable<Row extends PartRow, U> {
  /** As refusals call it. */
  readonly label: string;
  /** What holds one in a body, and what holds several. */
  readonly word: string;
  readonly collection: string;
  /** `:parent` is the id of what it stands below, for those that stand below something. */
  readonly path: string;
  readonly limited: Limited;
  readonly rows: Parts<Row>;
  readonly update: z.ZodType<U>;
  readonly view: (row: Row) => object;
  /** @throws Fault */
  readonly change: (row: Row, wish: U) => Partial<Row>;
  /** What it belongs to, its load balancer apart. */
  readonly above: (row: Row) => readonly Place[];
}

/** @typeParam C what creates one */
export interface Resource<Row extends PartRow, C, U> extends Changeable<Row, U> {
  readonly create: z.ZodType<C>;
  /**
   * Whose a new one will be, and what it has of its own.
   * @throws Fault
   */
  readonly plan: (wish: C, call: Call) => { readonly of: LoadBalancerRow; readonly own: Own<Row> };
  /** What goes with it. @throws Fault when it may not go */
  readonly below: (row: Row) => readonly Place[];
  /** Is told of a new one. */
  readonly created?: (row: Row, wish: C) => void;
}

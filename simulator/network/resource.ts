/** What the service must know of a resource to serve it. */
import type { Call } from '../kernel/call.ts';
import type { Caller } from '../kernel/caller.ts';
import type { Fault } from '../kernel/fault.ts';
import type { PolicyTarget } from '../kernel/policy.ts';
import type { Route } from '../kernel/service.ts';
import type { Attributes, Wish } from './attributes.ts';
import type { OwnFilter } from './query.ts';
import type { Rows, StandardRow } from './row.ts';

export type NetworkCall = Call<undefined>;
export type NetworkRoute = Route<undefined>;
export type View = Readonly<Record<string, unknown>>;

/** The names of the resources that are served. */
export type ResourceName =
  | 'network'
  | 'subnet'
  | 'port'
  | 'security_group'
  | 'security_group_rule'
  | 'router'
  | 'floatingip'
  | 'policy'
  | 'port_pair'
  | 'port_pair_group'
  | 'flow_classifier'
  | 'port_chain';

export interface Resource<Row extends StandardRow> {
  readonly name: ResourceName;
  /** Its plural: in bodies, and in paths with dashes. */
  readonly collection: string;
  /** Below the version; without it, the collection. */
  readonly path?: string;
  readonly attributes: Attributes;
  readonly rows: Rows<Row>;
  readonly notFound: (id: string) => Fault;
  /** The refusal for one that there is and that the caller does not see, where it is another. */
  readonly hidden?: () => Fault;
  /** What of others a project may see: together with its own, all that it may. */
  readonly ofOthers?: (projectId: string) => readonly Row[];
  /** Whether a project, or an administrator of no project, may see it. */
  readonly sees: (projectId: string | undefined, row: Row) => boolean;
  /** @param admin whether to show what only administrators may see */
  readonly view: (row: Row, admin: boolean) => View;
  /** The answer to a creation, where it shows more. */
  readonly created?: (row: Row, admin: boolean) => View;
  /** What policies look at. */
  readonly target: (row: Row) => PolicyTarget;
  /** @throws Fault when the caller does not see what the new thing is to be on */
  readonly newTarget?: (wish: Wish, caller: Caller) => PolicyTarget;
  /** Rules of the parts of values. */
  readonly innerRules?: (attribute: string, value: unknown) => readonly string[] | undefined;
  readonly filters?: Readonly<Record<string, OwnFilter<Row>>>;
  readonly beforeList?: (projectId: string) => void;
  create(wish: Wish, caller: Caller): Row;
  update?(row: Row, change: View, caller: Caller): Row;
  remove(row: Row, caller: Caller): void;
}

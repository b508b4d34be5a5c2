/** One resource of the tree, or many of one kind, as a room declares it. */
import type { z } from 'zod';
import type { Call } from '../kernel/call.ts';
import type { Reply } from '../kernel/reply.ts';

export type RedfishCall = Call<undefined>;

/** The variable parts of a path. */
export type Ids = Readonly<Record<string, string>>;

export type Body = Readonly<Record<string, unknown>>;

export interface View {
  /** As in `@odata.type`. */
  readonly type: string;
  /** How often it was changed: a tag that once was right is so never again. */
  readonly revision?: number;
  readonly body: Body;
}

export interface Resource {
  /** Below `/redfish`, with `:name` for its variable parts. */
  readonly path: string;
  /** For people. */
  readonly name: string;
  /** Needs no credentials to be read. */
  readonly open?: true;
  /** @returns undefined when there is none */
  readonly view: (ids: Ids) => View | undefined;
  /** Who may read it, where not everybody may. @throws Fault */
  readonly guard?: (ids: Ids, call: RedfishCall) => void;
  readonly change?: Change;
  readonly add?: Adding;
  readonly remove?: (ids: Ids, call: RedfishCall) => void;
}

export interface Change {
  readonly schema: z.ZodType<Body>;
  /** @throws Fault */
  readonly apply: (ids: Ids, body: never, call: RedfishCall) => void;
}

export interface Adding {
  readonly schema: z.ZodType<Body>;
  /** Needs no credentials. */
  readonly open?: true;
  /**
   * @returns the path of the new resource, and headers beside its own
   * @throws Fault
   */
  readonly apply: (
    body: never,
    call: RedfishCall,
  ) => { readonly path: string; readonly headers?: Reply['headers'] };
}

/** Something that is done with a resource and is none itself. */
export interface Action {
  readonly path: string;
  readonly name: string;
  readonly schema: z.ZodType<Body>;
  /** @throws Fault */
  readonly run: (ids: Ids, body: never, call: RedfishCall) => Reply;
}

export const linkTo = (path: string): { readonly '@odata.id': string } => ({ '@odata.id': path });

/** The body of a collection. */
export const membersOf = (name: string, path: string, ids: readonly string[]): Body => ({
  Name: name,
  Members: ids.map((id) => linkTo(`${path}/${id}`)),
  'Members@odata.count': ids.length,
});

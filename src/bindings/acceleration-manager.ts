/**
 * The port through which a VIM manages accelerators: the calls of ETSI GS NFV-IFA 019 that it makes, with
 * the names of Table 6-3. It names no product; what a kind of target has no call for, its binding declares.
 */
import type { z } from 'zod';
import {
  type ManagementCallName,
  managementCallShapes,
} from '../contract/acceleration/management-calls.ts';
import type { Notes } from './notes.ts';
import type { Keeper } from './port.ts';
import type { Session } from './session.ts';

export type { ManagementCallName };

/** The calls that the VIM makes; the infrastructure makes `Notify`. */
export type ManagerCallName = Exclude<ManagementCallName, 'Notify'>;
export const managerCallNames = (Object.keys(managementCallShapes) as ManagementCallName[]).filter(
  (name): name is ManagerCallName => name !== 'Notify',
);

type Shapes = typeof managementCallShapes;
type InPath<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | InPath<Rest>
  : never;
type Held<Shape, Place extends string> =
  Shape extends Record<Place, infer Schema extends z.ZodType> ? z.infer<Schema> : object;
type Binary<Shape> = Shape extends { readonly binary: infer Name extends string } ? Name : never;

/** All parameters of a call, wherever they stand on the wire; what is binary as bytes. */
export type ManagerParams<N extends ManagerCallName> = Readonly<
  Record<InPath<Shapes[N]['path']>, string> &
    Held<Shapes[N], 'query'> &
    Omit<Held<Shapes[N], 'body'>, Binary<Shapes[N]>> &
    Record<Binary<Shapes[N]>, Uint8Array>
>;
/** What the table names as output; nothing for a call without one. */
export type ManagerResult<N extends ManagerCallName> = Held<Shapes[N], 'answer'>;

/** Who call each other in Table 6-3. */
export type Party = 'VNF' | 'other VNF' | 'VIM' | 'NFVI';
/** A call of the table, as it was exchanged. */
export interface ExchangedCall {
  readonly call: string;
  readonly from: Party;
  readonly to: Party;
  /** Names of the parameters that were sent; absent where those of a product stand in their place. */
  readonly given?: readonly string[];
  /** Names of what the answer held; absent until the call has succeeded. */
  answered?: readonly string[];
}

/** One VIM, or somebody who takes its place. */
export interface AcceleratorManager {
  /**
   * @throws Refusal whose `said` begins with the binding's word for the reason
   * @throws Violation when the answer is not of the table's form
   * @throws Unreachable when none comes
   */
  call<N extends ManagerCallName>(name: N, params: ManagerParams<N>): Promise<ManagerResult<N>>;
  /**
   * With parameters of any kind, to see them refused.
   * @throws NotInBinding when the target has no words for them
   * @returns what the call gives where it is not refused, so that it can be taken back
   */
  tryCall(name: ManagerCallName, params: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** The names of the hosts that the infrastructure has, as `hostId` holds them. */
  hosts(): Promise<readonly string[]>;
}

/** A binding of these calls to one kind of target. */
export interface ManagerBinding {
  /** The calls that this kind of target does not have, with the reason for the reader. */
  readonly notServed: Readonly<Partial<Record<ManagementCallName, string>>>;
  /**
   * @param session of whoever calls; its actor is who stands in the transcript
   * @param calls gets each call of the VIM when it is made
   * @param as `tenant`: with the rights of the session, whatever the target description gives the VIM
   * @param notes where it is written down what has to be made for a call of the VIM
   */
  manager(
    session: Session,
    calls: ExchangedCall[],
    as?: 'VIM' | 'tenant',
    notes?: Notes,
  ): AcceleratorManager;
  /** How that is taken away which the binding made beside what it was asked for. */
  keeper?(address: string, session: Session, notes: Notes): Keeper | undefined;
}

/** The target has nothing to which this could be said, so that neither its consent nor its refusal can be seen. */
export class NotInBinding extends Error {
  override name = 'NotInBinding';
}

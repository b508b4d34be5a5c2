/**
 * Network forwarding paths as features see them: which traffic is led over which connection points, in which
 * order. It names no product, as `port.ts` does not. Each method rejects as verbs do.
 */
import type { Notes } from './notes.ts';

/**
 * Which traffic takes a path: `from` (the id of the connection point where it begins), `protocol`, `source
 * addresses` and `destination addresses` (a block), `source ports` and `destination ports` (`80`, `80-90`).
 * What is not told is any.
 */
export type PathRule = Readonly<Record<string, string>>;

export interface ForwardingPath {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Ids of connection points, in the order in which traffic passes them. */
  readonly over: readonly string[];
  readonly rule: PathRule;
}

export interface PathWish {
  /** Whose it is to be; without it, that of who asks. */
  readonly tenantId?: string | undefined;
  readonly over: readonly string[];
  readonly rule: PathRule;
  /** The id of a path whose rule it is to have, in place of one of its own. */
  readonly ruleOf?: string;
}

/** What a path is made of, and cannot be without. */
export const pathParts = ['rule', 'hop', 'connection point'] as const;
export type PathPart = (typeof pathParts)[number];

export interface ForwardingPaths {
  /** Of connection points in the ledger; paths and their parts are noted by the binding. */
  readonly pointAddress: string;
  unknownId(): string;
  /** A port of a network where traffic can begin, or be led over. @returns its id */
  makePoint(name: string, networkId: string): Promise<string>;
  create(name: string, wish: PathWish): Promise<ForwardingPath>;
  list(): Promise<readonly ForwardingPath[]>;
  /** One look; undefined when there is none. */
  show(id: string): Promise<ForwardingPath | undefined>;
  /** Leads other traffic over the same connection points. */
  changeRule(id: string, rule: PathRule): Promise<void>;
  describe(id: string, description: string): Promise<void>;
  /** With all that it is made of. */
  delete(id: string): Promise<void>;
  /** Takes away one part of a path, which is expected to be refused. */
  deletePart(id: string, part: PathPart): Promise<void>;
}

/** @param notes where to write down what paths are made of */
export type OpenForwardingPaths = (notes: Notes) => ForwardingPaths;

/** The port through which a party of Or-Vi or Vi-Vnfm manages policies. It names no product. */

export interface Policy {
  readonly id: string;
  readonly name: string;
  /** Its content has been handed over. */
  readonly isTransferred: boolean;
  readonly isActive: boolean;
  /** The ids of what it is meant for. */
  readonly associations: readonly string[];
}

/** What a subscriber is told has become of a policy. */
export type PolicyChange =
  'announced' | 'transferred' | 'activated' | 'deactivated' | 'associated' | 'changed' | 'deleted';

/** A change, as a subscriber was told of it. */
export interface ToldChange {
  readonly policyId: string;
  readonly change: PolicyChange;
}

/**
 * One party. Each call rejects with a `Refusal`, a `Violation` (a wrong answer, 5xx) or `Unreachable`.
 */
export interface PolicyManager {
  /**
   * Makes room for a policy, whose content is still to be transferred.
   * @param designer who has designed it; features also leave out what must be there
   * @returns its id
   */
  announce(name: string, designer: string | undefined): Promise<string>;
  transfer(id: string, content: unknown): Promise<void>;
  query(): Promise<readonly Policy[]>;
  show(id: string): Promise<Policy>;
  /** What is in force while the policy is active. */
  content(id: string): Promise<unknown>;
  activate(id: string): Promise<void>;
  deactivate(id: string): Promise<void>;
  associate(id: string, thing: string): Promise<void>;
  disassociate(id: string, thing: string): Promise<void>;
  delete(id: string): Promise<void>;
  /** @returns the id of the subscription to changes of one policy */
  subscribe(policyId: string, callbackUri: string): Promise<string>;
  unsubscribe(id: string): Promise<void>;
  /** The ids of the subscriptions to changes of one policy. */
  subscriptionsTo(policyId: string): Promise<readonly string[]>;
}

/** One subscriber: an address of its own, and what came there. */
export interface PolicySubscriber {
  readonly callbackUri: string;
  /** Says which subscription the address was given for: what is for others is misdirected. */
  readonly belongsTo: (subscriptionId: string) => void;
  /**
   * What was told, in order, each once.
   * @throws Violation when something else came
   */
  readonly told: () => readonly ToldChange[];
  /** How many deliveries came, repeated ones included. */
  readonly deliveries: () => number;
  readonly close: () => void;
}

/**
 * What a VIM watches for its consumers, as features see it: faults and changes of resources, measures and
 * their thresholds. It names no product, as `port.ts` does not. Each method rejects as verbs do.
 */

/** How bad something is, in the words of features. */
export const severities = ['critical', 'major', 'warning'] as const;
export type Severity = (typeof severities)[number];

/** What a consumer wants to be told of. */
export type Topic = 'faults' | 'changes' | 'thresholds';

export interface Subscription {
  /** The id of a virtual compute. */
  readonly about: string;
  readonly severity: Severity;
  /** Where the consumer is told. */
  readonly callback: string;
  /** Whose the virtual compute is, where it is not of the consumer's own tenant. */
  readonly tenantId?: string;
}

export interface Threshold {
  /** The id of a collection. */
  readonly about: string;
  /** Which of the measures that it has. */
  readonly measure: string;
  /** A number; features also send what is none. */
  readonly above: string;
}

/** A threshold that is to be watched. */
export interface ThresholdWish extends Threshold, Pick<Subscription, 'severity' | 'callback'> {
  /** In seconds: over how much time measures are put together. */
  readonly period: number;
}

/** One of the alarms that the VIM has for a consumer. */
export interface Alarm {
  readonly name: string;
  /** The id of what it is about; undefined where it is about no single thing. */
  readonly about: string | undefined;
  readonly severity: Severity;
  readonly raised: boolean;
  /** Undefined for one that waits for faults or changes. */
  readonly threshold?: Threshold;
}

export interface Alarms {
  /** In the ledger. */
  readonly address: string;
  unknownId(): string;
  /** @returns the id of the subscription */
  subscribe(name: string, to: 'faults' | 'changes', wish: Subscription): Promise<string>;
  /** @returns the id of the threshold */
  watch(name: string, wish: ThresholdWish): Promise<string>;
  /** The consumer's own; those of all tenants for whoever may see them. */
  list(options?: { readonly ofAllTenants?: boolean }): Promise<readonly Alarm[]>;
  /** Ends a subscription, or removes a threshold. */
  delete(id: string): Promise<void>;
}

/** Measures of one thing, from when on somebody has wanted them. */
export interface Collection {
  readonly id: string;
  /** The id of what is measured. */
  readonly about: string;
  /** The names of what is measured of it. */
  readonly collects: readonly string[];
}
/** A new one. */
export interface NewCollection extends Collection {
  /** In seconds: over how much time measures are put together. */
  readonly period: number;
}

export interface Measure {
  /** Milliseconds since the epoch: when the time began that it is of. */
  readonly at: number;
  readonly value: number;
}

export interface Collections {
  /** In the ledger. */
  readonly address: string;
  /** The name of what is measured. */
  readonly measure: string;
  unknownId(): string;
  /** What a collection is called: its name, and the id of what it is about. */
  textOf(name: string, about: string): string;
  /** @param text as `textOf` makes it */
  create(text: string): Promise<NewCollection>;
  /** One that the consumer may see; undefined when there is none. */
  find(text: string): Promise<Collection | undefined>;
  delete(id: string): Promise<void>;
  /** What was collected, put together for each period, in order. */
  measures(collection: Pick<NewCollection, 'id' | 'period'>): Promise<readonly Measure[]>;
  /** What a collector does: hands in what was measured. */
  report(id: string, measures: readonly Measure[]): Promise<void>;
}

/** What whoever looks after virtual computes finds out about them, and tells the VIM. */
export interface Faults {
  report(computeId: string): Promise<void>;
  end(computeId: string): Promise<void>;
}

export interface Monitoring {
  readonly alarms: Alarms;
  readonly collections: Collections;
  readonly faults: Faults;
}

/** What a consumer was told. */
export interface Told {
  /** `within`: a threshold is not crossed, and is watched from now on. */
  readonly what: 'fault' | 'end of fault' | 'update' | 'removal' | 'rise' | 'fall' | 'within';
  readonly severity: Severity;
  /** Milliseconds since the epoch, by the VIM's clock; undefined for what does not tell. */
  readonly at: number | undefined;
}

/** A consumer that is told; each subscription has an address for itself. */
export interface Consumer {
  readonly callback: string;
  /** Says what the address was given for: what is for others is misdirected. */
  readonly belongsTo: (subscription: { readonly id: string; readonly about: string }) => void;
  /**
   * What the consumer was told, in the order of arrival, each once.
   * @throws Violation when something else came
   */
  readonly told: () => readonly Told[];
  readonly close: () => void;
}

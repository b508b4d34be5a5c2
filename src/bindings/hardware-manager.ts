/**
 * The port through which a VIM knows and switches the machines below it. It names no product; what a target
 * does not have of it is absent in what it tells.
 */
export const healths = ['good', 'warning', 'critical'] as const;
export type Health = (typeof healths)[number];

export type PartKind = 'processor' | 'memory module' | 'drive' | 'volume' | 'network interface';

export interface Part {
  readonly kind: PartKind;
  /** Tells it apart from all others. */
  readonly address: string;
  readonly health: Health | undefined;
  /** Hardware threads or cores, bytes, or a MAC address, by the kind. */
  readonly measure: number | string | undefined;
}

export type Settings = Readonly<Record<string, string | number | boolean | null>>;

export interface Configuration {
  readonly inForce: Settings;
  /** After the next start; undefined where nothing can be changed. */
  readonly pending: Settings | undefined;
}

/** What a machine tells of itself. */
export interface Machine {
  readonly address: string;
  readonly id: string;
  readonly name: string;
  readonly uuid: string | undefined;
  /** The host that runs on it, as the VIM calls it. */
  readonly host: string | undefined;
  readonly label: string | undefined;
  readonly power: 'on' | 'off' | 'between' | undefined;
  readonly health: Health | undefined;
  /** How many processors and how many GiB of memory it says that it has. */
  readonly processors: number | undefined;
  readonly memory: number | undefined;
  /** Addresses of what it stands in, and of who manages it. */
  readonly enclosures: readonly string[];
  readonly managers: readonly string[];
  /** From where the next start is, if not as ever: `network`, `disk`, or a word of the machine's own. */
  readonly nextStart: string | undefined;
  /** What a change must be based on; undefined where changes need no basis. */
  readonly tag: string | undefined;
}

/** A machine with all that it is made of. */
export interface WholeMachine extends Machine {
  readonly parts: readonly Part[];
  readonly configuration: Configuration | undefined;
}

export interface Enclosure {
  readonly address: string;
  readonly health: Health | undefined;
  /** What its sensors show at present. */
  readonly temperatures: readonly number[];
  readonly fans: readonly number[];
  readonly watts: readonly number[];
  readonly machines: readonly string[];
  readonly partHealths: readonly Health[];
}

/** Who asks. */
export type Bearer =
  | { readonly by: 'target file' }
  | { readonly by: 'nobody' }
  | { readonly by: 'password'; readonly name: string; readonly password: string }
  | { readonly by: 'session'; readonly token: string };

export type Switching = 'on' | 'off' | 'restart';

export interface Told {
  readonly severity: Health | undefined;
  /** The address of what it happened to. */
  readonly about: string | undefined;
  /** In milliseconds since the epoch. */
  readonly at: number | undefined;
}

/** An address at which one subscription is told. */
export interface Listener {
  readonly url: string;
  /** What is told with each event, so that it is known for whom it is. */
  readonly context: string;
  /**
   * What was told, in order, each once.
   * @throws Violation when something else came
   */
  readonly told: () => readonly Told[];
  readonly close: () => void;
}

/** @throws Refusal, Violation, Unreachable in every call */
export interface HardwareManager {
  machines(): Promise<readonly Machine[]>;
  machine(address: string): Promise<Machine>;
  whole(machine: Machine): Promise<WholeMachine>;
  /** @returns undefined where the machine tells nothing of it */
  configuration(machine: Machine): Promise<Configuration | undefined>;
  enclosure(address: string): Promise<Enclosure>;
  /** Whether the manager at an address tells what it is. */
  managerKind(address: string): Promise<string | undefined>;
  /** An address like this one at which nothing is. */
  unknownAddress(kind: 'machine' | 'enclosure' | 'manager'): Promise<string>;
  look(address: string): Promise<void>;
  /** @param basis a tag; none without it */
  relabel(address: string, label: string, basis?: string): Promise<void>;
  /** @throws NotOffered when the machine cannot be configured */
  configure(machine: Machine, change: Settings): Promise<void>;
  /** @throws NotOffered when the machine offers no such way */
  switch(machine: Machine, how: Switching): Promise<void>;
  /**
   * Says from where the next start is, and no other; undefined: as ever.
   * @throws NotOffered when nothing can be said about it
   */
  startFrom(machine: Machine, source: string | undefined): Promise<void>;
  /** With a word of any kind, to see it refused. */
  switchBy(machine: Machine, word: string): Promise<void>;
  /** @returns id; and the token that stands for name and password */
  openSession(): Promise<{ readonly id: string; readonly token: string }>;
  createAccount(name: string, password: string, role: 'reader' | 'administrator'): Promise<string>;
  subscribe(destination: string, context: string, protocol?: string): Promise<string>;
  /** Ends a session, an account or a subscription. */
  remove(id: string): Promise<void>;
  exists(id: string): Promise<boolean>;
  /** Ids of the accounts that have this name. */
  accountsNamed(name: string): Promise<readonly string[]>;
  /** Ids of the subscriptions with this context. */
  subscriptionsFor(context: string): Promise<readonly string[]>;
}

/** This kind of target has nothing for it. */
export class NotOffered extends Error {
  override name = 'NotOffered';
}

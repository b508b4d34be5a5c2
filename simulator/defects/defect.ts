/**
 * A defect: one deviation, well-formed but wrong, wrapped around the simulator from outside. It proves
 * that a check can fail. A harmless variation is the same, but no check may fail on it.
 */
export type Fetch = (request: Request) => Promise<Response>;

/** The way to whoever is connected, frame by frame. */
export interface Line {
  send(frame: string): void;
  close(): void;
}
/** The end that the simulator holds. */
export interface Connection {
  receive(frame: string): void;
  closed(): void;
}
/** Connects to the path of an address; undefined: nothing is there. */
export type Connect = (path: string, line: Line) => Connection | undefined;

/** Where a message goes to: a server of time, names or addresses, in a datagram or over a connection. */
export interface Door {
  readonly server: string;
  readonly over: 'udp' | 'tcp' | 'tls';
}
export type Answer = (
  bytes: Uint8Array,
  dispatch?: { readonly afterMs?: number; readonly elsewhere?: boolean },
) => void;
/** Takes a message; what is to go back goes to `answer`, any number of times, now or never. */
export type Mailbox = (door: Door, message: Uint8Array, answer: Answer) => void;

/** Asks the host of execution environments, as its command is asked. */
export type Tool = (
  args: readonly string[],
  input: string,
) => Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;

export interface Defect {
  /** Unique, kebab-case. */
  readonly name: string;
  /** What such a target does wrong, as a sentence. */
  readonly does: string;
  /** Clauses of which at least one example must fail. */
  readonly kills: readonly string[];
  /** Clauses of which examples may fail too, since they build on the same operation. */
  readonly mayAlsoBreak: readonly string[];
  /** Variations that come with it: only a target that is like that can be wrong in this way. */
  readonly on?: readonly string[];
  /** Each call makes a new wrapping with a state of its own. */
  readonly wrap: (next: Fetch) => Fetch;
  /** The same for connections on which frames go both ways. */
  readonly wrapConnections?: (next: Connect) => Connect;
  /** The same for requests that the target makes of its own accord; called before `wrap`. */
  readonly wrapCallbacks?: (next: Fetch) => Fetch;
  /** The same for messages to the servers of time, names and addresses. */
  readonly wrapMailbox?: (next: Mailbox) => Mailbox;
  /** The same for the host of execution environments. */
  readonly wrapTool?: (next: Tool) => Tool;
}

/** What a target may do without being wrong. */
export interface Variation extends Pick<
  Defect,
  'name' | 'does' | 'wrap' | 'wrapConnections' | 'wrapCallbacks' | 'wrapMailbox' | 'wrapTool'
> {
  /** How many times as long everything takes that goes on by itself. */
  readonly pace?: number;
  /** Whether security groups are for managers of a project alone, those of its stacks too. */
  readonly restrictedSecurityGroups?: boolean;
  /** Needs that such a target claims to meet, by their names in the catalogue. */
  readonly claims?: readonly string[];
}

/** One route: a method and the path below the simulator's origin. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
}

export const matches = (route: Route, request: Request): boolean =>
  request.method === route.method && route.path.test(new URL(request.url).pathname);

/** The way between an agent and the workload that is connected to it. */

/** The way to whoever is connected. */
export interface Line {
  send(frame: string): void;
  /** Ends the connection from this side. */
  close(): void;
}

/** The end that the agent holds. */
export interface Connection {
  receive(frame: string): void;
  /** The other side is gone. */
  closed(): void;
}

/** Connects to the path of an address; undefined: nothing is there. */
export type Connect = (path: string, line: Line) => Connection | undefined;

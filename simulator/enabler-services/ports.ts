/** What reaches the simulated servers: whole messages, in datagrams or over a connection. */

/** Where a message goes to. */
export interface Door {
  /** `host:port`, one of `simulator/enabler-services/addresses.ts`. */
  readonly server: string;
  /**
   * `tls`: the message comes after the two secrets of its connection, 32 bytes each (RFC 8915 §5.1), and
   * the port at which the server takes datagrams, in two.
   */
  readonly over: 'udp' | 'tcp' | 'tls';
}

/** What an answer may be, beside itself; only wrong servers make use of it. */
export interface Dispatch {
  /** In milliseconds: how much later it is sent. */
  readonly afterMs?: number;
  /** It is sent from another port than the one that was asked. */
  readonly elsewhere?: boolean;
}

export type Answer = (bytes: Uint8Array, dispatch?: Dispatch) => void;

/** Takes a message; what is to go back goes to `answer`, any number of times, now or never. */
export type Mailbox = (door: Door, message: Uint8Array, answer: Answer) => void;

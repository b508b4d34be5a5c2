/** What is asked of a target, as bindings say it. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  /** Absolute, http or https, without credentials. */
  readonly url: string;
  /** Who acts, for the transcript, for example "VDC user". */
  readonly actor: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as application/json unless `headers` say otherwise. */
  readonly json?: unknown;
  /** Sent as it is; not together with `json`. */
  readonly body?: Uint8Array | string;
  /** Until when a 503 or 429 is tried again: an instant of the clock, in milliseconds. */
  readonly deadline?: number;
}

/** What an Http is made of. */
import type { Clock } from './clock.ts';
import type { ExchangeLog } from './exchange-log.ts';
import type { Redactor } from './redaction.ts';
import type { TlsSettings } from './tls.ts';

export interface HttpOptions {
  readonly log: ExchangeLog;
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly tls?: TlsSettings;
  /** For one try, from connecting to the last byte, in real time. */
  readonly timeoutMs?: number;
  /** The largest body that is read. */
  readonly maxBytes?: number;
  /** A target in this process, instead of sockets. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** How long a 503 or 429 is tried again where an ask has no deadline. */
  readonly retryBudgetMs?: number;
  /**
   * Ends what is under way and all that follows; a request that changes something is not cut off.
   * Clean-up needs an Http without it.
   */
  readonly signal?: AbortSignal;
}

/** Asking a target over HTTP: each try is in the transcript, each failure is a sentence. */
import { Unreachable, Violation } from '../failures.ts';
import { type Answer, createAnswer } from './answer.ts';
import type { Ask } from './ask.ts';
import { seconds, type Settled, title, tryOnce } from './attempt.ts';
import { type Parcel, processCarrier, socketCarrier } from './carrier.ts';
import type { HttpOptions } from './http-options.ts';
import { toParcel } from './parcel.ts';
import { pause } from './pause.ts';
import { redirectOf } from './redirect.ts';
import { waitBeforeRetry } from './retry-after.ts';

export type { Answer } from './answer.ts';
export type { Ask } from './ask.ts';
export type { HttpOptions } from './http-options.ts';
export type { TlsSettings } from './tls.ts';

export interface Http {
  /**
   * Sends, and reads the whole answer. A 503 or 429 is tried again until the deadline; a redirect is
   * followed for GET on the same origin only.
   * @throws Unreachable when no usable answer came, or the target stayed overloaded
   * @throws Violation when what came is no HTTP, is too large, is broken, or leads to another host
   */
  send(ask: Ask): Promise<Answer>;
  close(): Promise<void>;
}

const mostRedirects = 3;
const isOverload = (status: number): boolean => status === 503 || status === 429;

/** @throws ConfigurationError when a file of the TLS settings cannot be used */
export function createHttp(options: HttpOptions): Http {
  const carrier =
    options.fetch === undefined ? socketCarrier(options.tls ?? {}) : processCarrier(options.fetch);
  const { clock, retryBudgetMs = 30_000 } = options;

  async function untilNotOverloaded(parcel: Parcel, ask: Ask): Promise<Settled> {
    const started = clock.now();
    const deadline = ask.deadline ?? started + retryBudgetMs;
    for (let tries = 1; ; tries += 1) {
      const settled = await tryOnce(carrier, parcel, ask.actor, options);
      const { status, headers } = settled.arrival;
      if (!isOverload(status)) return settled;
      const wait = waitBeforeRetry(headers, tries, clock.now());
      if (clock.now() + wait > deadline) {
        throw new Unreachable(
          `${title(parcel, options)}: the target stayed overloaded: status ${String(status)}, ` +
            `${String(tries)} ${tries === 1 ? 'try' : 'tries'} in ${seconds(clock.now() - started)}, ` +
            `the next one due in ${seconds(wait)} and so after the deadline`,
        );
      }
      await pause(clock, wait, options.signal, title(parcel, options));
    }
  }

  return {
    async send(ask) {
      let parcel = toParcel(ask);
      for (let redirects = 0; ; redirects += 1) {
        const { arrival, text, bytes, isText, exchange } = await untilNotOverloaded(parcel, ask);
        const next = redirectOf(parcel, arrival, options.redactor);
        if (next === undefined) {
          const { status, headers } = arrival;
          return createAnswer({ status, headers, text, bytes, exchange }, isText, options.redactor);
        }
        if (redirects === mostRedirects) {
          throw new Violation({
            expected: `an answer to ${title(toParcel(ask), options)}`,
            observed: `more than ${String(mostRedirects)} redirects, the last to ${options.redactor.url(next.href)}`,
          });
        }
        parcel = { ...parcel, url: next };
      }
    },
    close: () => carrier.close(),
  };
}

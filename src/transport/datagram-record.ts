/** What of questions in datagrams stands in the transcript. */
import type { Clock } from './clock.ts';
import type { ExchangeLog } from './exchange-log.ts';
import type { Redactor } from './redaction.ts';

interface Into {
  readonly log: ExchangeLog;
  readonly redactor: Redactor;
  readonly clock: Clock;
}
interface Asked {
  readonly protocol: string;
  readonly server: string;
  readonly again: string;
}

/** One try, and what became of it. */
export function writeTry(
  { log, redactor, clock }: Into,
  { protocol, server, again }: Asked,
  seen: {
    readonly asked: string;
    /** An instant of the clock. */
    readonly started: number;
    readonly outcome: { readonly text: string } | { readonly error: string };
    readonly over?: 'udp' | 'tcp';
  },
): void {
  const { asked, started, outcome, over = 'udp' } = seen;
  log.add({
    actor: 'client',
    at: new Date(started).toISOString(),
    durationMs: Math.max(0, clock.now() - started),
    request: {
      method: protocol,
      url: `${over}://${server}`,
      headers: {},
      body: redactor.text(asked),
    },
    ...('text' in outcome
      ? { response: { status: 0, headers: {}, body: redactor.text(outcome.text) } }
      : { error: redactor.text(outcome.error) }),
    curl: again,
  });
}

/** What came and was not the answer. */
export function writeStray(
  { log, redactor, clock }: Into,
  { protocol, server, again }: Asked,
  from: string,
  stray: string,
): void {
  log.add({
    actor: from,
    at: new Date(clock.now()).toISOString(),
    durationMs: 0,
    request: { method: protocol, url: `udp://${server}`, headers: {} },
    error: redactor.text(`not taken: ${stray}`),
    curl: again,
  });
}

/** One try: carried, read, written into the transcript, and its failure made a sentence. */
import type { Exchange } from '../evidence.ts';
import { Unreachable, Violation } from '../failures.ts';
import { asText, BrokenEncoding, readBody, TooLarge, unpack } from './body.ts';
import type { Arrival, Carrier, Parcel } from './carrier.ts';
import type { HttpOptions } from './http-options.ts';
import { describeFailure } from './network-failure.ts';
import { toExchange } from './record.ts';
import type { Redactor } from './redaction.ts';

/** One request that got its answer. */
export interface Settled {
  readonly arrival: Arrival;
  readonly text: string;
  readonly bytes: Uint8Array;
  /** False when the bytes are no UTF-8. */
  readonly isText: boolean;
  readonly exchange: Exchange;
}

/** Method and address, fit for a sentence. */
export const title = (parcel: Parcel, { redactor }: HttpOptions): string =>
  `${parcel.method} ${redactor.url(parcel.url.href)}`;

export const seconds = (ms: number): string => `${String(Math.round(ms / 100) / 10)} s`;

/** Carries once and writes the exchange, whatever comes of it. */
export async function tryOnce(
  carrier: Carrier,
  parcel: Parcel,
  actor: string,
  options: HttpOptions,
): Promise<Settled> {
  const { clock, redactor, timeoutMs = 60_000, maxBytes = 8 * 1024 * 1024 } = options;
  const started = clock.now();
  const limit = new AbortController();
  const interrupt = () => {
    limit.abort(new Unreachable('the run was interrupted'));
  };
  // A timer of our own: that of AbortSignal.timeout would let an otherwise idle process end.
  const timer = setTimeout(() => {
    limit.abort(new Unreachable(`no complete answer within ${seconds(timeoutMs)}`));
  }, timeoutMs);
  // What changes the target is waited for once it is sent: only its answer tells what was made.
  if (parcel.method === 'GET' || parcel.method === 'HEAD') {
    options.signal?.addEventListener('abort', interrupt, { once: true });
  }
  if (options.signal?.aborted === true) interrupt();

  let arrival: Arrival | undefined;
  const chunks: Uint8Array[] = [];
  const write = (bytes: Uint8Array, error?: string) =>
    options.log.add(toExchange({ parcel, actor, started, arrival, bytes, error, redactor, clock }));
  try {
    limit.signal.throwIfAborted();
    arrival = await carrier.carry(parcel, limit.signal);
    await readBody(arrival.body, maxBytes, chunks);
    const bytes = unpack(Buffer.concat(chunks), arrival.headers['content-encoding'], maxBytes);
    const text = asText(bytes);
    return {
      arrival,
      text: text ?? bytes.toString('utf8'),
      bytes,
      isText: text !== undefined,
      exchange: write(bytes),
    };
  } catch (error) {
    const failure = toFailure(limit.signal.aborted ? limit.signal.reason : error, {
      title: title(parcel, options),
      arrival,
      maxBytes,
      redactor,
    });
    write(Buffer.concat(chunks), failure instanceof Error ? redactor.text(failure.message) : '');
    throw failure;
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', interrupt);
  }
}

/** The class that decides the verdict; what is not understood is a bug and stays as it is. */
function toFailure(
  error: unknown,
  seen: { title: string; arrival: Arrival | undefined; maxBytes: number; redactor: Redactor },
): unknown {
  const { title, arrival, redactor } = seen;
  const violation = (observed: string) =>
    new Violation({ expected: `an answer to ${title}`, observed }, { cause: error });
  const half = arrival === undefined ? '' : `, after status ${String(arrival.status)} had come`;
  if (error instanceof Unreachable) return new Unreachable(`${title}: ${error.message}${half}`);
  if (error instanceof TooLarge) {
    return violation(`a body of more than ${String(seen.maxBytes)} bytes; the rest was not read`);
  }
  if (error instanceof BrokenEncoding) return violation(error.message);
  const failure = describeFailure(error);
  if (failure === undefined) return error;
  const sentence = redactor.text(failure.sentence);
  return failure.kind === 'malformed'
    ? violation(sentence)
    : new Unreachable(`${title}: ${sentence}${half}`, { cause: error });
}

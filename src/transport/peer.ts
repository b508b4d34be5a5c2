/**
 * Two sides that call each other in JSON-RPC 2.0 over one line. Each call and each answer is in the
 * transcript; what is no frame, or answers nothing that was asked, fails whatever is done next.
 */
import { Unreachable, Violation } from '../failures.ts';
import { excerpt } from './excerpt.ts';
import type { ExchangeLog } from './exchange-log.ts';
import type { Clock } from './clock.ts';
import type { OpenLine } from './frame-line.ts';
import { openHeld } from './held-line.ts';
import type { Redactor } from './redaction.ts';

/** A frame, read; JSON-RPC itself belongs to the contract. */
export type ReadFrame =
  | {
      readonly kind: 'call';
      readonly id: string | number;
      readonly method: string;
      readonly params: unknown;
    }
  | { readonly kind: 'result'; readonly id: string | number; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: string | number | null; readonly error: PeerError };

export interface PeerError {
  readonly code: number;
  readonly message: string;
}

export type PeerAnswer =
  | { readonly result: unknown; readonly error?: undefined }
  | { readonly error: PeerError; readonly result?: undefined };

export interface PeerOptions {
  readonly open: OpenLine;
  /** @returns undefined for what is neither a call nor an answer */
  readonly read: (frame: string) => ReadFrame | undefined;
  readonly log: ExchangeLog;
  readonly redactor: Redactor;
  readonly clock: Clock;
  /** Who we are and who they are, for the transcript. */
  readonly us: string;
  readonly them: string;
  /** For one call, in real milliseconds. */
  readonly timeoutMs: number;
  /** Answers a call of the other side. */
  readonly serve: (method: string, params: unknown, id: string | number) => PeerAnswer;
  readonly signal?: AbortSignal;
}

export interface Peer {
  /**
   * @throws Unreachable when no answer comes
   * @throws Violation when what comes is no answer
   */
  call(method: string, params: unknown): Promise<PeerAnswer>;
  /** @throws Violation when something came that is no frame; Unreachable when the line is gone */
  check(): void;
  /** What came that is no frame, or answers nothing. */
  violation(): Violation | undefined;
  close(): void;
}

/** So often the other side may call on one connection; who calls more often is not listened to. */
const mostCalls = 10_000;

interface Pending {
  readonly settle: (answer: PeerAnswer, frame: string) => void;
  readonly fail: (error: Error) => void;
}

/** @throws Unreachable when the line cannot be opened */
export async function openPeer(options: PeerOptions): Promise<Peer> {
  const { log, redactor, clock, us, them } = options;
  const pending = new Map<string | number, Pending>();
  let broken: Error | undefined;
  let count = 0;
  let served = 0;

  const written = (
    actor: string,
    method: string,
    sent: string | Uint8Array,
    outcome: { status: number; frame: string } | { error: string },
    started: number,
  ): void => {
    const body = excerpt(sent, 'application/json', redactor) ?? '';
    const came = 'frame' in outcome ? excerpt(outcome.frame, 'application/json', redactor) : '';
    log.add({
      actor,
      at: new Date(started).toISOString(),
      durationMs: Math.max(0, clock.now() - started),
      request: { method, url: redactor.url(line.address), headers: {}, body },
      ...('frame' in outcome
        ? { response: { status: outcome.status, headers: {}, body: came ?? '' } }
        : { error: redactor.text(outcome.error) }),
      curl: `printf '%s\\n' '${body.replaceAll("'", `'\\''`)}' | ${redactor.text(line.again)}`,
    });
  };
  /** All that is under way, and all that follows, ends with this. */
  const fail = (error: Error): void => {
    broken ??= error;
    for (const { fail: failOne } of pending.values()) failOne(error);
    pending.clear();
  };
  /** What comes after that says no more, and may be endless. */
  const misbehaved = (what: string, frame: string | Uint8Array): void => {
    written(them, 'a frame', frame, { error: what }, clock.now());
    line.close();
    fail(
      new Violation({
        expected: `calls and answers of JSON-RPC 2.0 from the ${them}`,
        observed: what,
      }),
    );
  };
  const serve = (frame: string, call: ReadFrame & { kind: 'call' }): void => {
    served += 1;
    if (served > mostCalls) {
      misbehaved(`more than ${String(mostCalls)} calls`, frame);
      return;
    }
    const answer = options.serve(call.method, call.params, call.id);
    const reply = JSON.stringify({ jsonrpc: '2.0', id: call.id, ...answer });
    const status = answer.error?.code ?? 0;
    written(them, call.method, frame, { status, frame: reply }, clock.now());
    line.send(reply);
  };

  const heard = (text: string): void => {
    const read = options.read(text);
    if (read === undefined) {
      misbehaved('a frame that is neither a call nor an answer', text);
    } else if (read.kind === 'call') serve(text, read);
    else {
      const asked = read.id === null ? undefined : pending.get(read.id);
      if (asked === undefined || read.id === null) {
        misbehaved(`an answer to ${JSON.stringify(read.id)}, which was not asked`, text);
        return;
      }
      pending.delete(read.id);
      asked.settle(read.kind === 'result' ? { result: read.result } : { error: read.error }, text);
    }
  };

  const { line, begin } = await openHeld(options.open, {
    frame(text) {
      if (broken === undefined) heard(text);
    },
    malformed(what, seen) {
      if (broken === undefined) misbehaved(what, seen);
    },
    ended(why) {
      fail(new Unreachable(`${them}: ${why}`));
    },
  });
  begin();

  return {
    call: (method, params) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) {
          reject(broken);
          return;
        }
        count += 1;
        const id = count;
        const started = clock.now();
        const sent = JSON.stringify({ jsonrpc: '2.0', id, method, params });
        const end = (error: Error): void => {
          if (pending.delete(id) || broken !== undefined) {
            written(us, method, sent, { error: error.message }, started);
          }
          finish();
          reject(error);
        };
        const timer = setTimeout(() => {
          end(new Unreachable(`${method}: no answer within ${String(options.timeoutMs / 1000)} s`));
        }, options.timeoutMs);
        const interrupt = (): void => {
          end(new Unreachable(`${method}: the run was interrupted`));
        };
        const finish = (): void => {
          clearTimeout(timer);
          options.signal?.removeEventListener('abort', interrupt);
        };
        options.signal?.addEventListener('abort', interrupt, { once: true });
        pending.set(id, {
          settle(answer, frame) {
            finish();
            written(us, method, sent, { status: answer.error?.code ?? 0, frame }, started);
            resolve(answer);
          },
          fail: end,
        });
        line.send(sent);
      }),
    check() {
      if (broken !== undefined) throw broken;
    },
    violation: () => (broken instanceof Violation ? broken : undefined),
    close() {
      broken ??= new Unreachable(`${them}: we have closed the connection`);
      line.close();
    },
  };
}

/**
 * Where a target reaches the harness: a small HTTP service that takes what is sent to addresses nobody
 * can guess, and tells everybody else nothing. What comes to them is in the transcript, redacted.
 */
import { randomBytes } from 'node:crypto';
import { asText, readBody, TooLarge } from './body.ts';
import type { Clock } from './clock.ts';
import type { ExchangeLog } from './exchange-log.ts';
import { toExchange } from './record.ts';
import type { Redactor } from './redaction.ts';
import { listenForCallbacks, type SinkAddress, type SinkServer } from './sink-server.ts';

/** What came: a text, or what is wrong with it as the end of "the target sent …". */
export type Delivery =
  { readonly text: string } | { readonly problem: string; readonly status: number };

/** Gets what comes, in order. @returns its status, of which 200 to 299 acknowledge it */
export type Take = (delivery: Delivery) => number;

/** An address that only who is told it can know. */
export interface Mailbox {
  readonly url: string;
  /** What comes later is answered as what strangers send is, and stands in the transcript as late. */
  readonly close: () => void;
}

export interface SinkOptions {
  readonly where: SinkAddress;
  readonly log: ExchangeLog;
  readonly redactor: Redactor;
  readonly clock: Clock;
  /** Who calls, for the transcript. */
  readonly them: string;
  /** A target in this process, which calls `fetch` and needs no socket. */
  readonly inProcess?: boolean;
}

export interface Sink {
  /**
   * Where targets reach it; the first call begins to listen.
   * @throws ConfigurationError that names the key to change
   */
  readonly address: () => Promise<string>;
  /**
   * @param how a target that may test the address asks for it with GET, and hears that it is there
   * @throws ConfigurationError as `address` does
   */
  readonly open: (take: Take, how?: { readonly mayBeTested: boolean }) => Promise<Mailbox>;
  /** Whether anything has come from the target yet, which shows that it can reach us; one in this process can. */
  readonly reached: () => boolean;
  /** For a target in this process. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly close: () => Promise<void>;
}

/** Under `.test`, which no name server answers for (RFC 6761). */
const inProcessAddress = 'http://callbacks.test';

/** The largest body, and how many deliveries are taken within a second. */
export const sinkLimits = { bytes: 64 * 1024, perSecond: 200 } as const;

const empty = (status: number): Response => new Response(null, { status });

export function createSink(options: SinkOptions): Sink {
  const { clock, redactor, log, them } = options;
  /** By the last part of their path: what stands before it is a proxy's affair. */
  const boxes = new Map<string, Take>();
  const testable = new WeakSet<Take>();
  let listening: Promise<SinkServer> | undefined;
  let reached = options.inProcess === true;
  let second = { began: -Infinity, deliveries: 0 };

  const isFlood = (): boolean => {
    if (clock.now() - second.began >= 1000) second = { began: clock.now(), deliveries: 0 };
    second.deliveries += 1;
    return second.deliveries > sinkLimits.perSecond;
  };

  async function fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const take = boxes.get(url.pathname.split('/').at(-1) ?? '');
    // Strangers are not read: what they send is nobody's evidence.
    if (take === undefined) return empty(404);
    reached = true;
    const started = clock.now();
    const chunks: Uint8Array[] = [];
    const delivery = isFlood() ? flood : await read(request, chunks);
    const isTest = request.method === 'GET' && testable.has(take) && delivery !== flood;
    const status = isTest ? there : take(delivery);
    // The first that is too much tells of all.
    if (delivery === flood && second.deliveries > sinkLimits.perSecond + 1) return empty(status);
    const headers = Object.fromEntries(request.headers);
    const body = Buffer.concat(chunks);
    log.add(
      toExchange({
        parcel: { method: request.method, url, headers, body },
        actor: them,
        started,
        arrival: { status, headers: {}, body: nothing() },
        bytes: new Uint8Array(),
        error: errorOf(delivery, status),
        redactor,
        clock,
      }),
    );
    return empty(status);
  }

  const address = async (): Promise<string> => {
    if (options.inProcess === true) return inProcessAddress;
    listening ??= listenForCallbacks(options.where, fetch);
    return (await listening).url;
  };

  return {
    address,
    reached: () => reached,
    fetch,
    async open(take, how) {
      if (how?.mayBeTested === true) testable.add(take);
      const token = randomBytes(24).toString('base64url');
      // Who knows it can speak for the target.
      redactor.add(token);
      const url = `${await address()}/${token}`;
      boxes.set(token, take);
      return { url, close: () => void boxes.set(token, () => gone) };
    },
    async close() {
      boxes.clear();
      await (await listening?.catch(() => undefined))?.close();
    },
  };
}

const gone = 404;
const there = 204;
const late = 'late: nobody listens at this address any more';
const flood: Delivery = {
  problem: `more than ${String(sinkLimits.perSecond)} notifications within a second`,
  status: 429,
};

function errorOf(delivery: Delivery, status: number): string | undefined {
  if (status === there) return undefined;
  return 'problem' in delivery ? delivery.problem : status === gone ? late : undefined;
}

/** @param chunks gets what was read */
async function read(request: Request, chunks: Uint8Array[]): Promise<Delivery> {
  try {
    await readBody(request.body ?? nothing(), sinkLimits.bytes, chunks);
  } catch (error) {
    return error instanceof TooLarge
      ? { problem: `a body of more than ${String(sinkLimits.bytes)} bytes`, status: 413 }
      : { problem: 'a body that broke off', status: 400 };
  }
  if (request.method !== 'POST') {
    return { problem: `${request.method} instead of POST`, status: 405 };
  }
  const text = asText(Buffer.concat(chunks));
  return text === undefined ? { problem: 'a body that is no UTF-8', status: 400 } : { text };
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // A body without bytes.
}

/** Requests over connections that are held: what a load balancer is measured with. */
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { Unreachable, Violation } from '../failures.ts';
import type { Clock } from './clock.ts';
import { curlLine } from './curl.ts';
import type { ExchangeLog } from './exchange-log.ts';
import { type HostPort, written } from './host-port.ts';
import { describeFailure } from './network-failure.ts';
import type { Redactor } from './redaction.ts';
import { pemOptions } from './tls.ts';

/** A connection: a socket, or one within this process. It may end with an error at once. */
export type OpenStream = (to: HostPort) => Duplex;

export const socketStream: OpenStream = ({ host, port }) => connect({ host, port });

export interface StreamHttpOptions {
  readonly open: OpenStream;
  readonly log: ExchangeLog;
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Within TLS: the name that the other must be, and who is trusted to say so. */
  readonly tls?: { readonly name: string; readonly cacert?: string };
}

export interface StreamAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** One connection; requests on it go one after the other. */
export interface HeldConnection {
  /**
   * @throws Unreachable when no answer came
   * @throws Violation when what came is no HTTP, or too large; within TLS also when the other is not who it must be
   */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<StreamAnswer>;
  close(): void;
}

/** Milliseconds, and bytes: members say who they are, and no more. */
const patience = 10_000;
const mostBytes = 64 * 1024;

/** @param to is connected to with the first request */
export function holdConnection(to: HostPort, options: StreamHttpOptions): HeldConnection {
  const { open, log, redactor, clock, signal, tls } = options;
  const agent = new (class extends Agent {
    override createConnection = () => (tls === undefined ? open(to) : secured(open(to), tls));
  })({ keepAlive: true, maxSockets: 1 });

  return {
    async get(path, headers = {}) {
      const url = `${tls === undefined ? 'http' : 'https'}://${written(to)}${path}`;
      const started = clock.now();
      const asked = { method: 'GET', url: redactor.url(url), headers: redactor.headers(headers) };
      const write = (came: StreamAnswer | { readonly error: string }): void => {
        log.add({
          actor: 'client',
          at: new Date(started).toISOString(),
          durationMs: Math.max(0, clock.now() - started),
          request: asked,
          ...('error' in came ? { error: redactor.text(came.error) } : { response: shown(came) }),
          curl: curlLine(asked),
        });
      };
      const shown = ({ status, headers: back, body }: StreamAnswer) => ({
        status,
        headers: redactor.headers(
          Object.fromEntries(Object.entries(back).map(([name, value]) => [name, String(value)])),
        ),
        body: redactor.body(body, back['content-type']),
      });
      try {
        signal?.throwIfAborted();
        const answer = await ask(to, path, headers, agent);
        write(answer);
        return answer;
      } catch (error) {
        const failure = failureOf(`GET ${asked.url}`, error, options);
        write({ error: failure instanceof Error ? failure.message : String(failure) });
        throw failure;
      }
    },
    close: () => {
      agent.destroy();
    },
  };
}

function ask(
  { host, port }: HostPort,
  path: string,
  headers: Readonly<Record<string, string>>,
  agent: Agent,
): Promise<StreamAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host, port, path, headers });
    const timer = setTimeout(() => {
      const late = new Unreachable(`no complete answer within ${String(patience / 1000)} s`);
      sent.destroy(late);
    }, patience);
    sent.once('close', () => {
      clearTimeout(timer);
    });
    sent.once('error', reject);
    sent.once('response', (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > mostBytes) sent.destroy(new TooLarge());
      });
      answer.once('error', reject);
      answer.once('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
      });
    });
    sent.end();
  });
}

/** TLS over a connection; what goes wrong below goes wrong with it. */
function secured(below: Duplex, { name, cacert }: NonNullable<StreamHttpOptions['tls']>): Duplex {
  const trusted = pemOptions(cacert === undefined ? {} : { cacert });
  const above = connectTls({ ...trusted, socket: below, servername: name });
  below.once('error', (error) => above.destroy(error));
  above.once('close', () => below.destroy());
  return above;
}

/** The other does not speak TLS, or is not who it must be. */
const isOfTls = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^(?:EPROTO$|ERR_(?:SSL|TLS)_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/.test(
    String(error.code),
  );

class TooLarge extends Error {
  override name = 'TooLarge';
}

/** The class that decides the verdict; what is not understood is a bug and stays as it is. */
function failureOf(
  title: string,
  error: unknown,
  { signal, tls }: Pick<StreamHttpOptions, 'signal' | 'tls'>,
): unknown {
  if (signal?.aborted === true) return new Unreachable(`${title}: the run was interrupted`);
  if (error instanceof Unreachable) return new Unreachable(`${title}: ${error.message}`);
  if (error instanceof TooLarge) {
    const observed = `a body of more than ${String(mostBytes)} bytes; the rest was not read`;
    return new Violation({ expected: `an answer to ${title}`, observed }, { cause: error });
  }
  const failure = describeFailure(error);
  if (failure === undefined) return error;
  if (tls !== undefined && isOfTls(error)) {
    const expected = `TLS with a trusted certificate for ${tls.name}, for ${title}`;
    return new Violation({ expected, observed: failure.sentence }, { cause: error });
  }
  return failure.kind === 'malformed'
    ? new Violation({ expected: `an answer to ${title}`, observed: failure.sentence })
    : new Unreachable(`${title}: ${failure.sentence}`, { cause: error });
}

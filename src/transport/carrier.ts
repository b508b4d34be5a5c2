/** How one request gets to the target and its answer back: over a socket, or by a function call. */
import { Agent, EnvHttpProxyAgent, request } from 'undici';
import { pemOptions, type TlsSettings } from './tls.ts';

export interface Parcel {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Arrival {
  readonly status: number;
  /** Names in lower case; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

export interface Carrier {
  /** Rejects with whatever the network says; `describeFailure` makes a sentence of it. */
  carry(parcel: Parcel, signal: AbortSignal): Promise<Arrival>;
  close(): Promise<void>;
}

const proxyVariables = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'];
/** This machine itself is never behind a proxy; few people name it in NO_PROXY. */
const withoutProxy = () =>
  [process.env['no_proxy'] ?? process.env['NO_PROXY'] ?? '', 'localhost', '127.0.0.1', '[::1]']
    .filter((host) => host !== '')
    .join(',');

/** Over sockets, with undici; through a proxy where the usual variables name one. */
export function socketCarrier(tls: TlsSettings): Carrier {
  const connect = pemOptions(tls);
  // HTTP/1.1 alone: one way for all services, and what a transcript and its curl line show.
  const options = { allowH2: false, keepAliveTimeout: 2_000 };
  const proxied = proxyVariables.some((name) => (process.env[name] ?? '') !== '');
  const dispatcher = proxied
    ? new EnvHttpProxyAgent({
        ...options,
        connect,
        requestTls: connect,
        proxyTls: connect,
        noProxy: withoutProxy(),
      })
    : new Agent({ ...options, connect });
  return {
    async carry(parcel, signal) {
      const answer = await request(parcel.url, {
        dispatcher,
        method: parcel.method,
        headers: parcel.headers,
        body: parcel.body ?? null,
        signal,
        // The caller's signal is the one time limit, and exact.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(answer.headers)) {
        if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
      }
      return { status: answer.statusCode, headers, body: answer.body };
    },
    // Answers that nobody waits for any more must not hold up the end.
    close: () => dispatcher.destroy(),
  };
}

/** By calling a fetch-shaped handler in this process: no socket, nothing to listen. */
export function processCarrier(fetch: (request: Request) => Promise<Response>): Carrier {
  return {
    async carry(parcel, signal) {
      const sent = new Request(parcel.url, {
        method: parcel.method,
        headers: parcel.headers,
        ...(parcel.body === undefined
          ? {}
          : { body: parcel.body as string | Uint8Array<ArrayBuffer> }),
        redirect: 'manual',
      });
      const answer = await orAborted(fetch(sent), signal);
      return {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: answer.body === null ? nothing() : untilAborted(answer.body, signal),
      };
    },
    close: () => Promise.resolve(),
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // An answer without a body.
}

/** A handler in this process need not know the signal, so the wait for it ends here. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}

async function* untilAborted(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const next = await orAborted(reader.read(), signal);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

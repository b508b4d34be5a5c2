/** Servers on loopback that behave as no service should, and an Http that asks them. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { TestContext } from 'node:test';
import type { Clock } from '../../src/transport/clock.ts';
import { createExchangeLog, type ExchangeLog } from '../../src/transport/exchange-log.ts';
import { createHttp, type Http, type HttpOptions } from '../../src/transport/http.ts';
import { createRedactor } from '../../src/transport/redaction.ts';

// These tests talk to this machine alone, whatever proxy the one who runs them is behind.
for (const name of ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY']) {
  delete process.env[name];
}

async function listen(t: TestContext, server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** @returns its origin */
export const httpServer = async (t: TestContext, handler: RequestListener): Promise<string> =>
  `http://127.0.0.1:${String(await listen(t, createServer(handler)))}`;

export const tlsServer = async (
  t: TestContext,
  options: ServerOptions,
  handler: RequestListener,
): Promise<string> =>
  `https://127.0.0.1:${String(await listen(t, createTlsServer(options, handler)))}`;

/** Answers each connection with these bytes, once something has come in, and then hangs up. */
export const rawServer = async (
  t: TestContext,
  bytes: string | Buffer,
  end: 'end' | 'reset' | 'hold' = 'end',
): Promise<string> => {
  const server = createTcpServer((socket) => {
    socket.once('data', () => {
      if (bytes.length > 0) socket.write(bytes);
      if (end === 'end') socket.end();
      if (end === 'reset') setImmediate(() => socket.resetAndDestroy());
    });
  });
  return `http://127.0.0.1:${String(await listen(t, server))}`;
};

/** Time that passes only when somebody sleeps. */
export function sleepyClock(start = Date.UTC(2026, 0, 1)): Clock & { readonly slept: number[] } {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep(ms) {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}

export function client(
  t: TestContext,
  options: Partial<HttpOptions> = {},
): { http: Http; log: ExchangeLog } {
  const log = createExchangeLog();
  const http = createHttp({ log, redactor: createRedactor(), clock: sleepyClock(), ...options });
  t.after(() => http.close());
  return { http, log };
}

/** An ask of which only the address matters. */
export const get = (url: string) => ({ method: 'GET', url, actor: 'VDC user' }) as const;

/** The sink on a socket, and how a target finds it. */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { ConfigurationError } from '../failures.ts';

export interface SinkAddress {
  /** `host:port`; port 0 takes a free one. */
  readonly listen: string;
  /** Under which targets reach it, where it is not the address on which it listens. */
  readonly url?: string;
  /** The host of the target, to find out which of this machine's addresses it sees. */
  readonly target?: string;
}

export interface SinkServer {
  /** What targets are told, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use',
  EACCES: 'the system does not allow it',
  EADDRNOTAVAIL: 'this machine does not have the address',
  ENOTFOUND: 'there is no such address',
};

/** In milliseconds: who is slower with a whole request is cut off. */
const patience = 10_000;

/** @throws ConfigurationError when it cannot listen; it names the key to change */
export async function listenForCallbacks(
  where: SinkAddress,
  fetch: (request: Request) => Promise<Response>,
): Promise<SinkServer> {
  const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(where.listen) ?? [];
  const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
  const server = createServer(
    {
      requestTimeout: patience,
      headersTimeout: patience,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16 * 1024,
    },
    (request, response) => void listener(request, response),
  );
  server.maxConnections = 64;
  // A run must end even where a close was forgotten.
  server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = reasons[error.code ?? ''] ?? error.message;
      const message = `callbacks.listen: cannot listen at ${where.listen}: ${reason}`;
      reject(new ConfigurationError(message, { cause: error }));
    });
    server.listen(Number(port), host, resolve);
  });
  return {
    url: (where.url ?? (await found(server.address() as AddressInfo, where.target))).replace(
      /\/+$/,
      '',
    ),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Who listens everywhere is reached at the address from which this machine would ask the target. */
async function found({ address, family, port }: AddressInfo, target?: string): Promise<string> {
  const everywhere = address === '0.0.0.0' || address === '::';
  const host = everywhere ? await facing(target, address === '::' ? 'udp6' : 'udp4') : address;
  const isV6 = everywhere ? host.includes(':') : family === 'IPv6';
  return `http://${isV6 ? `[${host}]` : host}:${String(port)}`;
}

/** Nothing is sent: connecting a datagram socket only asks for the route. */
function facing(target: string | undefined, type: 'udp4' | 'udp6'): Promise<string> {
  const loopback = type === 'udp6' ? '::1' : '127.0.0.1';
  if (target === undefined) return Promise.resolve(loopback);
  return new Promise((resolve) => {
    const socket = createSocket(type);
    const end = (host: string): void => {
      socket.close();
      resolve(host);
    };
    socket.once('error', () => {
      end(loopback);
    });
    socket.connect(9, target, () => {
      end(socket.address().address);
    });
  });
}

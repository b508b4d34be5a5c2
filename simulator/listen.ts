/** The simulator on a socket. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { Connect } from './agent/line.ts';
import { takeConnections } from './agent/web-socket.ts';

export interface ListenOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** The loopback unless told otherwise: the simulator's accounts are known to everybody. */
  readonly address?: string;
  /**
   * The process is the simulator's alone, so faster classes may take the place of the global Request
   * and Response: a third less CPU for each request. What else runs here must not rely on the
   * platform's own.
   */
  readonly ownsProcess?: boolean;
}

export interface Listening {
  /** Without a slash at the end. */
  readonly url: string;
  /** Stops at once, also for clients that keep their connection. */
  close(): Promise<void>;
}

/** The simulator cannot listen there; `message` names address and port. */
export class CannotListen extends Error {
  override name = 'CannotListen';
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use',
  EACCES: 'the system does not allow it',
  EADDRNOTAVAIL: 'this machine does not have the address',
  ENOTFOUND: 'there is no such address',
};

/** @throws CannotListen */
export async function listen(
  app: {
    fetch(request: Request): Response | Promise<Response>;
    /** What takes connections; without it, nothing does. */
    connect?: Connect;
    /** Who may connect, by the header Authorization; everybody without it. */
    admits?: (authorization: string | undefined) => boolean;
  },
  { port, address = '127.0.0.1', ownsProcess = false }: ListenOptions,
): Promise<Listening> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CannotListen(`the port must be a number from 0 to 65535, not ${String(port)}`);
  }
  // The server hands over a light look-alike, which only its own classes take for a request.
  const listener = getRequestListener(
    (request) => app.fetch(ownsProcess ? request : request.clone()),
    { overrideGlobalObjects: ownsProcess },
  );
  const server = createServer((request, response) => void listener(request, response));
  server.on('clientError', answerMethod);
  const { connect, admits } = app;
  const endConnections =
    connect === undefined ? undefined : takeConnections(server, connect, admits);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = reasons[error.code ?? ''] ?? error.message;
      const where = `${address}, port ${String(port)}`;
      reject(new CannotListen(`cannot listen at ${where}: ${reason}`, { cause: error }));
    });
    server.listen(port, address, resolve);
  });
  return {
    url: urlOf(server.address() as AddressInfo),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
        endConnections?.();
      }),
  };
}

/** Node's parser knows a list of methods and takes another for a broken request; RFC 9110 §15.6.2 says 501. */
export const answerMethod = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  const status = error.code === 'HPE_INVALID_METHOD' ? '501 Not Implemented' : '400 Bad Request';
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
};

/** A server that listens everywhere is reached at the loopback. */
const urlOf = ({ address, family, port }: AddressInfo): string => {
  const host = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address;
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${String(port)}`;
};

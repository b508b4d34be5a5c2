/** A message over TLS, the one that comes back, and the secrets that both sides take from the handshake. */
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { ConnectTo, SendOverTls } from './datagram-line.ts';
import { hostPort } from './host-port.ts';
import { pemOptions } from './tls.ts';

/** In bytes: longer answers are none. */
const longest = 64 * 1024;

/** @param usualPort where the address has none */
export const tlsOver =
  (connectTo: ConnectTo, usualPort: number): SendOverTls =>
  (server, { protocol, tls, secrets }, message, signal) =>
    new Promise((resolve, reject) => {
      const { host } = hostPort(server, usualPort);
      const parts: Buffer[] = [];
      let length = 0;
      let exported: readonly Uint8Array[] = [];
      const under = connectTo(server, signal);
      const socket = connect({
        socket: under,
        ALPNProtocols: [protocol],
        minVersion: 'TLSv1.3',
        ...(isIP(host) === 0 ? { servername: host } : { host }),
        ...pemOptions(tls),
      });
      const fail = (error: Error): void => {
        reject(signal.aborted ? (signal.reason as Error) : error);
        socket.destroy();
        under.destroy();
      };
      under.on('error', fail);
      socket.on('error', fail);
      socket.on('secureConnect', () => {
        exported = secrets.map(({ label, context, bytes }) =>
          socket.exportKeyingMaterial(bytes, label, Buffer.from(context)),
        );
        socket.write(message);
      });
      socket.on('data', (bytes: Buffer) => {
        parts.push(bytes);
        length += bytes.length;
        if (length > longest) fail(failure('the answer does not end'));
      });
      socket.on('end', () => {
        resolve({ answer: Buffer.concat(parts), secrets: exported });
        socket.destroy();
      });
      socket.on('close', () => {
        fail(failure('the connection was closed before the answer was complete'));
      });
    });

const failure = (message: string): Error =>
  Object.assign(new Error(message), { code: 'ECONNRESET' });

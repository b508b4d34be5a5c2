/** Messages over TCP, each after its length in two bytes, as DNS has them (RFC 1035 §4.2.2). */
import { connect } from 'node:net';
import type { ConnectTo, SendOverStream } from './datagram-line.ts';
import { hostPort } from './host-port.ts';

/** The message with its length before it. */
export function framed(message: Uint8Array): Uint8Array {
  const frame = Buffer.alloc(2 + message.length);
  frame.writeUInt16BE(message.length);
  frame.set(message, 2);
  return frame;
}

/** Takes bytes as they come, and gives each message once it is complete. */
export function unframer(complete: (message: Uint8Array) => void): (bytes: Uint8Array) => void {
  let held: Buffer = Buffer.alloc(0);
  return (bytes) => {
    held = Buffer.concat([held, bytes]);
    while (held.length >= 2) {
      const end = 2 + held.readUInt16BE();
      if (held.length < end) return;
      complete(held.subarray(2, end));
      held = held.subarray(end);
    }
  };
}

/** @param usualPort where the address has none */
export const connectOverTcp =
  (usualPort: number): ConnectTo =>
  (server, signal) =>
    connect({ ...hostPort(server, usualPort), signal });

/** @param usualPort where the address has none */
export const framedOverTcp = (usualPort: number): SendOverStream =>
  framedOver(connectOverTcp(usualPort));

export const framedOver =
  (connectTo: ConnectTo): SendOverStream =>
  (server, message, signal) =>
    new Promise((resolve, reject) => {
      const socket = connectTo(server, signal);
      const read = unframer((answer) => {
        resolve(answer);
        socket.destroy();
      });
      socket.on('data', read);
      socket.on('error', (error) => {
        reject(signal.aborted ? (signal.reason as Error) : error);
      });
      socket.on('close', () => {
        reject(
          Object.assign(new Error('the connection was closed before the answer was complete'), {
            code: 'ECONNRESET',
          }),
        );
      });
      socket.write(framed(message));
    });

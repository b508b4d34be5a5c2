/** Messages over connections, each after its length in two bytes (RFC 1035 §4.2.2). */
import type { Server } from 'node:net';
import type { Mailbox } from './ports.ts';

/** In milliseconds: how long a connection may be idle. */
const idle = 10_000;

/** Takes connections to one server; a message without an answer ends its connection. */
export function takeConnections(listener: Server, server: string, mailbox: Mailbox): void {
  listener.on('connection', (socket) => {
    let held: Buffer = Buffer.alloc(0);
    socket.setTimeout(idle, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      held = Buffer.concat([held, bytes]);
      while (held.length >= 2 && held.length >= 2 + held.readUInt16BE()) {
        const end = 2 + held.readUInt16BE();
        const message = held.subarray(2, end);
        held = held.subarray(end);
        let answered = false;
        mailbox({ server, over: 'tcp' }, message, (answer) => {
          answered = true;
          const length = Buffer.alloc(2);
          length.writeUInt16BE(answer.length);
          socket.write(Buffer.concat([length, answer]));
        });
        if (!answered) socket.destroy();
      }
    });
  });
}

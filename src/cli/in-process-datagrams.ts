/** Messages to the servers of the simulator in this process: no socket, but the same messages. */
import { createHash } from 'node:crypto';
import type { Mailbox } from '../../simulator/enabler-services/ports.ts';
import type { Clock } from '../../simulator/kernel/clock.ts';
import type { DatagramCarrier } from '../transport/datagram-line.ts';

const portOf = (server: string): Uint8Array => {
  const port = Number(server.slice(server.lastIndexOf(':') + 1));
  return Uint8Array.of(port >> 8, port & 255);
};

export function inProcessDatagrams(mailbox: Mailbox, clock: Clock): DatagramCarrier {
  const after = (ms: number | undefined, run: () => void): void => {
    if (ms === undefined) run();
    else clock.schedule(ms, run);
  };
  return {
    async open(server, end) {
      let closed = false;
      return {
        peer: server,
        now: () => clock.now(),
        async send(message) {
          mailbox({ server, over: 'udp' }, message, (bytes, { afterMs, elsewhere } = {}) => {
            after(afterMs, () => {
              const from = elsewhere === true ? `another port of ${server}` : server;
              if (!closed) end.arrived({ bytes, from, at: clock.now() });
            });
          });
        },
        close: () => {
          closed = true;
        },
      };
    },
    async overTls(server, { secrets }, message) {
      // Both sides would take the same from a handshake; nobody else is here to learn it.
      const given = secrets.map(({ label, context, bytes }) =>
        createHash('sha512').update(label).update(context).digest().subarray(0, bytes),
      );
      return {
        answer: overConnection(server, 'tls', Buffer.concat([...given, portOf(server), message])),
        secrets: given,
      };
    },
    overStream: async (server, message) => overConnection(server, 'tcp', message),
  };

  function overConnection(server: string, over: 'tcp' | 'tls', message: Uint8Array): Uint8Array {
    const answers: Uint8Array[] = [];
    mailbox({ server, over }, message, (bytes) => answers.push(bytes));
    const [answer] = answers;
    if (answer !== undefined) return answer;
    const refused = new Error('nothing came back before the connection was closed');
    throw Object.assign(refused, { code: 'ECONNRESET' });
  }
}

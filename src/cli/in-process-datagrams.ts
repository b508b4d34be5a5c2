/** Messages to the servers of the simulator in this process: no socket, but the same messages. */
import type { Mailbox } from '../../simulator/enabler-services/ports.ts';
import type { Clock } from '../../simulator/kernel/clock.ts';
import type { DatagramCarrier } from '../transport/datagram-line.ts';

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
    async overStream(server, message) {
      const answers: Uint8Array[] = [];
      mailbox({ server, over: 'tcp' }, message, (bytes) => answers.push(bytes));
      const [answer] = answers;
      if (answer !== undefined) return answer;
      const refused = new Error('nothing came back before the connection was closed');
      throw Object.assign(refused, { code: 'ECONNRESET' });
    },
  };
}

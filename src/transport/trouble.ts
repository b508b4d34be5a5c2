/**
 * What goes wrong in networks, brought about on our own side: nothing of the target is touched, and it
 * sees what it would see if the network did it.
 */
import type { ArrivedDatagram, OpenDatagramLine } from './datagram-line.ts';

export const troubles = [
  'request lost',
  'answer lost',
  'answer late',
  'answer to another',
  'answer from elsewhere',
] as const;
export type Trouble = (typeof troubles)[number];

/** How an answer is forged, by those who know what is in it. */
export interface Forgery {
  /** The same answer to another request. */
  readonly toAnother: (answer: Uint8Array) => Uint8Array;
  /** A plausible answer that is wrong. */
  readonly wrong: (answer: Uint8Array) => Uint8Array;
}

/** A line on which the first datagram has this trouble, and what follows has none. */
export const troubled =
  (open: OpenDatagramLine, trouble: Trouble, forge: Forgery): OpenDatagramLine =>
  async (server, end) => {
    let sent = 0;
    let spoilt = false;
    const late: ArrivedDatagram[] = [];
    const arrived = (datagram: ArrivedDatagram): void => {
      if (spoilt || sent > 1) {
        end.arrived(datagram);
        return;
      }
      spoilt = true;
      if (trouble === 'answer lost') return;
      if (trouble === 'answer late') {
        late.push(datagram);
        return;
      }
      if (trouble === 'answer to another') {
        end.arrived({ ...datagram, bytes: forge.toAnother(datagram.bytes) });
      } else if (trouble === 'answer from elsewhere') {
        const bytes = forge.wrong(datagram.bytes);
        end.arrived({ ...datagram, bytes, from: `${datagram.from}0` });
      }
      end.arrived(datagram);
    };
    const line = await open(server, { ...end, arrived });
    return {
      ...line,
      async send(bytes) {
        sent += 1;
        if (sent === 1 && trouble === 'request lost') return;
        late.splice(0).forEach((datagram) => {
          end.arrived({ ...datagram, at: line.now() });
        });
        await line.send(bytes);
      },
    };
  };

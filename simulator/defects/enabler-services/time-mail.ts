/** Interference with packets of time servers. */
import {
  decodeNtp,
  encodeNtp,
  type NtpPacket,
} from '../../../src/contract/enabler-services/ntp.ts';
import { withMac } from '../../../src/contract/enabler-services/ntp-mac.ts';
import type { Door, Mailbox } from '../defect.ts';
import { atDoors } from './mail.ts';

export const ofTime = ({ server, over }: Door): boolean =>
  over === 'udp' && server.endsWith(':123');

/** As in the target description of the simulator: defects know what is published. */
export const timeKey = { id: 1, algorithm: 'sha1', secret: Buffer.from('simulator') } as const;

/**
 * Changes what goes back. A server that is wrong proves that it knows the key all the same; what is proved
 * with keys that nobody else knows passes as it is.
 */
export const answeredTime = (
  change: (answer: NtpPacket) => NtpPacket,
): ((next: Mailbox) => Mailbox) =>
  atDoors(ofTime, (next) => (door, message, answer) => {
    next(door, message, (bytes, dispatch) => {
      const packet = decodeNtp(bytes);
      if (packet.extensions.length > 0) {
        answer(bytes, dispatch);
        return;
      }
      const changed = change(packet);
      const proof = changed.mac !== undefined && changed.mac === packet.mac;
      answer(encodeNtp(proof ? withMac(changed, timeKey) : changed), dispatch);
    });
  });

/** Seconds as a difference of timestamps. */
export const ntpSeconds = (seconds: number): bigint => BigInt(Math.round(seconds * 2 ** 32));

/** The clock of the server is so much further. */
export const shifted = (packet: NtpPacket, by: bigint): NtpPacket => ({
  ...packet,
  receive: packet.receive + by,
  transmit: packet.transmit + by,
  reference: packet.reference + by,
});

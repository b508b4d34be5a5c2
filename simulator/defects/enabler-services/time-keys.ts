/** What can be wrong with how time servers prove that they know a key. */
import { decodeNtp, encodeNtp } from '../../../src/contract/enabler-services/ntp.ts';
import { withMac } from '../../../src/contract/enabler-services/ntp-mac.ts';
import type { Defect } from '../defect.ts';
import { atDoors, onMail } from './mail.ts';
import { answeredTime, ofTime, timeKey } from './time-mail.ts';

const kills = { kills: ['ntp/authentication'], mayAlsoBreak: [] };

export const timeKeyDefects: readonly Defect[] = [
  onMail(
    {
      name: 'time-key-not-proved',
      does: 'A time server answers authenticated requests without authentication.',
      ...kills,
    },
    answeredTime(({ mac: _, ...answer }) => answer),
  ),
  onMail(
    {
      name: 'time-key-proof-spoilt',
      does: 'The last bit of the authentication of every answer is wrong.',
      ...kills,
    },
    answeredTime(({ mac, ...answer }) => {
      if (mac === undefined) return answer;
      const last = mac.digest.length - 1;
      const digest = mac.digest.map((byte, n) => (n === last ? byte ^ 1 : byte));
      return { ...answer, mac: { ...mac, digest } };
    }),
  ),
  onMail(
    {
      name: 'time-key-not-checked',
      does: 'A time server takes any authentication, and answers with what was sent to it.',
      ...kills,
    },
    atDoors(ofTime, (next) => (door, message, answer) => {
      if (message.length <= 48 || decodeNtp(message).mac === undefined) {
        next(door, message, answer);
        return;
      }
      const { mac, ...plain } = decodeNtp(message);
      next(door, encodeNtp(withMac(plain, timeKey)), (bytes) => {
        const { mac: own, ...back } = decodeNtp(bytes);
        const proved = mac === undefined || own === undefined ? back : { ...back, mac };
        answer(mac?.keyId === timeKey.id ? bytes : encodeNtp(proved));
      });
    }),
  ),
];

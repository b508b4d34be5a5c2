/** Interference with messages of name servers. */
import {
  decodeDns,
  type DnsMessage,
  encodeDns,
} from '../../../src/contract/enabler-services/dns.ts';
import type { Door, Mailbox } from '../defect.ts';
import { atDoors } from './mail.ts';

export const ofNames = ({ server }: Door): boolean => server.endsWith(':53');
export const ofNamesOverTcp = (door: Door): boolean => ofNames(door) && door.over === 'tcp';

/** Changes what goes back; what is not a whole message passes. */
export const answeredNames = (
  change: (answer: DnsMessage, door: Door) => DnsMessage,
): ((next: Mailbox) => Mailbox) =>
  atDoors(ofNames, (next) => (door, message, answer) => {
    next(door, message, (bytes, dispatch) => {
      answer(encodeDns(change(decodeDns(bytes), door)), dispatch);
    });
  });

/** Changes what goes back when records of one type were asked for. */
export const answeredType = (
  types: readonly string[],
  change: (answer: DnsMessage, door: Door) => DnsMessage,
) =>
  answeredNames((answer, door) =>
    types.includes(answer.questions[0]?.type ?? '') ? change(answer, door) : answer,
  );

/** Changes the data of each record of one type. */
export const withData = (answer: DnsMessage, type: string, data: string): DnsMessage => ({
  ...answer,
  answers: answer.answers.map((record) => (record.type === type ? { ...record, data } : record)),
});

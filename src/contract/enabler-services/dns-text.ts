/** A message of DNS in words. */
import type { DnsMessage } from './dns.ts';

/** What a message says, for people. */
export const dnsText = (message: DnsMessage): string => {
  const flags = [
    ...(message.authoritative ? ['AA'] : []),
    ...(message.truncated ? ['TC'] : []),
    ...(message.recursionDesired ? ['RD'] : []),
    ...(message.recursionAvailable ? ['RA'] : []),
  ];
  const lines = (title: string, records: DnsMessage['answers']): string[] =>
    records.map(({ name, type, ttl, data }) =>
      [title, name, ttl, type, data ?? '(not read)'].join(' '),
    );
  return [
    `id ${String(message.id)}, ${message.response ? message.rcode : 'query'}, flags ${flags.join(' ') || 'none'}`,
    ...message.questions.map(({ name, type }) => `question ${name} ${type}`),
    ...lines('answer', message.answers),
    ...lines('authority', message.authorities),
    ...(message.edns === undefined ? [] : [`datagrams of ${String(message.edns.udpSize)} bytes`]),
  ].join('\n');
};

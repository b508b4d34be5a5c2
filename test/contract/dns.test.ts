import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  canonicalName,
  decodeDns,
  type DnsMessage,
  type DnsRecord,
  emptyMessage,
  encodeDns,
  reverseName,
} from '../../src/contract/enabler-services/dns.ts';
import { dataTypes } from '../../src/contract/enabler-services/dns-data.ts';
import { Malformed } from '../../src/contract/enabler-services/malformed.ts';
import { bytesOf, type Capture, captures, hexOf } from './captures.ts';

interface DnsCapture extends Capture {
  readonly requestText: readonly string[];
  readonly responseText: readonly string[];
}
const recorded = captures<DnsCapture>('dns');
const answered = recorded.flatMap(({ response, ...rest }) =>
  response === null ? [] : [{ ...rest, response }],
);

/** Lines of a section in dnspython's text. */
const section = (text: readonly string[], name: string): string[] => {
  const from = text.indexOf(`;${name}`);
  if (from < 0) return [];
  const to = text.findIndex((line, at) => at > from && line.startsWith(';'));
  return text.slice(from + 1, to < 0 ? undefined : to);
};
const known = (type: string): boolean => dataTypes.some((each) => each === type);
/** Names end in a dot there. */
const lineOf = ({ name, type, ttl, data = '' }: DnsRecord): string =>
  `${canonicalName(name)} ${String(ttl)} IN ${type} ${data}`;
const plain = (line: string): string => {
  const [name = '', ttl, klass, type, ...data] = line.split(' ');
  const bare = data.map((word) => (type === 'TXT' ? word : word.replace(/\.$/, '')));
  return [canonicalName(name), ttl, klass, type, ...bare].join(' ');
};
const typeOf = (line: string): string => line.split(' ')[3] ?? '';

test('every recorded answer is read as others read it', () => {
  let compared = 0;
  for (const { name, response, responseText } of answered) {
    if (name.startsWith('opcode 9') || name.startsWith('class CH')) continue;
    const message = decodeDns(bytesOf(response));
    const line = (start: string) => responseText.find((each) => each.startsWith(start)) ?? '';
    assert.equal(`id ${String(message.id)}`, line('id '), name);
    assert.equal(`rcode ${message.rcode}`, line('rcode '), name);
    const flags = [
      ...(message.response ? ['QR'] : []),
      ...(message.authoritative ? ['AA'] : []),
      ...(message.truncated ? ['TC'] : []),
      ...(message.recursionDesired ? ['RD'] : []),
      ...(message.recursionAvailable ? ['RA'] : []),
    ].join(' ');
    assert.equal(`flags ${flags}`, line('flags ').replace(/ (AD|CD)/g, ''), name);
    const payload = message.edns === undefined ? '' : `payload ${String(message.edns.udpSize)}`;
    assert.equal(payload, line('payload '), name);
    for (const [records, title] of [
      [message.answers, 'ANSWER'],
      [message.authorities, 'AUTHORITY'],
      [message.additionals, 'ADDITIONAL'],
    ] as const) {
      assert.deepEqual(
        records
          .filter(({ type }) => known(type))
          .map(lineOf)
          .sort(),
        section(responseText, title)
          .filter((each) => known(typeOf(each)))
          .map(plain)
          .sort(),
        `${name}: ${title}`,
      );
    }
    compared += 1;
  }
  assert.ok(compared > 75, String(compared));
});

test('every recorded query is read, and what is none is told', () => {
  for (const { name, request } of recorded) {
    if (/^(update|opcode|the added|TSIG|AXFR)/.test(name)) continue;
    if (name.startsWith('garbage')) {
      assert.throws(() => decodeDns(bytesOf(request)), Malformed);
      continue;
    }
    const { questions, response } = decodeDns(bytesOf(request));
    assert.equal(response, false, name);
    assert.equal(questions.length, name.startsWith('two questions') ? 2 : 1, name);
  }
});

test('what was read is written, and reads the same again', () => {
  let written = 0;
  for (const { name, response } of answered) {
    const message = decodeDns(bytesOf(response));
    const { answers, authorities, additionals } = message;
    const all = [...answers, ...authorities, ...additionals];
    if (!all.every(({ type }) => known(type))) continue;
    assert.deepEqual(decodeDns(encodeDns(message)), message, name);
    written += 1;
  }
  assert.ok(written > 60, String(written));
});

test('the case of names is kept', () => {
  const { request } = recorded.find(({ name }) => name.includes('mixed case')) ?? { request: '' };
  const [question] = decodeDns(bytesOf(request)).questions;
  assert.match(question?.name ?? '', /[a-z]/);
  assert.match(question?.name ?? '', /[A-Z]/);
});

test('addresses have names of their own for the way back', () => {
  assert.equal(reverseName('192.0.2.80'), '80.2.0.192.in-addr.arpa');
  const zeros = '0.'.repeat(22);
  assert.equal(reverseName('2001:db8::80'), `0.8.${zeros}8.b.d.0.1.0.0.2.ip6.arpa`);
  assert.equal(reverseName('2001:db8:0:0:0:0:0:80'), reverseName('2001:db8::80'));
});

const label = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);
const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));
const octet = fc.nat(255);
const record: fc.Arbitrary<DnsRecord> = fc.oneof(
  ...[
    fc.tuple(
      fc.constant('A'),
      fc.tuple(octet, octet, octet, octet).map((all) => all.join('.')),
    ),
    fc.tuple(fc.constantFrom('NS', 'CNAME', 'PTR'), name),
    fc.tuple(
      fc.constant('MX'),
      fc.tuple(fc.nat(65_535), name).map((all) => all.join(' ')),
    ),
    fc.tuple(
      fc.constant('SRV'),
      fc.tuple(fc.nat(9), fc.nat(9), fc.nat(65_535), name).map((all) => all.join(' ')),
    ),
    fc.tuple(fc.constant('TXT'), fc.stringMatching(/^"[ !#-[\]-~]{1,60}"$/)),
  ].map((one) =>
    fc.tuple(name, fc.nat(2 ** 31 - 1), one).map(([owner, ttl, [type, data]]) => ({
      name: owner,
      type,
      ttl,
      data,
    })),
  ),
);
const message: fc.Arbitrary<DnsMessage> = fc.record({
  id: fc.nat(65_535),
  response: fc.boolean(),
  opcode: fc.nat(15),
  rcode: fc.constantFrom('NOERROR', 'NXDOMAIN', 'REFUSED'),
  authoritative: fc.boolean(),
  truncated: fc.boolean(),
  recursionDesired: fc.boolean(),
  recursionAvailable: fc.boolean(),
  questions: fc.array(fc.record({ name, type: fc.constantFrom('A', 'TXT', 'SRV') }), {
    maxLength: 2,
  }),
  answers: fc.array(record, { maxLength: 4 }),
  authorities: fc.array(record, { maxLength: 2 }),
  additionals: fc.array(record, { maxLength: 2 }),
  edns: fc.record({ version: fc.constant(0), udpSize: fc.integer({ min: 512, max: 65_535 }) }),
});

test('any message that is written reads the same', () => {
  fc.assert(
    fc.property(message, (each) => {
      // Generated objects may be without a prototype, which is none of the message.
      assert.deepEqual(decodeDns(encodeDns(each)), structuredClone(each));
    }),
  );
  assert.deepEqual(decodeDns(encodeDns(emptyMessage)), emptyMessage);
});

const handled = (bytes: Uint8Array): void => {
  try {
    decodeDns(bytes);
  } catch (error) {
    assert.ok(error instanceof Malformed, String(error));
  }
};

test('any bytes are a message, or no message', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), handled));
  handled(new Uint8Array(65_535));
  handled(new Uint8Array(65_535).fill(0xc0));
});

test('recorded messages that are cut short or changed in places are handled, too', () => {
  const all = answered.map(({ response }) => response);
  fc.assert(
    fc.property(
      fc.constantFrom(...all),
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
      (hex, cut, changes) => {
        const bytes = bytesOf(hex);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        handled(bytes.slice(0, bytes.length - (cut % bytes.length)));
      },
    ),
    { numRuns: 500 },
  );
});

test('names that point to themselves, or on and on, end at once', () => {
  const header = '000184000001000000000000';
  for (const pointer of ['c00c', 'c00e', 'c0ff', 'ffff']) {
    assert.throws(() => decodeDns(bytesOf(`${header}${pointer}00010001`)), Malformed);
  }
  assert.equal(hexOf(bytesOf(header)), header);
});

/** Keys for NTP, as agreed upon and used with a real server, and in words of their own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seal, unseal } from '../../src/contract/enabler-services/aes-siv.ts';
import { Malformed } from '../../src/contract/enabler-services/malformed.ts';
import { decodeNtp, emptyPacket, encodeNtp } from '../../src/contract/enabler-services/ntp.ts';
import { secured, securedAnswer } from '../../src/contract/enabler-services/nts-exchange.ts';
import {
  bodyOf,
  hiddenIn,
  ntsFields,
  proved,
} from '../../src/contract/enabler-services/nts-fields.ts';
import {
  decodeRecords,
  encodeRecords,
  recordsText,
  recordTypes,
} from '../../src/contract/enabler-services/nts-records.ts';
import { bytesOf, type Capture, captures, hexOf } from './captures.ts';

interface Recorded extends Capture {
  readonly c2s?: string;
  readonly s2c?: string;
  readonly plaintext?: string;
}
const [agreed, exchange, wrong] = captures<Recorded>('nts');
assert.ok(agreed && exchange && wrong);
const keys = { c2s: bytesOf(agreed.c2s ?? ''), s2c: bytesOf(agreed.s2c ?? '') };
const packet = (hex: string | null) => decodeNtp(bytesOf(hex ?? ''));

/** What a function makes of anything: a value, or the one error of our codecs. */
const tame = (read: () => unknown): void => {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof Malformed, String(error));
  }
};

test('the example of RFC 5297 is sealed as there, and opens again', () => {
  const key = bytesOf('fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff');
  const beside = [bytesOf('101112131415161718191a1b1c1d1e1f2021222324252627')];
  const plain = bytesOf('112233445566778899aabbccddee');
  const sealed = seal(key, beside, plain);
  assert.equal(hexOf(sealed), '85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c');
  assert.equal(hexOf(unseal(key, beside, sealed) ?? new Uint8Array()), hexOf(plain));
});

test('what was sealed opens with all that belongs to it, and with nothing else', () => {
  const bytes = fc.uint8Array({ maxLength: 40 });
  const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(key, bytes, bytes, fc.nat(), (secret, beside, plain, bit) => {
      const sealed = seal(secret, [beside], plain);
      assert.deepEqual(Buffer.from(unseal(secret, [beside], sealed) ?? [1]), Buffer.from(plain));
      const at = bit % (sealed.length * 8);
      const spoilt = sealed.map((byte, n) => (n === at >> 3 ? byte ^ (1 << (at & 7)) : byte));
      assert.equal(unseal(secret, [beside], spoilt), undefined);
      assert.equal(unseal(secret, [beside, beside], sealed), undefined);
    }),
    { numRuns: 50 },
  );
  assert.equal(unseal(new Uint8Array(32), [], new Uint8Array(15)), undefined);
});

test('a recorded agreement is read, and written again byte by byte', () => {
  const records = decodeRecords(bytesOf(agreed.response ?? ''));
  assert.equal(
    recordsText(records).replace(/(\ncookie of 100 bytes)+/, '\ncookies'),
    'protocols 0\nalgorithms 15\nport 20123\ncookies\nend',
  );
  assert.equal(records.filter(({ type }) => type === recordTypes.cookie).length, 8);
  for (const hex of [agreed.request, agreed.response ?? '']) {
    assert.equal(hexOf(encodeRecords(decodeRecords(bytesOf(hex)))), hex);
  }
});

test('a recorded exchange proves the keys of both sides, and hides a new cookie', () => {
  assert.deepEqual(hiddenIn(packet(exchange.request), keys.c2s), []);
  const hidden = hiddenIn(packet(exchange.response), keys.s2c) ?? [];
  assert.deepEqual(
    hidden.map(({ type, body }) => [type, hexOf(body)]),
    [[ntsFields.cookie, exchange.plaintext?.slice(8)]],
  );
  assert.equal(hiddenIn(packet(exchange.response), keys.c2s), undefined);
  assert.equal(hiddenIn(packet(wrong.request), keys.c2s), undefined);
  const request = packet(exchange.request);
  const agreedKeys = { clientKey: keys.c2s, serverKey: keys.s2c, cookie: new Uint8Array() };
  assert.deepEqual(securedAnswer(packet(wrong.response), request, agreedKeys), { refused: true });
  const seen = securedAnswer(packet(exchange.response), request, agreedKeys);
  assert.equal('cookies' in seen && seen.cookies.length, 1);
});

test('a request has an identifier, its cookie and a proof, and only its own answer is one', () => {
  let count = 0n;
  const random = (): bigint => (count += 1n);
  const agreedKeys = { clientKey: keys.c2s, serverKey: keys.s2c, cookie: Uint8Array.of(1, 2, 3) };
  const request = secured(emptyPacket, agreedKeys, random);
  assert.equal(bodyOf(request, ntsFields.identifier)?.length, 32);
  assert.deepEqual(bodyOf(request, ntsFields.cookie), Uint8Array.of(1, 2, 3, ...new Uint8Array(9)));
  assert.deepEqual(hiddenIn(decodeNtp(encodeNtp(request)), keys.c2s), []);
  const own = { ...emptyPacket, extensions: request.extensions.slice(0, 1) };
  const nonce = new Uint8Array(16);
  assert.deepEqual(securedAnswer(proved(own, keys.s2c, nonce), request, agreedKeys), {
    cookies: [],
  });
  assert.match(JSON.stringify(securedAnswer(own, request, agreedKeys)), /does not prove/);
  const other = secured(emptyPacket, agreedKeys, random);
  assert.match(
    JSON.stringify(securedAnswer(proved(own, keys.s2c, nonce), other, agreedKeys)),
    /does not repeat the identifier/,
  );
});

test('what is no row of records says where it breaks off', () => {
  for (const [hex, says] of [
    ['', /^0 bytes, and the end of the records is missing$/],
    ['8001000200', /^a record at byte 0 that is cut short$/],
    ['8001000200008000000000', /^it goes on after its end at byte 10$/],
  ] as const) {
    assert.throws(() => decodeRecords(bytesOf(hex)), { name: 'Malformed', message: says });
  }
});

test('records and packets that were spoilt are read, or said to be none', () => {
  const records = bytesOf(agreed.response ?? '');
  const answer = bytesOf(exchange.response ?? '');
  fc.assert(
    fc.property(fc.nat(), fc.nat(255), fc.nat(), (place, byte, cut) => {
      const spoilt = (bytes: Uint8Array): Uint8Array =>
        bytes
          .map((each, n) => (n === place % bytes.length ? byte : each))
          .slice(0, cut % 3 === 0 ? cut % bytes.length : undefined);
      tame(() => decodeRecords(spoilt(records)));
      tame(() => hiddenIn(decodeNtp(spoilt(answer)), keys.s2c));
    }),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      tame(() => decodeRecords(bytes));
    }),
  );
  tame(() => decodeRecords(new Uint8Array(65_536)));
});

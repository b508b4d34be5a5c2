import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aes128Cmac } from '../../src/contract/enabler-services/cmac.ts';
import { Malformed } from '../../src/contract/enabler-services/malformed.ts';
import {
  decodeNtp,
  emptyPacket,
  encodeNtp,
  kissCodeOf,
  referenceIdOf,
} from '../../src/contract/enabler-services/ntp.ts';
import {
  type KeyAlgorithm,
  provesKey,
  type SymmetricKey,
  withMac,
} from '../../src/contract/enabler-services/ntp-mac.ts';
import { millisecondsOf, timestampOf } from '../../src/contract/enabler-services/ntp-time.ts';
import { bytesOf, type Capture, captures, hexOf } from './captures.ts';

interface NtpCapture extends Capture {
  readonly says: null | {
    readonly leap?: number;
    readonly version: number;
    readonly mode: number;
    readonly stratum: number;
    readonly poll: number;
    readonly precision: number;
    readonly rootDelay: number;
    readonly rootDispersion: number;
    readonly refid: string;
    readonly offset: number;
    readonly keyId?: number;
    readonly macValid?: boolean;
  };
  readonly responseText: readonly string[] | null;
}

const recorded = captures<NtpCapture>('ntp');
const answered = recorded.flatMap(({ response, ...rest }) =>
  response === null ? [] : [{ ...rest, response }],
);
const all = recorded.flatMap(({ request, response }) =>
  response === null ? [request] : [request, response],
);

const key = (id: number, algorithm: KeyAlgorithm, secret: string): SymmetricKey => ({
  id,
  algorithm,
  secret: bytesOf(secret),
});
const keys = [
  key(1, 'sha1', '6c61622d6b65792d736861312d6b65792d736861'),
  key(2, 'md5', '6c61622d6b65792d6d6435'),
  key(3, 'aes-128-cmac', '000102030405060708090a0b0c0d0e0f'),
  key(4, 'sha256', '6c61622d6b65792d736861323536'),
];

test('every recorded packet is read and written again as it was', () => {
  assert.ok(all.length > 55, String(all.length));
  for (const hex of all) assert.equal(hexOf(encodeNtp(decodeNtp(bytesOf(hex)))), hex);
});

test('what is read is what others read in the same answer', () => {
  let compared = 0;
  for (const { name, response, says, responseText } of answered) {
    if (says?.leap === undefined) continue;
    const packet = decodeNtp(bytesOf(response));
    for (const field of [
      'leap',
      'version',
      'mode',
      'stratum',
      'poll',
      'precision',
      'rootDelay',
      'rootDispersion',
    ] as const) {
      assert.equal(packet[field], says[field], `${name}: ${field}`);
    }
    if (packet.stratum === 0) assert.equal(kissCodeOf(packet) ?? '', says.refid, name);
    const written = responseText?.find((line) => line.startsWith('Transmit Timestamp: '));
    const transmit = millisecondsOf(packet.transmit, Date.UTC(2026, 10, 23));
    const expected = Date.parse(written?.slice('Transmit Timestamp: '.length) ?? '');
    assert.ok(Math.abs(transmit - expected) < 2, `${name}: ${String(transmit)} ${String(written)}`);
    compared += 1;
  }
  assert.ok(compared > 20, String(compared));
});

test('authentication is verified with each algorithm, and made as clients made it', () => {
  const authentic = recorded.filter(({ name }) => name.includes('authenticated, key'));
  assert.equal(authentic.length, 7);
  for (const { name, request, response, says } of authentic) {
    const used = keys.find(({ id }) => id === says?.keyId);
    assert.ok(used !== undefined && response !== null, name);
    const packet = decodeNtp(bytesOf(response));
    assert.equal(provesKey(packet, used), true, name);
    assert.equal(provesKey({ ...packet, stratum: packet.stratum + 1 }, used), false, name);
    assert.equal(provesKey(packet, { ...used, secret: bytesOf('00'.repeat(16)) }), false, name);
    const { mac: _, ...plain } = decodeNtp(bytesOf(request));
    assert.equal(hexOf(encodeNtp(withMac(plain, used))), request, name);
  }
});

test('AES-128-CMAC gives the values of RFC 4493', () => {
  const secret = bytesOf('2b7e151628aed2a6abf7158809cf4f3c');
  const message = bytesOf(
    '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710',
  );
  const due: Readonly<Record<number, string>> = {
    0: 'bb1d6929e95937287fa37d129b756746',
    16: '070a16b46b4d4144f79bdd9dd04a287c',
    40: 'dfa66747de9ae63030ca32611497c827',
    64: '51f0bebf7e3b9d92fc49741779363cfe',
  };
  for (const [length, mac] of Object.entries(due)) {
    assert.equal(hexOf(aes128Cmac(secret, message.slice(0, Number(length)))), mac);
  }
});

test('extension fields are told from the authentication', () => {
  const nts = recorded.find(
    ({ name }) => name === 'NTS: authenticated exchange with the keys above',
  );
  const { extensions, mac } = decodeNtp(bytesOf(nts?.request ?? ''));
  assert.deepEqual(
    extensions.map(({ type, body }) => [type.toString(16), body.length]),
    [
      ['104', 32],
      ['204', 100],
      ['404', 36],
    ],
  );
  assert.equal(mac, undefined);
});

test('times survive the end of an era, in 2036', () => {
  for (const at of [0, Date.UTC(2026, 0, 1), Date.UTC(2036, 1, 7, 6, 28, 16), Date.UTC(2040, 5)]) {
    const back = millisecondsOf(timestampOf(at + 0.25), at + 40 * 365 * 86_400_000);
    assert.ok(Math.abs(back - at - 0.25) < 0.001, String(at));
  }
  const nineteenHundred = timestampOf(Date.UTC(1900, 0, 1));
  assert.equal(nineteenHundred, 0n);
});

test('a kiss code is four letters of an answer without stratum', () => {
  const kiss = { ...emptyPacket, referenceId: referenceIdOf('RATE') };
  assert.equal(kissCodeOf(kiss), 'RATE');
  assert.equal(kissCodeOf({ ...kiss, stratum: 1 }), undefined);
  assert.equal(kissCodeOf({ ...kiss, referenceId: 0x7f7f0101 }), undefined);
});

const readable = (bytes: Uint8Array): boolean => {
  try {
    assert.equal(hexOf(encodeNtp(decodeNtp(bytes))), hexOf(bytes));
    return true;
  } catch (error) {
    assert.ok(error instanceof Malformed, String(error));
    return false;
  }
};

test('any bytes are a packet that is written as it was read, or no packet', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      readable(bytes);
    }),
  );
  assert.equal(readable(new Uint8Array(65_507)), false);
});

test('recorded packets that are cut short or changed in places are handled, too', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...all),
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
      (hex, cut, changes) => {
        const bytes = bytesOf(hex);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        readable(bytes.slice(0, bytes.length - (cut % bytes.length)));
      },
    ),
    { numRuns: 500 },
  );
});

/** Whatever bytes come, they are a message of DHCPv6 or none, at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Association,
  decodeDhcp6,
  type Dhcp6Datagram,
  type Dhcp6Message,
  type Dhcp6Options,
  encodeDhcp6,
  messageTypes6,
} from '../../src/contract/enabler-services/dhcp6.ts';
import { dhcp6Text } from '../../src/contract/enabler-services/dhcp6-text.ts';
import { address6 } from '../../src/contract/enabler-services/dhcp6-values.ts';
import { Malformed } from '../../src/contract/enabler-services/malformed.ts';
import { bytesOf, captures, hexOf } from './captures.ts';
import type { DhcpCapture } from './dhcp-captures.ts';

const recorded = captures<DhcpCapture>('dhcpv6');
const byte = fc.nat(255);
const u16 = fc.nat(65_535);
const u32 = fc.nat(0xffffffff);
const hex = (least: number, most: number) =>
  fc.uint8Array({ minLength: least, maxLength: most }).map(hexOf);
const ipv6 = fc
  .array(fc.oneof(byte, fc.constant(0)), { minLength: 16, maxLength: 16 })
  .map((bytes) => address6.read(Uint8Array.from(bytes)));
const status = fc.record({
  code: fc.constantFrom('Success', 'NoAddrsAvail', 'NotOnLink', '77'),
  text: fc.stringMatching(/^[A-Za-z ]{0,40}$/),
});
const association: fc.Arbitrary<Association> = fc.record(
  {
    id: u32,
    renewalTime: u32,
    rebindingTime: u32,
    addresses: fc.array(
      fc.record(
        { address: ipv6, preferred: u32, valid: u32, status },
        { requiredKeys: ['address', 'preferred', 'valid'] },
      ),
      { maxLength: 3 },
    ),
    status,
  },
  { requiredKeys: ['id', 'renewalTime', 'rebindingTime', 'addresses'] },
);
const options: fc.Arbitrary<Dhcp6Options> = fc.record(
  {
    client: hex(1, 130),
    server: hex(1, 130),
    elapsed: u16,
    wanted: fc.array(u16, { maxLength: 20 }),
    preference: byte,
    status,
    nameServers: fc.array(ipv6, { minLength: 1, maxLength: 3 }),
    domains: fc.array(fc.stringMatching(/^[a-z]{1,63}(\.[a-z]{1,63}){0,3}$/), { maxLength: 3 }),
    associations: fc.array(association, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const others = fc.array(
  fc.record({ code: fc.integer({ min: 200, max: 65_535 }), data: hex(0, 300) }),
  { maxLength: 3 },
);
const message: fc.Arbitrary<Dhcp6Message> = fc.record({
  type: fc.constantFrom(...messageTypes6),
  transaction: fc.nat(0xffffff),
  options,
  others,
});
const datagram: fc.Arbitrary<Dhcp6Datagram> = fc.oneof(
  message,
  fc.record({
    type: fc.constantFrom('relay-forward' as const, 'relay-reply' as const),
    hops: byte,
    linkAddress: ipv6,
    peerAddress: ipv6,
    message,
    options: fc.record({ interfaceId: hex(0, 20), relayPort: u16 }, { requiredKeys: [] }),
    others,
  }),
);

test('any message that is written reads the same', () => {
  fc.assert(
    fc.property(datagram, (each) => {
      // Generated objects may be without a prototype, which is none of the message.
      assert.deepEqual(decodeDhcp6(encodeDhcp6(each)), structuredClone(each));
    }),
  );
});

const handled = (bytes: Uint8Array): void => {
  try {
    dhcp6Text(decodeDhcp6(bytes));
  } catch (error) {
    assert.ok(error instanceof Malformed, String(error));
  }
};

test('any bytes are a message, or no message', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 14 }),
      fc.uint8Array({ maxLength: 400 }),
      (type, bytes) => {
        handled(Uint8Array.of(type, ...bytes));
      },
    ),
  );
  handled(new Uint8Array(65_535));
});

/** Datagrams as long as can be, full of what is small: twice as much takes about twice as long. */
test('the longest messages are read at once', () => {
  const started = performance.now();
  for (const filler of ['01f40000', '000300000', '0003000c' + '00'.repeat(12), '00170000']) {
    handled(bytesOf(`07000001${filler.repeat(128_000 / filler.length)}`));
  }
  const nested = (length: number): string => {
    if (length < 76) return '01000001';
    const carried = nested(length - 76);
    return `0c00${'00'.repeat(32)}0009${(carried.length / 2).toString(16).padStart(4, '0')}${carried}`;
  };
  handled(bytesOf(nested(130_000)));
  const took = performance.now() - started;
  assert.ok(took < 1000, `${took.toFixed(0)} ms`);
});

test('recorded messages that are cut short or changed in places are handled, too', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...recorded.map((each) => each.hex)),
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), byte), { maxLength: 4 }),
      (each, cut, changes) => {
        const bytes = bytesOf(each);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        handled(bytes.slice(0, bytes.length - (cut % bytes.length)));
      },
    ),
    { numRuns: 500 },
  );
});

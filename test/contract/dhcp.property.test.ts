/** Whatever bytes come, they are a message or none, at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  decodeDhcp,
  type DhcpMessage,
  type DhcpOptions,
  emptyMessage,
  encodeDhcp,
} from '../../src/contract/enabler-services/dhcp.ts';
import { messageTypes } from '../../src/contract/enabler-services/dhcp-options.ts';
import { dhcpText } from '../../src/contract/enabler-services/dhcp-text.ts';
import { Malformed } from '../../src/contract/enabler-services/malformed.ts';
import { bytesOf, hexOf } from './captures.ts';
import { around, recorded } from './dhcp-captures.ts';

const byte = fc.nat(255);
const ipv4 = fc.tuple(byte, byte, byte, byte).map((all) => all.join('.'));
const u32 = fc.nat(0xffffffff);
const hex = (least: number, most: number) =>
  fc.uint8Array({ minLength: least, maxLength: most }).map(hexOf);
const word = fc.stringMatching(/^[a-z][a-z0-9.-]{0,300}$/);
const route = fc.tuple(ipv4, fc.nat(32), ipv4).map(([network, prefix, via]) => {
  const octets = network.split('.').map((octet, n) => (n < Math.ceil(prefix / 8) ? octet : '0'));
  return { destination: `${octets.join('.')}/${String(prefix)}`, via };
});
const options: fc.Arbitrary<DhcpOptions> = fc.record(
  {
    type: fc.constantFrom(...messageTypes),
    mask: ipv4,
    routers: fc.array(ipv4, { minLength: 1, maxLength: 3 }),
    nameServers: fc.array(ipv4, { minLength: 1, maxLength: 80 }),
    domain: word,
    mtu: fc.nat(65_535),
    leaseTime: u32,
    renewalTime: u32,
    wanted: fc.array(byte, { maxLength: 20 }),
    reason: word,
    clientId: hex(1, 20),
    routes: fc.array(route, { maxLength: 60 }),
    relay: fc.array(fc.record({ code: byte, data: hex(0, 8) }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const message: fc.Arbitrary<DhcpMessage> = fc.record({
  reply: fc.boolean(),
  hops: byte,
  transaction: u32,
  seconds: fc.nat(65_535),
  broadcast: fc.boolean(),
  clientAddress: ipv4,
  yourAddress: ipv4,
  nextServer: ipv4,
  relayAgent: ipv4,
  mac: fc.uint8Array({ maxLength: 16 }).map((bytes) => hexOf(bytes).match(/../g)?.join(':') ?? ''),
  options,
  others: fc.uniqueArray(
    fc.record({ code: fc.integer({ min: 200, max: 254 }), data: hex(0, 300) }),
    {
      selector: ({ code }) => code,
      maxLength: 3,
    },
  ),
});

test('any message that is written reads the same', () => {
  fc.assert(
    fc.property(message, (each) => {
      const read = decodeDhcp(encodeDhcp(each));
      const byCode = (all: DhcpMessage['others']) => all.toSorted((a, b) => a.code - b.code);
      // Generated objects may be without a prototype, which is none of the message.
      const due = structuredClone(each);
      assert.deepEqual(
        { ...read, others: byCode(read.others) },
        { ...due, others: byCode(due.others) },
      );
    }),
  );
  assert.deepEqual(decodeDhcp(encodeDhcp(emptyMessage)), emptyMessage);
});

const handled = (bytes: Uint8Array): void => {
  try {
    dhcpText(decodeDhcp(bytes));
  } catch (error) {
    assert.ok(error instanceof Malformed, String(error));
  }
};

test('any bytes are a message, or no message', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), handled));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      handled(around(hexOf(bytes)));
    }),
  );
  handled(new Uint8Array(65_535));
  for (const filler of ['0101', '0100', '5200', '7905']) handled(around(filler.repeat(32_000)));
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decodeDhcp,
  type DhcpMessage,
  emptyMessage,
  encodeDhcp,
} from '../../src/contract/enabler-services/dhcp.ts';
import { dhcpText } from '../../src/contract/enabler-services/dhcp-text.ts';
import { Malformed } from '../../src/contract/enabler-services/malformed.ts';
import { bytesOf, hexOf } from './captures.ts';
import { around, recorded } from './dhcp-captures.ts';

/** Values of options as tshark writes them, by how it calls the option. */
const optionLines = ({ options }: DhcpMessage): Readonly<Record<string, readonly string[]>> => {
  const seconds = (value: number | undefined) =>
    value === undefined ? [] : [`(${String(value)}s)`];
  const one = (value: string | number | undefined) => (value === undefined ? [] : [String(value)]);
  return {
    DHCP: one(options.type).map((type) => type.toLowerCase()),
    'Subnet Mask': one(options.mask),
    Router: options.routers ?? [],
    'Domain Name Server': options.nameServers ?? [],
    'Domain Name': one(options.domain),
    'Host Name': one(options.hostName),
    'Interface MTU': one(options.mtu),
    'Broadcast Address': one(options.broadcastAddress),
    'Requested IP Address': one(options.requestedAddress),
    'IP Address Lease Time': seconds(options.leaseTime),
    'DHCP Server Identifier': one(options.server),
    'Parameter Request List Item': (options.wanted ?? []).map((code) => `(${String(code)})`),
    Message: one(options.reason),
    'Renewal Time Value': seconds(options.renewalTime),
    'Rebinding Time Value': seconds(options.rebindingTime),
    'Agent Circuit ID': (options.relay ?? []).flatMap(({ code, data }) =>
      code === 1 ? [data] : [],
    ),
  };
};
/** What tshark says of such an option: the first word where more comes after a bracket. */
const seen = (tshark: readonly string[], what: string): string[] =>
  tshark
    .map((line) => line.trim())
    .filter((line) => line.startsWith(`${what}: `))
    .map((line) => line.slice(what.length + 2))
    .map((value) => (what === 'DHCP' ? value.replace(/ .*/, '').toLowerCase() : value))
    .map((value) => (value.startsWith('(') ? (value.split(' ')[0] ?? '') : value));

test('every recorded message is read as others read it', () => {
  for (const { label, story, hex, tshark } of recorded) {
    const message = decodeDhcp(bytesOf(hex));
    const name = `${label}, ${story}`;
    const line = (what: string) => seen(tshark, what)[0];
    const transaction = message.transaction.toString(16).padStart(8, '0');
    assert.equal(message.reply ? 'Boot Reply (2)' : 'Boot Request (1)', line('Message type'), name);
    assert.equal(String(message.hops), line('Hops'), name);
    assert.equal(`0x${transaction}`, line('Transaction ID'), name);
    assert.equal(String(message.seconds), line('Seconds elapsed'), name);
    assert.equal(message.clientAddress, line('Client IP address'), name);
    assert.equal(message.yourAddress, line('Your (client) IP address'), name);
    assert.equal(message.nextServer, line('Next server IP address'), name);
    assert.equal(message.relayAgent, line('Relay agent IP address'), name);
    assert.equal(message.mac, line('Client MAC address'), name);
    const flag = tshark.some((each) => each.endsWith('Broadcast flag: Broadcast'));
    assert.equal(message.broadcast, flag, name);
    for (const [what, values] of Object.entries(optionLines(message))) {
      assert.deepEqual(values, seen(tshark, what), `${name}: ${what}`);
    }
    const ways = tshark
      .filter((each) => /^ +[\d.]+\/\d+-[\d.]+$/.test(each))
      .map((each) => each.trim());
    assert.deepEqual(
      (message.options.routes ?? []).map(({ destination, via }) => `${destination}-${via}`),
      ways,
      name,
    );
    const parts = tshark.filter((each) => each.includes('Unknown subopt type handler 19'));
    const sourcePort = (message.options.relay ?? []).some(({ code }) => code === 19);
    assert.equal(sourcePort, parts.length > 0, name);
  }
  assert.ok(recorded.length > 250, String(recorded.length));
});

test('no recorded message has an option that is not read', () => {
  for (const { hex } of recorded) assert.deepEqual(decodeDhcp(bytesOf(hex)).others, []);
});

test('what was read is written, and reads the same again', () => {
  for (const { hex } of recorded) {
    const message = decodeDhcp(bytesOf(hex));
    assert.deepEqual(decodeDhcp(encodeDhcp(message)), message);
  }
});

test('what was recorded of us is written as it was sent, up to the order of options', () => {
  const [first] = recorded;
  assert.equal(hexOf(encodeDhcp(decodeDhcp(bytesOf(first?.hex ?? '')))), first?.hex);
});

test('a message in words', () => {
  const received = recorded.find(({ dir, label }) => dir === 'received' && label.includes('8357'));
  assert.equal(
    dhcpText(decodeDhcp(bytesOf(received?.hex ?? ''))).replace(/transaction \w+/, 'transaction …'),
    [
      'offer, transaction …, client 02:00:00:00:00:01',
      'your address 172.30.67.100',
      'relay agent 172.30.67.1',
      'mask 255.255.255.0',
      'routers 172.30.67.1',
      'name servers 172.30.67.53',
      'domain lab.test',
      'mtu 1450',
      'lease time 3600',
      'server 172.30.67.2',
      'renewal time 1800',
      'rebinding time 3150',
      'route 198.51.100.0/24 via 172.30.67.254',
      'relay agent’s part 1 6c616230',
      'relay agent’s part 19',
    ].join('\n'),
  );
});

test('options go on in the fields for names where the message says so', () => {
  const { options } = decodeDhcp(
    around('340103350102ff', (bytes) => {
      bytes.set(bytesOf('3304000000' + '0aff'), 108);
      bytes.set(bytesOf('0104ffffff00ff'), 44);
    }),
  );
  assert.deepEqual(options, { type: 'offer', leaseTime: 10, mask: '255.255.255.0' });
  const alone = around('350102ff', (bytes) => {
    bytes.set(bytesOf('0104ffffff00ff'), 44);
  });
  assert.deepEqual(decodeDhcp(alone).options, { type: 'offer' });
  assert.throws(() => decodeDhcp(around('340101ff')), /file without an end/);
});

test('parts of an option are one, and what is too long is written in parts', () => {
  assert.equal(decodeDhcp(around('0f026c61' + '0f0362' + '2e74ff')).options.domain, 'lab.t');
  const others = [{ code: 43, data: 'ab'.repeat(600) }];
  assert.deepEqual(decodeDhcp(encodeDhcp({ ...emptyMessage, others })).others, others);
});

const broken: Readonly<Record<string, [string, RegExp]>> = {
  'an option beyond the end': ['350201', /option 53 goes beyond the end of options/],
  'an option without a length': ['0035', /option 53 goes beyond the end of options/],
  'no end': ['350101', /options without an end/],
  'a mask of three bytes': ['0103ffffffff', /option 1: 3 bytes, where 4 are due/],
  'half a router': ['0306c000020100' + '00ff', /option 3: /],
  'no router': ['0300ff', /option 3: 0 bytes/],
  'a time of two bytes': ['33020e10ff', /option 51: 2 bytes/],
  'an unknown type': ['350109ff', /option 53: a message of type 9/],
  'a route of 33 bits': ['790921c6336400c0000201ff', /option 121: a route to a network of 33 bits/],
  'a route cut short': ['790518c6336400ff', /option 121: a route that is cut short/],
  'a relay agent’s part cut short': ['52030105' + '00ff', /option 82: a part that is cut short/],
};
for (const [name, [options, says]] of Object.entries(broken)) {
  test(`what is no message is told: ${name}`, () => {
    assert.throws(
      () => decodeDhcp(around(options)),
      (error) => error instanceof Malformed && says.test(error.message),
    );
  });
}

test('a header that is none is told', () => {
  const header = (at: number, value: number) =>
    around('ff', (bytes) => {
      bytes[at] = value;
    });
  assert.throws(() => decodeDhcp(new Uint8Array(239)), /239 bytes, where a header has 240/);
  assert.throws(() => decodeDhcp(header(0, 3)), /an operation of 3/);
  assert.throws(() => decodeDhcp(header(2, 17)), /a hardware address of 17 bytes/);
  assert.throws(() => decodeDhcp(header(236, 0)), /BOOTP/);
});

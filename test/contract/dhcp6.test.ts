import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decodeDhcp6,
  type Dhcp6Message,
  type Dhcp6Options,
  encodeDhcp6,
  messageTypes6,
  type Status,
} from '../../src/contract/enabler-services/dhcp6.ts';
import { duidOf, linkLocal, macOf } from '../../src/contract/enabler-services/dhcp6-client.ts';
import { dhcp6Text } from '../../src/contract/enabler-services/dhcp6-text.ts';
import { Malformed } from '../../src/contract/enabler-services/malformed.ts';
import { bytesOf, captures, hexOf } from './captures.ts';
import type { DhcpCapture } from './dhcp-captures.ts';

const recorded = captures<DhcpCapture>('dhcpv6');

/** What tshark says of `what`, wherever it stands. */
const seen = (tshark: readonly string[], what: string): string[] =>
  tshark
    .map((line) => line.trim())
    .filter((line) => line.startsWith(`${what}: `))
    .map((line) => line.slice(what.length + 2));
const number = (value: number | undefined) => (value === undefined ? [] : [String(value)]);

/** Values as tshark writes them, by how it calls them. */
const told = (
  { type, transaction, options }: Dhcp6Message,
  types: Readonly<Record<number, string>>,
): Readonly<Record<string, readonly string[]>> => {
  const {
    client,
    server,
    associations = [],
    nameServers = [],
    domains = [],
    wanted = [],
  } = options;
  const addresses = associations.flatMap((each) => each.addresses);
  const said = [...associations.map(({ status }) => status), options.status].filter(
    (status): status is Status => status !== undefined,
  );
  const code = messageTypes6.indexOf(type) + 1;
  return {
    'Message type': [`${type.charAt(0).toUpperCase()}${type.slice(1)} (${String(code)})`],
    'Transaction ID': [`0x${transaction.toString(16).padStart(6, '0')}`],
    DUID: [client, server].filter((each) => each !== undefined),
    'Link-layer address': [client, server].flatMap((each) => macOf(each ?? '') ?? []),
    'Elapsed time': number(options.elapsed).map((value) => `${value}ms`),
    'Requested Option code': wanted.map((each) => `${types[each] ?? ''} (${String(each)})`),
    IAID: associations.map(({ id }) => id.toString(16).padStart(8, '0')),
    T1: associations.map(({ renewalTime }) => String(renewalTime)),
    T2: associations.map(({ rebindingTime }) => String(rebindingTime)),
    'IPv6 address': addresses.map(({ address }) => address),
    'Preferred lifetime': addresses.map(({ preferred }) => String(preferred)),
    'Valid lifetime': addresses.map(({ valid }) => String(valid)),
    '1 DNS server address': nameServers,
    'List entry': domains.map((domain) => `${domain}.`),
    'Status Code': said.map(({ code: each }) => `${each} (0)`),
    'Status Message': said.map(({ text }) => text),
  };
};
const optionNames = { 23: 'DNS recursive name server', 24: 'Domain Search List' };

test('every recorded message is read as others read it, and written as it was', () => {
  for (const { hex, tshark } of recorded) {
    const message = decodeDhcp6(bytesOf(hex));
    assert.ok(!('message' in message));
    for (const [what, values] of Object.entries(told(message, optionNames))) {
      assert.deepEqual(values, seen(tshark, what), `${tshark[0] ?? ''}: ${what}`);
    }
    assert.deepEqual(message.others, []);
    assert.equal(hexOf(encodeDhcp6(message)), hex);
  }
  assert.equal(recorded.length, 16);
});

const around = (options: string): Uint8Array => bytesOf(`07000001${options}`);
const optionsOf = (options: string): Dhcp6Options => decodeDhcp6(around(options)).options;

test('a relay agent’s message has what it carries, and what was added on the way', () => {
  const mac = '02:00:00:00:00:01';
  const message: Dhcp6Message = {
    type: 'solicit',
    transaction: 0x123456,
    options: { client: duidOf(mac), associations: [] },
    others: [],
  };
  const relayed = {
    type: 'relay-forward' as const,
    hops: 0,
    linkAddress: '2001:db8::1',
    peerAddress: linkLocal(mac),
    message,
    options: { interfaceId: '6c6162', relayPort: 0 },
    others: [],
  };
  const bytes = encodeDhcp6(relayed);
  assert.equal(
    hexOf(bytes),
    [
      '0c00' + '20010db8000000000000000000000001' + 'fe800000000000000000' + '00fffe000001',
      '001200036c6162' + '008700020000',
      '00090012' + '01123456' + '0001000a' + '0003000102' + '0000000001',
    ].join(''),
  );
  const { options, ...rest } = relayed;
  const { associations: _, ...client } = message.options;
  const due = { ...rest, options, message: { ...message, options: client } };
  assert.deepEqual(decodeDhcp6(bytes), due);
  const twice = { ...due, hops: 1, options: {}, message: due };
  assert.deepEqual(decodeDhcp6(encodeDhcp6(twice)), twice);
  assert.match(
    dhcp6Text(twice),
    /^relay-forward, hops 1, link 2001:db8::1, peer fe80::ff:fe00:1\nrelay-forward, hops 0, .*\ninterface id 6c6162\nrelay port 0\nsolicit, transaction 123456\nclient 00030001020000000001$/,
  );
});

test('more relay agents than there may be are a loop', () => {
  const nested = (depth: number): string => {
    if (depth === 0) return '01000001';
    const carried = nested(depth - 1);
    const length = (carried.length / 2).toString(16).padStart(4, '0');
    return `0c00${'00'.repeat(32)}0009${length}${carried}`;
  };
  assert.equal(decodeDhcp6(bytesOf(nested(9))).type, 'relay-forward');
  assert.throws(() => decodeDhcp6(bytesOf(nested(10))), /more than 8 relay agents/);
});

test('a message in words', () => {
  const [, , , advertise] = recorded;
  assert.equal(
    dhcp6Text(decodeDhcp6(bytesOf(advertise?.hex ?? ''))),
    [
      'advertise, transaction ce2b5a',
      'client 00030001020000000001',
      'server 000100013296bcd6ce267c18b6cc',
      'name servers 2001:db8:67::53',
      'domains lab.test',
      'association 1, renewal time 1800, rebinding time 2880',
      'address 2001:db8:67::100, preferred 3600, valid 7200',
    ].join('\n'),
  );
  const refused = around('000d000700024e6f6e6521' + '01f40001ff');
  assert.match(dhcp6Text(decodeDhcp6(refused)), /\nstatus NoAddrsAvail None!\noption 500 ff$/);
});

test('what has no name stays a number', () => {
  assert.deepEqual(optionsOf('000d0002002a').status, { code: '42', text: '' });
  const message = decodeDhcp6(around('000d0002002a'));
  assert.equal(hexOf(encodeDhcp6(message)), '07000001000d0002002a');
});

test('clients make their names of their hardware address', () => {
  assert.equal(duidOf('02:aa:bb:cc:dd:ee'), '0003000102aabbccddee');
  assert.equal(macOf('0003000102aabbccddee'), '02:aa:bb:cc:dd:ee');
  assert.equal(macOf('0004' + '00'.repeat(16)), undefined);
  assert.equal(linkLocal('02:aa:bb:cc:dd:ee'), 'fe80::aa:bbff:fecc:ddee');
});

const association = (length: string, rest: string): string =>
  `0003${length}000000010000070800000b40${rest}`;
const broken: Readonly<Record<string, [string, RegExp]>> = {
  'no type': ['', /a message of type 0/],
  'an unknown type': ['0e000001', /a message of type 14/],
  'half a header': ['0100', /2 bytes, where a header has 4/],
  'an option cut short': ['07000001000100', /an option that is cut short/],
  'an option beyond the end': ['0700000100010002ff', /option 1 goes beyond the end/],
  'two servers': ['070000010002000101' + '0002000102', /option 2 twice/],
  'half a name server': ['07000001001700080000000000000000', /option 23: 8 bytes/],
  'no name server': ['0700000100170000', /option 23: 0 bytes/],
  'half a code': ['070000010006000117', /option 6: 1 bytes/],
  'an elapsed time of one byte': ['070000010008000100', /option 8: 1 bytes/],
  'a status without a code': ['07000001000d000100', /option 13: 1 bytes/],
  'a name cut short': ['0700000100180003' + '036c61', /option 24: a name that is cut short/],
  'a name without an end': ['0700000100180002' + '016c', /option 24: a name without an end/],
  'a name that points': ['0700000100180002' + 'c000', /option 24: a part of a name that is too/],
  'half an association': ['0700000100030004' + '00000001', /option 3: an association of 4 bytes/],
  'half an address': [
    `07000001${association('0014', '00050004' + '20010db8')}`,
    /option 3: an address of 4 bytes/,
  ],
  'an address beyond its association': [
    `07000001${association('0010', '00050018')}`,
    /option 3: option 5 goes beyond the end/,
  ],
  'half a relay agent’s header': ['0c00' + '00'.repeat(31), /33 bytes, where a relay agent’s/],
  'a relay agent with nothing': ['0d00' + '00'.repeat(32), /a relay agent’s message with none/],
  'a relay agent with much': [
    '0d00' + '00'.repeat(32) + '0009000407000001'.repeat(2),
    /a relay agent’s message with several/,
  ],
  'a relay agent with a wrong message': ['0d00' + '00'.repeat(32) + '00090001ff', /of type 255/],
};
for (const [name, [hex, says]] of Object.entries(broken)) {
  test(`what is no message of DHCPv6 is told: ${name}`, () => {
    assert.throws(
      () => decodeDhcp6(bytesOf(hex)),
      (error) => error instanceof Malformed && says.test(error.message),
    );
  });
}

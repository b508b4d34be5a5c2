/** A client of servers of DHCPv6, against servers that are made up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AddressServer } from '../../src/bindings/enabler-services/address-server.ts';
import { openAddressServer6 } from '../../src/bindings/enabler-services/dhcp6.ts';
import { leaseId, leaseKeeper } from '../../src/bindings/lease-keeper.ts';
import { inProcessDatagrams } from '../../src/cli/in-process-datagrams.ts';
import {
  type Association,
  decodeDhcp6,
  type Dhcp6Message,
  type Dhcp6Options,
  encodeDhcp6,
  type MessageType6,
  type Relayed,
} from '../../src/contract/enabler-services/dhcp6.ts';
import { Refusal, Unreachable, Violation } from '../../src/failures.ts';
import { createExchangeLog, type ExchangeLog } from '../../src/transport/exchange-log.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import type { Mailbox } from '../../simulator/enabler-services/ports.ts';
import { createVirtualClock } from '../../simulator/kernel/clock.ts';

const mac = '02:00:00:00:00:01';
const duid = '00030001020000000001';
const serverId = '00030001020000000067';
const address = '2001:db8::100';
const lease = { mac, address, server: serverId };

/** @param linkAddress as somebody wrote it */
function around(
  mailbox: Mailbox,
  linkAddress = '2001:DB8:0::1',
  signal?: AbortSignal,
): { server: AddressServer; log: ExchangeLog } {
  const clock = createVirtualClock();
  const log = createExchangeLog();
  let count = 40n;
  const relay = { server: 'addresses.test:547', 'link-address': linkAddress };
  const server = openAddressServer6(
    { relay },
    {
      open: inProcessDatagrams(mailbox, clock).open,
      ownAddress: undefined,
      log,
      redactor: createRedactor(),
      clock,
      random: () => (count += 1n),
      ...(signal === undefined ? {} : { signal }),
    },
  );
  return { server, log };
}

function relayed(bytes: Uint8Array): Relayed {
  const datagram = decodeDhcp6(bytes);
  assert.ok('message' in datagram && !('message' in datagram.message));
  return { ...datagram, message: datagram.message };
}
const given: Association = {
  ...{ id: 1, renewalTime: 30, rebindingTime: 48 },
  addresses: [{ address, preferred: 60, valid: 60 }],
};
const refusing = (code: string): Association => ({
  ...{ id: 1, renewalTime: 0, rebindingTime: 0 },
  addresses: [],
  status: { code, text: 'so it is' },
});

interface Change {
  readonly outside?: Partial<Relayed>;
  readonly message?: Partial<Dhcp6Message>;
  readonly options?: Dhcp6Options;
}
/** A proper answer with changes. */
function answer(bytes: Uint8Array, { outside, message, options }: Change = {}): Uint8Array {
  const request = relayed(bytes);
  const type = request.message.type === 'solicit' ? 'advertise' : 'reply';
  const said = { client: duid, server: serverId, associations: [given], ...options };
  return encodeDhcp6({
    ...request,
    type: 'relay-reply',
    message: { ...request.message, type, options: said, ...message },
    ...outside,
  });
}
const answering =
  (change: Change): Mailbox =>
  (_door, bytes, send) => {
    send(answer(bytes, change));
  };

test('an address is solicited and requested by way of the relay agent, and stands in the transcript', async () => {
  const sent: Relayed[] = [];
  const { server, log } = around((_door, bytes, send) => {
    sent.push(relayed(bytes));
    send(answer(bytes));
  });
  const offer = await server.discover(mac);
  const { leaseTime, renewalTime, rebindingTime, ...rest } = await server.take(offer);
  assert.deepEqual(rest, lease);
  assert.deepEqual([leaseTime, renewalTime, rebindingTime], [60, 30, 48]);
  const [solicit, request] = sent;
  assert.deepEqual(
    [solicit?.linkAddress, solicit?.peerAddress, solicit?.hops, solicit?.options.relayPort],
    ['2001:db8::1', 'fe80::ff:fe00:1', 0, 0],
  );
  assert.deepEqual(solicit?.message.options.associations?.[0]?.addresses, []);
  assert.equal(request?.message.options.server, serverId);
  const [exchange] = log.exchanges;
  assert.equal(exchange?.request.url, 'udp://addresses.test:547');
  assert.match(exchange.request.body ?? '', /\nsolicit, transaction 000029\n/);
  assert.match(exchange.response?.body ?? '', /\naddress 2001:db8::100, preferred 60, valid 60$/);
  assert.equal(exchange.curl, 'perfdhcp -6 -A 1 -n 1 addresses.test');
});

test('each message says what its kind says, and no more', async () => {
  const sent: string[] = [];
  const { server } = around((_door, bytes, send) => {
    const { linkAddress, message } = relayed(bytes);
    const { associations, server: to } = message.options;
    const wish = associations?.map(({ addresses }) => addresses.map((each) => each.address));
    sent.push([message.type, JSON.stringify(wish), to, linkAddress].join(' '));
    send(answer(bytes));
  });
  await server.discover(mac, '2001:db8::9');
  await server.confirm(mac, address);
  await server.renew(lease);
  await server.inform(mac, '2001:db8::1');
  await server.release(lease);
  await server.decline(lease);
  await server.behind('2001:db8:1::1').discover(mac);
  assert.deepEqual(sent, [
    'solicit [["2001:db8::9"]]  2001:db8::1',
    'confirm [["2001:db8::100"]]  2001:db8::1',
    'rebind [["2001:db8::100"]]  2001:db8::1',
    `renew [["2001:db8::100"]] ${serverId} 2001:db8::1`,
    'information-request   2001:db8::1',
    `release [["2001:db8::100"]] ${serverId} 2001:db8::1`,
    `decline [["2001:db8::100"]] ${serverId} 2001:db8::1`,
    'solicit [[]]  2001:db8:1::1',
  ]);
});

const refusals: Readonly<Record<string, [Dhcp6Options, RegExp]>> = {
  'in the association': [{ associations: [refusing('NoAddrsAvail')] }, /NoAddrsAvail so it is/],
  'as a whole': [{ associations: [], status: { code: 'UnspecFail', text: '' } }, /UnspecFail/],
  'of the address': [
    {
      associations: [
        {
          ...given,
          addresses: [{ address, preferred: 0, valid: 0, status: { code: 'NotOnLink', text: '' } }],
        },
      ],
    },
    /NotOnLink/,
  ],
  'by giving none': [{ associations: [{ ...given, addresses: [] }] }, /it gives no address/],
};
for (const [name, [options, says]] of Object.entries(refusals)) {
  test(`what a server refuses is a refusal, with its words: ${name}`, async () => {
    const { server } = around(answering({ options }));
    for (const asked of [server.discover(mac), server.take(lease), server.renew(lease)]) {
      await assert.rejects(asked, (error: unknown) => {
        assert.ok(error instanceof Refusal);
        assert.equal(error.reason, 'invalid');
        assert.match(error.message, says);
        return true;
      });
    }
  });
}

test('an address that is kept for no time is taken away, and one that is given so is told', async () => {
  const addresses = [{ address, preferred: 0, valid: 0 }];
  const { server } = around(answering({ options: { associations: [{ ...given, addresses }] } }));
  await assert.rejects(server.renew(lease), /2001:db8::100 is not to be used any more/);
  assert.equal((await server.take(lease)).leaseTime, 0);
});

test('silence is asked three times, in one transaction', async () => {
  const seen: [number, number | undefined][] = [];
  const { server } = around((_door, bytes) => {
    const { transaction, options } = relayed(bytes).message;
    seen.push([transaction, options.elapsed]);
  });
  await assert.rejects(server.discover(mac), { name: 'Unreachable', message: /asked 3 times/ });
  assert.deepEqual(seen, [
    [41, 0],
    [41, 200],
    [41, 400],
  ]);
});

const preferred = { ...given, addresses: [{ address, preferred: 61, valid: 60 }] };
const strays: Readonly<Record<string, [Change, RegExp]>> = {
  'another transaction': [{ message: { transaction: 7 } }, /\(its transaction is 7\)/],
  'a request': [{ outside: { type: 'relay-forward' } }, /it is a request itself/],
  'another client': [{ options: { client: serverId } }, /it is for another client \(0003/],
  'another peer': [{ outside: { peerAddress: 'fe80::2' } }, /another client \(fe80::2\)/],
  'another network': [{ outside: { linkAddress: '2001:db8::2' } }, /network \(2001:db8::2\)/],
  'another interface': [{ outside: { options: {} } }, /the relay agent’s interface/],
  'another type': [{ message: { type: 'reply' } }, /it is of type reply, and advertise is due/],
  'no association': [{ options: { associations: [] } }, /nothing of the client’s association/],
  'another association': [
    { options: { associations: [{ ...given, id: 2 }] } },
    /nothing of the client’s association/,
  ],
  'a time that is none': [
    { options: { associations: [preferred] } },
    /2001:db8::100 is preferred for longer than it is valid/,
  ],
};
for (const [name, [change, says]] of Object.entries(strays)) {
  test(`what is no answer is told, and passed over when the answer comes: ${name}`, async () => {
    const only = around(answering(change));
    await assert.rejects(only.server.discover(mac), (error: unknown) => {
      assert.ok(error instanceof Violation);
      assert.match(error.message, says);
      return true;
    });
    const first = around((_door, bytes, send) => {
      send(answer(bytes, change));
      send(answer(bytes));
    });
    assert.equal((await first.server.discover(mac)).address, address);
    assert.match(first.log.exchanges[0]?.error ?? '', says);
  });
}

test('what is no message at all, or not for one relay agent, is told', async () => {
  const { server } = around((_door, bytes, send) => {
    send(answer(bytes).subarray(0, 45));
  });
  await assert.rejects(server.discover(mac), /it is no message of DHCPv6, but /);
  const direct = around((_door, bytes, send) => {
    send(encodeDhcp6(relayed(answer(bytes)).message));
  });
  await assert.rejects(direct.server.discover(mac), /it is not for one relay agent/);
  const nameless = around((_door, bytes, send) => {
    const { message } = relayed(answer(bytes));
    const { server: _, ...options } = message.options;
    send(answer(bytes, { message: { options } }));
  });
  await assert.rejects(nameless.server.discover(mac), /it does not say which server it comes from/);
});

test('what the network does is done once, and the client copes with it', async () => {
  for (const trouble of [
    'request lost',
    'answer lost',
    'answer late',
    'answer to another',
    'answer from elsewhere',
  ] as const) {
    const { server } = around(answering({}));
    assert.equal((await server.discover(mac, undefined, { trouble })).address, address, trouble);
  }
});

test('an entry of the ledger is enough to give an address back, even after an interruption', async () => {
  const released: [MessageType6, string | undefined][] = [];
  const { server } = around(
    (_door, bytes, send) => {
      const { type, options } = relayed(bytes).message;
      released.push([type, options.associations?.[0]?.addresses[0]?.address]);
      // It knows of no such address: that is as good.
      send(answer(bytes, { options: { associations: [refusing('NoBinding')] } }));
    },
    undefined,
    AbortSignal.abort(),
  );
  const keeper = leaseKeeper(server);
  await keeper.remove(leaseId(lease), {});
  assert.equal(await keeper.exists(leaseId(lease), {}), false);
  assert.deepEqual(released, [['release', address]]);
  await assert.rejects(server.discover(mac), /the run was interrupted/);
});

test('an address that is not taken back is told', async () => {
  await assert.rejects(around(() => undefined).server.release(lease), (error) => {
    return error instanceof Unreachable;
  });
  const unwilling = answering({ options: { associations: [refusing('UnspecFail')] } });
  await assert.rejects(around(unwilling).server.release(lease), /UnspecFail so it is/);
});

/** A client of address servers, against servers that are made up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AddressServer,
  openAddressServer,
  type ServerWay,
} from '../../src/bindings/enabler-services/dhcp.ts';
import { leaseId, leaseKeeper } from '../../src/bindings/lease-keeper.ts';
import { inProcessDatagrams } from '../../src/cli/in-process-datagrams.ts';
import {
  decodeDhcp,
  type DhcpMessage,
  encodeDhcp,
} from '../../src/contract/enabler-services/dhcp.ts';
import { Refusal, Unreachable, Violation } from '../../src/failures.ts';
import { createExchangeLog, type ExchangeLog } from '../../src/transport/exchange-log.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import type { Mailbox } from '../../simulator/enabler-services/ports.ts';
import { createVirtualClock } from '../../simulator/kernel/clock.ts';

const relayed: ServerWay = { relay: { server: 'addresses.test:67', giaddr: '192.0.2.1' } };
const mac = '02:00:00:00:00:01';

function around(
  mailbox: Mailbox,
  way: ServerWay = relayed,
): { server: AddressServer; log: ExchangeLog } {
  const clock = createVirtualClock();
  const log = createExchangeLog();
  let count = 40n;
  const server = openAddressServer(way, {
    open: inProcessDatagrams(mailbox, clock).open,
    ownAddress: undefined,
    log,
    redactor: createRedactor(),
    clock,
    random: () => (count += 1n),
  });
  return { server, log };
}

/** A proper answer with changes. */
function answer(bytes: Uint8Array, change: Partial<DhcpMessage> = {}): Uint8Array {
  const request = decodeDhcp(bytes);
  const type = request.options.type === 'discover' ? 'offer' : 'ack';
  const options = { type, server: '192.0.2.2', leaseTime: 60 } as const;
  return encodeDhcp({ ...request, reply: true, yourAddress: '192.0.2.100', options, ...change });
}
const proper: Mailbox = (_door, message, send) => {
  send(answer(message));
};

test('an address is discovered and taken by way of the relay agent, and stands in the transcript', async () => {
  const sent: DhcpMessage[] = [];
  const { server, log } = around((door, message, send) => {
    sent.push(decodeDhcp(message));
    proper(door, message, send);
  });
  const offer = await server.discover(mac);
  const lease = await server.take(offer);
  assert.deepEqual(
    [lease.address, lease.server, lease.leaseTime],
    ['192.0.2.100', '192.0.2.2', 60],
  );
  const [discover, request] = sent;
  assert.deepEqual(
    [discover?.relayAgent, discover?.hops, discover?.broadcast, discover?.options.relay?.[1]],
    ['192.0.2.1', 1, true, { code: 19, data: '' }],
  );
  assert.equal(request?.options.requestedAddress, '192.0.2.100');
  assert.equal(request.options.server, '192.0.2.2');
  const [exchange] = log.exchanges;
  assert.equal(exchange?.request.url, 'udp://addresses.test:67');
  assert.match(exchange.request.body ?? '', /^discover, transaction 00000029, client 02:00/);
  assert.match(exchange.response?.body ?? '', /^offer, .*\nyour address 192\.0\.2\.100\n/);
  assert.equal(exchange.curl, `dhcping -s addresses.test -g 192.0.2.1 -h ${mac}`);
});

test('each message says what its kind says, and no more', async () => {
  const sent: string[] = [];
  const { server } = around((_door, message, send) => {
    const { options, clientAddress, relayAgent } = decodeDhcp(message);
    const { type, requestedAddress, server: to, wanted } = options;
    sent.push(
      [type, clientAddress, requestedAddress, to, wanted !== undefined, relayAgent].join(' '),
    );
    if (type !== 'release' && type !== 'decline') send(answer(message));
  });
  const lease = await server.discover(mac, '192.0.2.9');
  await server.confirm(mac, '192.0.2.100');
  await server.renew(lease);
  await server.inform(mac, '192.0.2.7');
  await server.release(lease);
  await server.decline(lease);
  await server.behind('10.0.0.1').discover(mac);
  assert.deepEqual(sent, [
    'discover 0.0.0.0 192.0.2.9  true 192.0.2.1',
    'request 0.0.0.0 192.0.2.100  true 192.0.2.1',
    'request 192.0.2.100   true 192.0.2.1',
    'inform 192.0.2.7   true 192.0.2.1',
    'release 192.0.2.100  192.0.2.2 false 192.0.2.1',
    'decline 0.0.0.0 192.0.2.100 192.0.2.2 false 192.0.2.1',
    'discover 0.0.0.0   true 10.0.0.1',
  ]);
});

test('on a network nothing is said of relay agents', async () => {
  const { server } = around(
    (_door, message, send) => {
      const { options, relayAgent, hops } = decodeDhcp(message);
      assert.deepEqual([options.relay, relayAgent, hops], [undefined, '0.0.0.0', 0]);
      send(answer(message));
    },
    { interface: 'c0' },
  );
  assert.deepEqual([server.address, server.byRelay], ['interface c0', false]);
  assert.equal((await server.discover(mac)).address, '192.0.2.100');
});

test('what a server refuses is a refusal, with its words', async () => {
  const { server } = around((_door, message, send) => {
    const options = { type: 'nak', server: '192.0.2.2', reason: 'wrong network' } as const;
    send(answer(message, { options, yourAddress: '0.0.0.0' }));
  });
  await assert.rejects(server.confirm(mac, '10.99.99.99'), (error: unknown) => {
    assert.ok(error instanceof Refusal);
    assert.equal(error.reason, 'invalid');
    assert.match(error.message, /wrong network/);
    return true;
  });
  // No answer to a discover.
  await assert.rejects(server.discover(mac), /it is of type nak, and offer is due/);
});

test('silence is asked three times, in one transaction', async () => {
  const seen: [number, number][] = [];
  const { server } = around((_door, message) => {
    const { transaction, seconds } = decodeDhcp(message);
    seen.push([transaction, seconds]);
  });
  await assert.rejects(server.discover(mac), { name: 'Unreachable', message: /asked 3 times/ });
  assert.deepEqual(seen, [
    [41, 0],
    [41, 2],
    [41, 4],
  ]);
});

const strays: Readonly<Record<string, [Partial<DhcpMessage>, RegExp]>> = {
  'another transaction': [
    { transaction: 7 },
    /it answers another request \(its transaction is 7\)/,
  ],
  'a request': [{ reply: false }, /it is a request itself/],
  'another client': [
    { mac: '02:00:00:00:00:02' },
    /it is for another client \(02:00:00:00:00:02\)/,
  ],
  'another relay agent': [
    { relayAgent: '192.0.2.3' },
    /it is for another relay agent \(192\.0\.2\.3\)/,
  ],
  'another type': [
    { options: { type: 'ack', server: '192.0.2.2' } },
    /it is of type ack, and offer is due/,
  ],
  'no server': [{ options: { type: 'offer' } }, /it does not say which server it comes from/],
};
for (const [name, [change, says]] of Object.entries(strays)) {
  test(`what is no answer is a violation when nothing else comes: ${name}`, async () => {
    const { server } = around((_door, message, send) => {
      send(answer(message, change));
    });
    await assert.rejects(server.discover(mac), (error: unknown) => {
      assert.ok(error instanceof Violation);
      assert.match(error.message, says);
      return true;
    });
  });
  test(`what is no answer is passed over when the answer comes after it: ${name}`, async () => {
    const { server, log } = around((_door, message, send) => {
      send(answer(message, { yourAddress: '203.0.113.1', ...change }));
      send(answer(message));
    });
    assert.equal((await server.discover(mac)).address, '192.0.2.100');
    assert.match(log.exchanges[0]?.error ?? '', says);
  });
}

test('what is no message at all is told', async () => {
  const { server } = around((_door, message, send) => {
    send(answer(message).subarray(0, 245));
  });
  await assert.rejects(server.discover(mac), /it is no message of DHCP, but /);
});

test('what the network does is done once, and the client copes with it', async () => {
  for (const trouble of [
    'request lost',
    'answer lost',
    'answer late',
    'answer to another',
    'answer from elsewhere',
  ] as const) {
    const { server } = around(proper);
    const { address } = await server.discover(mac, undefined, { trouble });
    assert.equal(address, '192.0.2.100', trouble);
  }
});

test('clients have addresses that nobody administers, each its own', () => {
  const { server } = around(proper);
  const [one, other] = [server.newClient(), server.newClient()];
  assert.match(one, /^02(:[0-9a-f]{2}){5}$/);
  assert.notEqual(one, other);
});

test('an entry of the ledger is enough to give an address back', async () => {
  const released: DhcpMessage[] = [];
  const { server } = around((_door, message) => {
    released.push(decodeDhcp(message));
  });
  const keeper = leaseKeeper(server);
  const id = leaseId({ mac, address: '192.0.2.100', server: '192.0.2.2' });
  assert.equal(await keeper.exists(id, {}), true);
  await keeper.remove(id, {});
  assert.equal(await keeper.exists(id, {}), false);
  assert.deepEqual(await keeper.named(mac, {}), []);
  const [release] = released;
  assert.deepEqual(
    [release?.mac, release?.clientAddress, release?.options.type, release?.options.server],
    [mac, '192.0.2.100', 'release', '192.0.2.2'],
  );
});

test('an address that cannot be given back is told', async () => {
  const failing = openAddressServer(relayed, {
    open: () => Promise.reject(Object.assign(new Error('bind EACCES'), { code: 'EACCES' })),
    ownAddress: undefined,
    log: createExchangeLog(),
    redactor: createRedactor(),
    clock: createVirtualClock(),
    random: () => 1n,
  });
  const lease = { mac, address: '192.0.2.100', server: '192.0.2.2' };
  await assert.rejects(failing.release(lease), (error) => error instanceof Unreachable);
});

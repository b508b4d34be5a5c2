/** A client of servers of DHCPv6, against servers that are made up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leaseId, leaseKeeper } from '../../src/bindings/lease-keeper.ts';
import type { MessageType6, Relayed } from '../../src/contract/enabler-services/dhcp6.ts';
import { Unreachable } from '../../src/failures.ts';
import {
  address,
  answer,
  answering,
  around,
  given,
  lease,
  mac,
  refusing,
  relayed,
  serverId,
} from './made-up-dhcp6.ts';

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

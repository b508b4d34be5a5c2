/** What servers of DHCPv6 answer to a client, and what is no answer to it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Dhcp6Options, encodeDhcp6 } from '../../src/contract/enabler-services/dhcp6.ts';
import { Refusal, Violation } from '../../src/failures.ts';
import {
  address,
  answer,
  answering,
  around,
  type Change,
  given,
  lease,
  mac,
  refusing,
  relayed,
  serverId,
} from './made-up-dhcp6.ts';

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

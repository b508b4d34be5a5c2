import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  decodeDhcp,
  type DhcpMessage,
  type DhcpOptions,
  emptyMessage,
  encodeDhcp,
} from '../../../src/contract/enabler-services/dhcp.ts';
import { simulatorTarget } from '../../../src/target/simulator-target.ts';
import { createSimulator, type Simulator } from '../../../simulator/create-simulator.ts';
import { addressServers } from '../../../simulator/enabler-services/addresses.ts';
import { assignment } from '../../../simulator/enabler-services/assignment.ts';
import { ownNetwork } from '../../../simulator/enabler-services/dhcp.ts';
import { pool } from '../../../simulator/enabler-services/leases.ts';
import { signIn } from '../signed-in.ts';
import { captures } from '../../contract/captures.ts';

const [server] = addressServers;
const { relayAgent } = ownNetwork;
const macOf = (n: number): string => `02:00:00:00:00:${n.toString(16).padStart(2, '0')}`;

function send(simulator: Simulator, bytes: Uint8Array): DhcpMessage | undefined {
  const answers: Uint8Array[] = [];
  simulator.mailbox({ server, over: 'udp' }, bytes, (each) => answers.push(each));
  assert.ok(answers.length < 2);
  return answers[0] === undefined ? undefined : decodeDhcp(answers[0]);
}
const ask = (
  simulator: Simulator,
  client: number | string,
  options: DhcpOptions,
  change: Partial<DhcpMessage> = {},
) => {
  const mac = typeof client === 'number' ? macOf(client) : client;
  return send(simulator, encodeDhcp({ ...emptyMessage, mac, relayAgent, options, ...change }));
};
const told = (answer: DhcpMessage | undefined): string =>
  answer === undefined ? 'silence' : `${String(answer.options.type)} ${answer.yourAddress}`;

/** Discovers and takes what is offered. */
function lease(simulator: Simulator, client: number): DhcpMessage | undefined {
  const offer = ask(simulator, client, { type: 'discover' });
  if (offer === undefined) return undefined;
  const { server: from = '' } = offer.options;
  const taking = { type: 'request', requestedAddress: offer.yourAddress, server: from } as const;
  return ask(simulator, client, taking);
}
const renew = (simulator: Simulator, client: number, clientAddress: string) =>
  told(ask(simulator, client, { type: 'request' }, { clientAddress }));
const confirm = (simulator: Simulator, client: number, requestedAddress: string) =>
  told(ask(simulator, client, { type: 'request', requestedAddress }));

test('the target description of the simulator says where it is and what clients are told', () => {
  assert.deepEqual(simulatorTarget.enablerServices?.dhcp, assignment(server));
});

test('an offer and its lease are the same, and what came with the request goes back', () => {
  const simulator = createSimulator();
  const relay = [
    { code: 1, data: '6c6162' },
    { code: 19, data: '' },
  ];
  const offer = ask(
    simulator,
    1,
    { type: 'discover', clientId: '01020304', relay },
    { transaction: 77, broadcast: true },
  );
  assert.equal(told(offer), 'offer 192.0.2.100');
  assert.deepEqual([offer?.transaction, offer?.broadcast, offer?.mac], [77, true, macOf(1)]);
  assert.deepEqual([offer?.relayAgent, offer?.options.relay], [relayAgent, relay]);
  assert.equal(offer?.options.clientId, '01020304');
  const ack = lease(simulator, 1);
  assert.deepEqual(ack?.options, {
    type: 'ack',
    server: '192.0.2.2',
    mask: '255.255.255.0',
    routers: ['192.0.2.1'],
    nameServers: ['192.0.2.53'],
    mtu: 1450,
    routes: [
      { destination: '0.0.0.0/0', via: '192.0.2.1' },
      { destination: '198.51.100.0/24', via: '192.0.2.254' },
    ],
    leaseTime: 3600,
    renewalTime: 1800,
    rebindingTime: 3150,
  });
});

test('a client has what it wishes if that is free, and keeps what it has', () => {
  const simulator = createSimulator();
  const wish = { type: 'discover', requestedAddress: '192.0.2.105' } as const;
  assert.equal(told(ask(simulator, 1, wish)), 'offer 192.0.2.105');
  assert.equal(told(lease(simulator, 1)), 'ack 192.0.2.105');
  assert.equal(told(ask(simulator, 2, wish)), 'offer 192.0.2.100');
  assert.equal(
    told(ask(simulator, 3, { ...wish, requestedAddress: '10.0.0.1' })),
    'offer 192.0.2.101',
  );
  assert.equal(renew(simulator, 1, '192.0.2.105'), 'ack 192.0.2.105');
  assert.equal(confirm(simulator, 1, '192.0.2.105'), 'ack 192.0.2.105');
});

test('what is another client’s, of another network or of nobody is refused', () => {
  const simulator = createSimulator();
  lease(simulator, 1);
  for (const address of ['192.0.2.100', '192.0.2.101', '10.99.99.99']) {
    assert.equal(confirm(simulator, 2, address), 'nak 0.0.0.0');
    assert.equal(renew(simulator, 2, address), 'nak 0.0.0.0');
  }
  assert.equal(renew(simulator, 1, '192.0.2.100'), 'ack 192.0.2.100');
});

test('who takes the offer of another server is left to that', () => {
  const simulator = createSimulator();
  ask(simulator, 1, { type: 'discover' });
  const taking = { type: 'request', requestedAddress: '192.0.2.100', server: '192.0.2.9' } as const;
  assert.equal(told(ask(simulator, 1, taking)), 'silence');
});

test('no two clients have one address, and when none is left there is silence', () => {
  const simulator = createSimulator();
  const given = pool.map((_, n) => lease(simulator, n)?.yourAddress);
  assert.deepEqual(given, pool);
  assert.equal(lease(simulator, 200), undefined);
  ask(simulator, 3, { type: 'release', server: '192.0.2.2' }, { clientAddress: '192.0.2.103' });
  assert.equal(told(lease(simulator, 200)), 'ack 192.0.2.103');
});

test('only who has an address can give it back or decline it', () => {
  const simulator = createSimulator();
  lease(simulator, 1);
  const of = (client: number, type: 'release' | 'decline') =>
    ask(
      simulator,
      client,
      { type, requestedAddress: '192.0.2.100' },
      { clientAddress: '192.0.2.100' },
    );
  of(2, 'release');
  of(2, 'decline');
  assert.equal(confirm(simulator, 1, '192.0.2.100'), 'ack 192.0.2.100');
  of(1, 'decline');
  assert.equal(told(lease(simulator, 1)), 'ack 192.0.2.101');
  const wish = { type: 'discover', requestedAddress: '192.0.2.100' } as const;
  assert.equal(told(ask(simulator, 2, wish)), 'offer 192.0.2.102');
});

test('a lease ends by the clock unless it is renewed, and so does an offer', async () => {
  const simulator = createSimulator();
  const { clock } = simulator;
  lease(simulator, 1);
  lease(simulator, 2);
  ask(simulator, 3, { type: 'discover' });
  await clock.sleep(1_800_000);
  assert.equal(renew(simulator, 1, '192.0.2.100'), 'ack 192.0.2.100');
  // The offer that nobody took is free again.
  assert.equal(told(ask(simulator, 4, { type: 'discover' })), 'offer 192.0.2.102');
  await clock.sleep(1_800_000);
  assert.equal(renew(simulator, 1, '192.0.2.100'), 'ack 192.0.2.100');
  assert.equal(renew(simulator, 2, '192.0.2.101'), 'nak 0.0.0.0');
  assert.equal(told(ask(simulator, 5, { type: 'discover' })), 'offer 192.0.2.101');
});

test('who has an address is told about the network, and given nothing', () => {
  const answer = ask(createSimulator(), 1, { type: 'inform' }, { clientAddress: '192.0.2.77' });
  assert.equal(told(answer), 'ack 0.0.0.0');
  assert.deepEqual([answer?.clientAddress, answer?.options.leaseTime], ['192.0.2.77', undefined]);
  assert.equal(answer?.options.mask, '255.255.255.0');
});

test('a port has the address that its network gave it, and is told what its subnet says', async () => {
  const simulator = createSimulator();
  const { token } = await signIn(simulator, 'admin');
  const made = async (what: string, body: object) => {
    const answer = await simulator.fetch(
      new Request(`http://cloud.test/network/v2.0/${what}s`, {
        method: 'POST',
        headers: { 'x-auth-token': token, 'content-type': 'application/json' },
        body: JSON.stringify({ [what]: body }),
      }),
    );
    return ((await answer.json()) as Record<string, { id: string; mac_address: string }>)[what];
  };
  const on = { network_id: (await made('network', { name: 'n', mtu: 1400 }))?.id };
  await made('subnet', {
    ...on,
    ip_version: 4,
    cidr: '10.42.0.0/22',
    dns_nameservers: ['10.42.0.53', '10.42.0.54'],
    host_routes: [{ destination: '198.51.100.0/24', nexthop: '10.42.0.9' }],
  });
  const port = await made('port', { ...on, fixed_ips: [{ ip_address: '10.42.3.9' }] });
  const mac = port?.mac_address ?? '';
  const there = { relayAgent: '10.42.0.1' };
  const offer = ask(simulator, mac, { type: 'discover' }, there);
  assert.equal(told(offer), 'offer 10.42.3.9');
  const { mask, routers, nameServers, mtu, routes } = offer?.options ?? {};
  assert.deepEqual(
    { mask, routers, nameServers, mtu, routes },
    {
      mask: '255.255.252.0',
      routers: ['10.42.0.1'],
      nameServers: ['10.42.0.53', '10.42.0.54'],
      mtu: 1400,
      routes: [
        { destination: '0.0.0.0/0', via: '10.42.0.1' },
        { destination: '198.51.100.0/24', via: '10.42.0.9' },
      ],
    },
  );
  const taking = { type: 'request', requestedAddress: '10.42.3.9', server: '192.0.2.2' } as const;
  assert.equal(told(ask(simulator, mac, taking, there)), 'ack 10.42.3.9');
  const other = { ...taking, requestedAddress: '10.42.3.10' };
  assert.equal(told(ask(simulator, mac, other, there)), 'nak 0.0.0.0');
  // A network has addresses for its ports alone.
  assert.equal(told(ask(simulator, 1, { type: 'discover' }, there)), 'silence');
  assert.equal(told(ask(simulator, mac, { type: 'discover' })), 'offer 192.0.2.100');
});

test('a server that was stopped is silent, and knows its leases when it is started', async () => {
  const simulator = createSimulator();
  lease(simulator, 1);
  const turn = (name: string) =>
    simulator.fetch(
      new Request(`http://sim.test/enabler-services/stimuli/enabler-service-${name}`, {
        method: 'POST',
        body: JSON.stringify({ service: 'dhcp', n: '0' }),
      }),
    );
  await turn('stop');
  assert.equal(renew(simulator, 1, '192.0.2.100'), 'silence');
  await turn('start');
  assert.equal(renew(simulator, 1, '192.0.2.100'), 'ack 192.0.2.100');
});

test('whatever clients have sent to real servers, and anything else, is taken', () => {
  const simulator = createSimulator();
  for (const { hex } of captures<{ hex: string }>('dhcp')) {
    const message = decodeDhcp(new Uint8Array(Buffer.from(hex, 'hex')));
    send(simulator, encodeDhcp({ ...message, relayAgent }));
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      send(simulator, bytes);
    }),
  );
  assert.equal(told(ask(simulator, 1, { type: 'discover' }, { reply: true })), 'silence');
  assert.equal(told(ask(simulator, 1, {})), 'silence');
});

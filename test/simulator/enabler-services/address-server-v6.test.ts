/** The simulator's server of DHCPv6. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  decodeDhcp6,
  type Dhcp6Message,
  type Dhcp6Options,
  encodeDhcp6,
  type MessageType6,
  type Relayed,
} from '../../../src/contract/enabler-services/dhcp6.ts';
import { duidOf, linkLocal } from '../../../src/contract/enabler-services/dhcp6-client.ts';
import { simulatorTarget } from '../../../src/target/simulator-target.ts';
import { createSimulator, type Simulator } from '../../../simulator/create-simulator.ts';
import { addressServers6 } from '../../../simulator/enabler-services/addresses.ts';
import { assignment6 } from '../../../simulator/enabler-services/assignment.ts';
import { identifier6, ownNetwork6 } from '../../../simulator/enabler-services/dhcp6.ts';
import { pool6 } from '../../../simulator/enabler-services/leases.ts';
import { bytesOf, captures } from '../../contract/captures.ts';
import { signIn } from '../signed-in.ts';

const [server] = addressServers6;
const macOf = (n: number): string => `02:00:00:00:00:${n.toString(16).padStart(2, '0')}`;
const [first = '', second = '', third = ''] = pool6;
const elsewhere = '2001:db8:ffff::1';

function send(simulator: Simulator, bytes: Uint8Array): Relayed | undefined {
  const answers: Uint8Array[] = [];
  simulator.mailbox({ server, over: 'udp' }, bytes, (each) => answers.push(each));
  assert.ok(answers.length < 2);
  if (answers[0] === undefined) return undefined;
  const answer = decodeDhcp6(answers[0]);
  assert.ok('message' in answer && !('message' in answer.message));
  return { ...answer, message: answer.message };
}

interface Asking {
  readonly wish?: string;
  /** As it calls itself. */
  readonly to?: string;
  readonly link?: string;
}
function relayedOf(mac: string, type: MessageType6, asking: Asking = {}): Relayed {
  const { wish, to, link = ownNetwork6.linkAddress } = asking;
  const addresses = wish === undefined ? [] : [{ address: wish, preferred: 0, valid: 0 }];
  const options: Dhcp6Options = {
    client: duidOf(mac),
    ...(to === undefined ? {} : { server: to }),
    ...(type === 'information-request'
      ? {}
      : { associations: [{ id: 9, renewalTime: 0, rebindingTime: 0, addresses }] }),
  };
  return {
    ...{ type: 'relay-forward', hops: 0, linkAddress: link, peerAddress: linkLocal(mac) },
    message: { type, transaction: 77, options, others: [] },
    options: { interfaceId: '6c6162', relayPort: 0 },
    others: [],
  };
}
const ask = (
  simulator: Simulator,
  client: number | string,
  type: MessageType6,
  asking?: Asking,
) => {
  const mac = typeof client === 'number' ? macOf(client) : client;
  return send(simulator, encodeDhcp6(relayedOf(mac, type, asking)))?.message;
};
/** In a few words. */
const told = (answer: Dhcp6Message | undefined): string => {
  if (answer === undefined) return 'silence';
  const { status, associations: [own] = [] } = answer.options;
  const [given] = own?.addresses ?? [];
  const address = given && `${given.address} ${String(given.valid)}`;
  return [answer.type, (own?.status ?? status)?.code, address].filter(Boolean).join(' ');
};
/** Solicits, and requests what is offered. */
function lease(simulator: Simulator, client: number): string {
  const offer = ask(simulator, client, 'solicit');
  const wish = offer?.options.associations?.[0]?.addresses[0]?.address;
  if (wish === undefined) return told(offer);
  return told(ask(simulator, client, 'request', { wish, to: identifier6 }));
}

test('the target description of the simulator says where it is and what clients are told', () => {
  assert.deepEqual(simulatorTarget.enablerServices?.['dhcp-v6'], assignment6(server));
});

test('an offer and its lease are the same, and what came with the request goes back', () => {
  const simulator = createSimulator();
  const asked = relayedOf(macOf(1), 'solicit');
  const answer = send(simulator, encodeDhcp6(asked));
  const { message, ...outside } = asked;
  const own = { renewalTime: 1800, rebindingTime: 2880 };
  assert.deepEqual(answer, {
    ...outside,
    type: 'relay-reply',
    message: {
      ...message,
      type: 'advertise',
      options: {
        client: duidOf(macOf(1)),
        server: identifier6,
        nameServers: ['2001:db8:0:67::53'],
        domains: ['lab.test'],
        associations: [
          { id: 9, ...own, addresses: [{ address: first, preferred: 3600, valid: 3600 }] },
        ],
      },
    },
  });
  assert.equal(lease(simulator, 1), `reply ${first} 3600`);
});

test('a client has what it wishes if that is free, and keeps what it has', () => {
  const simulator = createSimulator();
  assert.equal(told(ask(simulator, 1, 'solicit', { wish: third })), `advertise ${third} 3600`);
  assert.equal(lease(simulator, 1), `reply ${third} 3600`);
  assert.equal(told(ask(simulator, 2, 'solicit', { wish: third })), `advertise ${first} 3600`);
  const renewed = ask(simulator, 1, 'renew', { wish: third, to: identifier6 });
  assert.equal(told(renewed), `reply ${third} 3600`);
  assert.equal(told(ask(simulator, 1, 'rebind', { wish: third })), `reply ${third} 3600`);
  assert.equal(told(ask(simulator, 1, 'confirm', { wish: third })), 'reply Success');
});

test('what is another client’s, of another network or another server’s is refused', () => {
  const simulator = createSimulator();
  lease(simulator, 1);
  const to = identifier6;
  assert.equal(told(ask(simulator, 2, 'renew', { wish: first, to })), 'reply NoBinding');
  assert.equal(told(ask(simulator, 2, 'rebind', { wish: first })), 'silence');
  assert.equal(told(ask(simulator, 2, 'rebind', { wish: elsewhere })), `reply ${elsewhere} 0`);
  assert.equal(told(ask(simulator, 2, 'confirm', { wish: elsewhere })), 'reply NotOnLink');
  assert.equal(told(ask(simulator, 2, 'request', { wish: elsewhere, to })), 'reply NotOnLink');
  // Who requests what another has is given another address.
  assert.equal(told(ask(simulator, 2, 'request', { wish: first, to })), `reply ${second} 3600`);
  for (const type of ['request', 'renew', 'release', 'decline'] as const) {
    const other = { wish: first, to: duidOf(macOf(99)) };
    assert.equal(told(ask(simulator, 1, type, other)), 'silence', type);
  }
});

test('no two clients have one address, and when none is left that is said', () => {
  const simulator = createSimulator();
  assert.deepEqual(
    pool6.map((_, n) => lease(simulator, n)),
    pool6.map((address) => `reply ${address} 3600`),
  );
  assert.equal(lease(simulator, 200), 'advertise NoAddrsAvail');
  const to = identifier6;
  assert.equal(told(ask(simulator, 3, 'release', { wish: first, to })), 'reply NoBinding');
  assert.equal(told(ask(simulator, 1, 'release', { wish: second, to })), 'reply Success');
  assert.equal(lease(simulator, 200), `reply ${second} 3600`);
  assert.equal(told(ask(simulator, 200, 'decline', { wish: second, to })), 'reply Success');
  assert.equal(lease(simulator, 200), 'advertise NoAddrsAvail');
});

test('who has an address is told about the network, and given nothing', () => {
  const answer = ask(createSimulator(), 1, 'information-request');
  assert.equal(told(answer), 'reply');
  assert.deepEqual(answer?.options.nameServers, ['2001:db8:0:67::53']);
});

test('a port has the address that its network gave it, where that is had from a server', async () => {
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
    assert.equal(answer.status, 201, what);
    return ((await answer.json()) as Record<string, { id: string; mac_address: string }>)[what];
  };
  const portIn = async (cidr: string, mode: string, address: string) => {
    const on = { network_id: (await made('network', { name: 'n' }))?.id };
    const modes = { ipv6_address_mode: mode, ipv6_ra_mode: mode };
    const dns = { dns_nameservers: ['2001:db8:42::53'] };
    const subnet = await made('subnet', { ...on, ip_version: 6, cidr, ...modes, ...dns });
    const fixed = address === '' ? { subnet_id: subnet?.id } : { ip_address: address };
    return (await made('port', { ...on, fixed_ips: [fixed] }))?.mac_address ?? '';
  };
  const mac = await portIn('2001:db8:42::/64', 'dhcpv6-stateful', '2001:db8:42::9');
  const there = { link: '2001:db8:42::1' };
  const offer = ask(simulator, mac, 'solicit', there);
  assert.equal(told(offer), 'advertise 2001:db8:42::9 86400');
  assert.deepEqual(offer?.options.nameServers, ['2001:db8:42::53']);
  // A network has addresses for its ports alone.
  assert.equal(told(ask(simulator, 1, 'solicit', there)), 'silence');
  assert.equal(told(ask(simulator, mac, 'solicit')), `advertise ${first} 3600`);
  const alone = await portIn('2001:db8:43::/64', 'slaac', '');
  assert.equal(told(ask(simulator, alone, 'solicit', { link: '2001:db8:43::1' })), 'silence');
});

test('a server that was stopped is silent, and knows its leases when it is started', async () => {
  const simulator = createSimulator();
  lease(simulator, 1);
  const turn = (name: string) =>
    simulator.fetch(
      new Request(`http://sim.test/enabler-services/stimuli/enabler-service-${name}`, {
        method: 'POST',
        body: JSON.stringify({ service: 'dhcp-v6', n: '0' }),
      }),
    );
  await turn('stop');
  assert.equal(told(ask(simulator, 1, 'rebind', { wish: first })), 'silence');
  await turn('start');
  assert.equal(told(ask(simulator, 1, 'rebind', { wish: first })), `reply ${first} 3600`);
});

test('whatever clients have sent to real servers, and anything else, is taken', () => {
  const simulator = createSimulator();
  for (const { hex } of captures<{ hex: string }>('dhcpv6')) {
    const message = decodeDhcp6(bytesOf(hex));
    assert.equal(send(simulator, bytesOf(hex)), undefined);
    send(simulator, encodeDhcp6({ ...relayedOf(macOf(1), 'solicit'), message }));
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      send(simulator, Uint8Array.of(12, ...bytes));
    }),
  );
  for (const type of ['request', 'renew', 'rebind', 'confirm', 'reply'] as const) {
    assert.equal(told(ask(simulator, 1, type)), 'silence', type);
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  floatingAddressKeeper,
  outsideOf,
  routerKeeper,
} from '../../src/bindings/network/outside.ts';
import { NotPrepared, Violation } from '../../src/failures.ts';
import { answer } from './stub-http.ts';
import { stubSession } from './stub-session.ts';

const named = (id: string, name = id) => ({ id, name });

/** A network service with two networks outside; its answers by the beginning of what is asked. */
const cloud = (more: Readonly<Record<string, unknown>> = {}) => {
  const answers: Readonly<Record<string, unknown>> = {
    'GET network/networks?router:external': { networks: [named('o1', 'public'), named('o2')] },
    'GET network/networks/n': { network: { subnets: ['s1', 's2'] } },
    'POST network/routers': { router: named('r') },
    'PUT network/routers/r': { port_id: 'p' },
    'GET network/ports': { ports: [{ id: 'p1' }] },
    'POST network/floatingips': {
      floatingip: { id: 'f', floating_ip_address: '172.24.4.9', port_id: 'p1' },
    },
    'GET network/floatingips': {
      floatingips: [
        { id: 'f', description: 'ours' },
        { id: 'g', description: 'ours, too' },
      ],
    },
    ...more,
  };
  return (what: string) => {
    const key = Object.keys(answers).find((beginning) => what.startsWith(beginning));
    if (what.startsWith('DELETE')) return answer(204, '');
    if (key === undefined) return answer(404, { NeutronError: { type: 'x', message: 'no' } });
    return answer(what.startsWith('POST') ? 201 : 200, answers[key]);
  };
};

test('a way leads to the network that the target description names, else to any outside', async () => {
  for (const [choices, gateway] of [
    [{}, 'o1'],
    [{ externalNetwork: 'public' }, 'o1'],
    [{ externalNetwork: 'o2' }, 'o2'],
  ] as const) {
    const session = stubSession(cloud(), choices);
    assert.equal(await outsideOf(session).makeWay('way'), 'r');
    assert.deepEqual(session.sent(), [
      { router: { name: 'way', external_gateway_info: { network_id: gateway } } },
    ]);
  }
  const nowhere = outsideOf(stubSession(cloud(), { externalNetwork: 'o3' }));
  await assert.rejects(nowhere.makeWay('way'), NotPrepared);
});

test('a network takes a way with all its addresses', async () => {
  const session = stubSession(cloud());
  await outsideOf(session).connect('r', 'n');
  assert.deepEqual(session.sent(), [{ subnet_id: 's1' }, { subnet_id: 's2' }]);
});

test('an address is attached to the port of the virtual compute, under our name', async () => {
  const session = stubSession(cloud());
  const made = await outsideOf(session).attachAddress('ours', 'c');
  assert.deepEqual(made, { id: 'f', address: '172.24.4.9' });
  assert.deepEqual(session.sent(), [
    { floatingip: { floating_network_id: 'o1', description: 'ours', port_id: 'p1' } },
  ]);
  const portless = outsideOf(stubSession(cloud({ 'GET network/ports': { ports: [] } })));
  await assert.rejects(portless.attachAddress('ours', 'c'), Violation);
});

test('a router is disconnected before it is deleted', async () => {
  const session = stubSession(cloud({ 'GET network/routers': { routers: [named('r')] } }));
  const keeper = routerKeeper(session);
  assert.deepEqual(await keeper.named('way', {}), ['r']);
  await keeper.remove('r', {});
  assert.deepEqual(session.asked().slice(-2), [
    'PUT network/v2.0/routers/r/remove_router_interface',
    'DELETE network/v2.0/routers/r',
  ]);
});

test('an address is found by what stands where others have a name', async () => {
  const keeper = floatingAddressKeeper(stubSession(cloud()));
  assert.deepEqual(await keeper.named('ours', {}), ['f']);
  assert.equal(await keeper.exists('f', {}), true);
  const gone = floatingAddressKeeper(
    stubSession(() => answer(404, { NeutronError: { type: 'x', message: 'no' } })),
  );
  assert.equal(await gone.exists('f', {}), false);
});

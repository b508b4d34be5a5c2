import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSimulator, type Simulator } from '../../simulator/create-simulator.ts';
import { signIn } from './signed-in.ts';

const origin = 'http://cloud.test';

const ask = async (simulator: Simulator, token: string, what: string, body?: object) => {
  const [method = '', path = ''] = what.split(' ');
  const answer = await simulator.fetch(
    new Request(origin + path, {
      method,
      headers: { 'x-auth-token': token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`);
  return { status: answer.status, transcript: [answer.status, ...headers, await answer.text()] };
};
const flavor = (name: string) => ({ flavor: { name, ram: 1, vcpus: 1, disk: 1 } });

/** Some of everything: signing in, creating, refusals, listing. */
async function session(simulator: Simulator): Promise<string> {
  const { token } = await signIn(simulator, 'admin');
  const transcript: unknown[] = [token];
  const note = async (what: string, body?: object) => {
    transcript.push((await ask(simulator, token, what, body)).transcript);
  };
  await note('POST /compute/v2.1/flavors', flavor('a'));
  await note('POST /compute/v2.1/flavors', flavor('a'));
  await note('POST /identity/v3/users', { user: { name: 'somebody', password: 'x' } });
  await note('GET /identity/v3/users');
  await note('GET /compute/v2.1/flavors/detail');
  await note('GET /compute/v2.1/servers');
  return JSON.stringify(transcript);
}

test('the same seed and the same calls give the same transcript, byte by byte', async () => {
  const first = await session(createSimulator({ seed: 7 }));
  assert.equal(await session(createSimulator({ seed: 7 })), first);
  assert.notEqual(await session(createSimulator({ seed: 8 })), first);
});

test('reset begins anew; a snapshot is a world to come back to', async () => {
  const simulator = createSimulator();
  const first = await session(simulator);
  simulator.reset();
  assert.equal(await session(simulator), first);

  const { token } = await signIn(simulator, 'admin');
  const names = async () =>
    (await ask(simulator, token, 'GET /compute/v2.1/flavors')).transcript.at(-1);
  const snapshot = simulator.snapshot();
  const before = await names();
  for (let fork = 0; fork < 2; fork++) {
    await ask(simulator, token, 'POST /compute/v2.1/flavors', flavor('in the fork'));
    assert.notEqual(await names(), before);
    simulator.restore(snapshot);
    assert.equal(await names(), before);
  }
});

test('a token expires by the simulator’s clock, and a restored world knows it again', async () => {
  const simulator = createSimulator();
  const { token } = await signIn(simulator, 'demo');
  const status = async () => (await ask(simulator, token, 'GET /compute/v2.1/flavors')).status;
  const snapshot = simulator.snapshot();
  assert.equal(await status(), 200);
  await simulator.clock.sleep(24 * 3_600_000);
  assert.equal(await status(), 401);
  simulator.restore(snapshot);
  assert.equal(await status(), 200);
});

test('a role is what the policy of the release makes of it, for tokens of a real sign-in', async () => {
  for (const release of ['zed', '2026.1'] as const) {
    const simulator = createSimulator({ release });
    const create = async (who: string) => {
      const { token } = await signIn(simulator, who);
      return (await ask(simulator, token, 'POST /compute/v2.1/flavors', flavor(who))).status;
    };
    assert.deepEqual(
      [await create('admin'), await create('demo'), await create('reader'), await create('alt')],
      [200, 403, 403, 403],
    );
    assert.equal(await create('system'), release === 'zed' ? 200 : 403);
  }
});

test('access to a private flavour is for the tenants of identity', async () => {
  const simulator = createSimulator();
  const [admin, demo] = [await signIn(simulator, 'admin'), await signIn(simulator, 'demo')];
  const secret = {
    name: 's',
    id: 's',
    ram: 1,
    vcpus: 1,
    disk: 1,
    'os-flavor-access:is_public': false,
  };
  await ask(simulator, admin.token, 'POST /compute/v2.1/flavors', { flavor: secret });
  const grant = (tenant: string | undefined) =>
    ask(simulator, admin.token, 'POST /compute/v2.1/flavors/s/action', {
      addTenantAccess: { tenant },
    });
  const show = async () => (await ask(simulator, demo.token, 'GET /compute/v2.1/flavors/s')).status;
  assert.equal(await show(), 404);
  assert.equal((await grant('nobody')).status, 400);
  assert.equal((await grant(demo.projectId)).status, 200);
  assert.equal(await show(), 200);
});

test('latency passes on the clock, and its draws follow the seed', async () => {
  const timed = async (latency: number | { min: number; max: number }) => {
    const simulator = createSimulator({ latency });
    const started = simulator.clock.now();
    for (let i = 0; i < 5; i++) await simulator.fetch(new Request(`${origin}/compute/`));
    return simulator.clock.now() - started;
  };
  assert.equal(await timed(20), 100);
  const drawn = await timed({ min: 10, max: 50 });
  assert.ok(drawn >= 50 && drawn <= 250);
  assert.equal(await timed({ min: 10, max: 50 }), drawn);
});

test('a real clock runs by itself', async () => {
  const simulator = createSimulator({ clock: 'real' });
  assert.ok(Math.abs(simulator.clock.now() - Date.now()) < 1000);
  assert.match(await session(simulator), /"name\\":\\"a\\"/);
});

test('options that make no sense are refused by name', () => {
  const refused = (options: object, message: RegExp) => {
    assert.throws(() => createSimulator(options), message);
  };
  refused({ release: 'yoga' }, /^RangeError: release must be one of zed, 2026\.1, not "yoga"/);
  refused({ seed: 1.5 }, /seed must be a whole number, not 1\.5/);
  refused({ latency: -1 }, /latency must be 0 ms or more, not -1/);
  refused({ latency: { min: 5, max: 1 } }, /latency\.max must be at least latency\.min/);
});

test('the simulator says what it serves and what it does not, and knows no other path', async () => {
  const simulator = createSimulator();
  const { services, release } = simulator.describe();
  assert.equal(release, '2026.1');
  assert.deepEqual(
    services.map(({ name, path }) => [name, path]),
    [
      ['identity', '/identity'],
      ['compute', '/compute'],
      ['image', '/image'],
      ['network', '/network'],
      ['block storage', '/volume'],
      ['placement', '/placement'],
      ['orchestration', '/orchestration'],
      ['acceleration', '/acceleration'],
      ['accelerator', '/accelerator'],
      ['hardware', '/redfish'],
      ['policy', '/nfvpolicy'],
      ['enabler-services', '/enabler-services'],
      ['load balancing', '/load-balancer'],
      ['metrics', '/metric'],
      ['alarming', '/alarming'],
      ['reservation', '/reservation'],
    ],
  );
  const compute = services[1];
  assert.equal(compute?.served['POST /compute/v2.1/flavors'], 'create flavor');
  assert.equal(compute.notServed['GET /compute/v2.1/os-migrations'], 'list migrations');
  for (const path of ['/', '/placements/v3', '/computer']) {
    const answer = await simulator.fetch(new Request(origin + path));
    assert.equal(answer.status, 404);
    assert.match(await answer.text(), /serves \/identity, \/compute/);
  }
});

test('all services are there within 300 ms, a fork within 10 ms', () => {
  const started = performance.now();
  const simulator = createSimulator();
  assert.ok(performance.now() - started < 300);
  const forked = performance.now();
  simulator.restore(simulator.snapshot());
  assert.ok(performance.now() - forked < 10);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloud } from '../placement/cloud.ts';

const leases = 'POST /reservation/v1/leases';
const minute = 60_000;

interface Lease {
  readonly id: string;
  readonly status: string;
  readonly start_date: string;
  readonly reservations: readonly { id: string; status: string; flavor_id: string }[];
}

const instances = (amount: number, vcpus = 1) => ({
  resource_type: 'virtual:instance',
  ...{ vcpus, memory_mb: 512, disk_gb: 1, amount, affinity: null, resource_properties: '' },
});

/** A cloud whose demo user reserves things; minutes count from its beginning. */
async function reserving(pace = 1) {
  const all = await cloud({ pace });
  const { ask, send, clock } = all;
  const beginning = clock.now();
  const at = (minutes: number) =>
    new Date(beginning + minutes * minute).toISOString().slice(0, 16).replace('T', ' ');
  const asked = { as: 'demo', at: 'reservation 1.0' } as const;
  const wished = (from: number | 'now', to: number, ...reservations: readonly object[]) => ({
    name: 'l',
    start_date: from === 'now' ? from : at(from),
    end_date: at(to),
    reservations,
  });
  const reserve = async (...wish: Parameters<typeof wished>): Promise<Lease> =>
    (await ask<{ lease: Lease }>(leases, wished(...wish), asked)).lease;
  const tries = async (...wish: Parameters<typeof wished>) => {
    const { status, text } = await send(leases, wished(...wish), asked);
    return [status, (JSON.parse(text) as { error_message?: string }).error_message] as const;
  };
  const show = async ({ id }: Pick<Lease, 'id'>): Promise<Lease> =>
    (await ask<{ lease: Lease }>(`GET /reservation/v1/leases/${id}`, undefined, asked)).lease;
  return { ...all, at, reserve, tries, show, asked };
}

test('a lease begins and ends when it is time, however fast all else goes', async () => {
  for (const pace of [1, 20]) {
    const { reserve, show, clock } = await reserving(pace);
    const lease = await reserve(2, 4, instances(1));
    const states = async () => {
      const { status, reservations } = await show(lease);
      return [status, reservations[0]?.status];
    };
    clock.advance(2 * minute - 1);
    assert.deepEqual(await states(), ['PENDING', 'pending']);
    clock.advance(10_001);
    assert.deepEqual(await states(), ['ACTIVE', 'active']);
    clock.advance(2 * minute);
    assert.deepEqual(await states(), ['TERMINATED', 'deleted']);
  }
});

test('a lease that is put off begins later, and one that is ended now is over', async () => {
  const { reserve, show, clock, ask, at, asked } = await reserving();
  const lease = await reserve(2, 10, instances(1));
  const change = (body: object) => ask(`PUT /reservation/v1/leases/${lease.id}`, body, asked);
  await change({ start_date: at(5) });
  clock.advance(4 * minute);
  assert.equal((await show(lease)).status, 'PENDING');
  clock.advance(2 * minute);
  assert.equal((await show(lease)).status, 'ACTIVE');
  await change({ end_date: 'now' });
  clock.advance(10_000);
  assert.equal((await show(lease)).status, 'TERMINATED');
});

test('a world that is restored has its leases, and what is to become of them', async () => {
  const { reserve, show, clock, simulator } = await reserving();
  const lease = await reserve('now', 60, instances(1));
  const before = simulator.snapshot();
  clock.advance(minute);
  assert.equal((await show(lease)).status, 'ACTIVE');
  simulator.restore(before);
  assert.equal((await show(lease)).status, 'PENDING');
  clock.advance(minute);
  assert.equal((await show(lease)).status, 'ACTIVE');
});

test('nothing is given twice at one time, and one after another it is', async () => {
  const { reserve, tries } = await reserving();
  const enough = 'Not enough hosts available';
  // Two hosts of 2500 vCPUs each.
  await reserve(10, 20, instances(1, 2000));
  await reserve(15, 30, instances(1, 2000));
  assert.deepEqual(await tries(16, 17, instances(1, 600)), [500, enough]);
  await reserve(16, 17, instances(2, 500));
  assert.deepEqual(await tries(16, 17, instances(1, 1)), [500, enough]);
  await reserve(20, 30, instances(1, 2000));
  assert.deepEqual(await tries(5, 40, instances(1, 2000)), [500, enough]);
  const host = {
    resource_type: 'physical:host',
    ...{ min: 1, max: 2, hypervisor_properties: '', resource_properties: '' },
  };
  assert.deepEqual(await tries(20, 21, host), [500, enough]);
  await reserve(30, 40, host);
  assert.deepEqual(await tries(39, 41, instances(1)), [500, enough]);
  await reserve(40, 41, { ...host, hypervisor_properties: '[">=", "$vcpus", "2500"]' });
  const more = { ...host, hypervisor_properties: '["and", [">", "$vcpus", "2500"]]' };
  assert.deepEqual(await tries(50, 60, more), [500, enough]);
});

test('so many servers find room with a reservation as are reserved, and end with it', async () => {
  const { reserve, clock, boot, serverState, send, ask, asked } = await reserving();
  const lease = await reserve('now', 60, instances(2));
  const [part] = lease.reservations;
  const flavour = part?.flavor_id ?? '';
  const early = await boot(flavour, { name: 'early' });
  // The flavour is there at once, and its room is not; by then the lease has begun.
  assert.equal((await serverState(early))[0], 'ERROR');
  clock.advance(minute);
  const servers = [await boot(flavour), await boot(flavour), await boot(flavour)];
  const states = await Promise.all(servers.map(async (id) => (await serverState(id))[0]));
  assert.deepEqual(states, ['ACTIVE', 'ACTIVE', 'ERROR']);
  const { flavor } = await ask<{ flavor: { name: string; extra_specs: object } }>(
    `GET /compute/v2.1/flavors/${flavour}`,
    undefined,
    { at: 'compute 2.87' },
  );
  const resource = `resources:CUSTOM_RESERVATION_${flavour.toUpperCase().replaceAll('-', '_')}`;
  assert.deepEqual(
    [flavor.name, flavor.extra_specs],
    [
      `reservation:${flavour}`,
      { 'aggregate_instance_extra_specs:reservation': flavour, [resource]: '1' },
    ],
  );
  await ask(
    `PUT /reservation/v1/leases/${lease.id}`,
    { reservations: [{ id: flavour, amount: 3 }] },
    asked,
  );
  assert.equal((await serverState(await boot(flavour)))[0], 'ACTIVE');
  await ask(`DELETE /reservation/v1/leases/${lease.id}`, undefined, asked);
  clock.advance(minute);
  assert.equal((await send(`GET /compute/v2.1/flavors/${flavour}`)).status, 404);
  assert.equal((await send(`GET /compute/v2.1/servers/${servers[0] ?? ''}`)).status, 404);
});

test('an address that is reserved is its project’s for that time', async () => {
  const { reserve, tries, clock, ask, asked } = await reserving();
  const { floatingips } = await ask<{ floatingips: { floating_network_id: string }[] }>(
    'GET /reservation/v1/floatingips',
  );
  const wish = {
    resource_type: 'virtual:floatingip',
    network_id: floatingips[0]?.floating_network_id,
    ...{ amount: 1, required_floatingips: ['172.24.4.252'] },
  };
  const lease = await reserve('now', 60, wish);
  const own = async () => {
    const tag = `reservation:${lease.reservations[0]?.id ?? ''}`;
    const answer = await ask<{ floatingips: { floating_ip_address: string; tags: string[] }[] }>(
      `GET /network/v2.0/floatingips?tags=blazar,${tag}`,
      undefined,
      asked,
    );
    return answer.floatingips.map(({ floating_ip_address, tags }) => [
      floating_ip_address,
      ...tags,
    ]);
  };
  assert.deepEqual(await own(), []);
  clock.advance(minute);
  assert.deepEqual(await own(), [
    ['172.24.4.252', 'blazar', `reservation:${lease.reservations[0]?.id ?? ''}`],
  ]);
  assert.equal((await tries(30, 90, wish))[0], 400);
  await ask(`DELETE /reservation/v1/leases/${lease.id}`, undefined, asked);
  assert.deepEqual(await own(), []);
  assert.equal((await tries(30, 90, wish))[0], 201);
});

test('a host with servers on it is not entered', async () => {
  const { ask, send, boot, serverState } = await reserving();
  const id = await boot();
  const [, host] = await serverState(id);
  for (const number of ['1', '2']) await ask(`DELETE /reservation/v1/os-hosts/${number}`);
  const { status, text } = await send('POST /reservation/v1/os-hosts', { name: host });
  assert.equal(status, 409);
  assert.match(text, new RegExp(`Servers \\[\\[\\{'name': 's', 'uuid': '${id}'\\}\\]\\] found`));
});

test('who does not say what answer it accepts gets none, and all is done', async () => {
  const { simulator, people, ask, asked } = await reserving();
  const send = (method: string, body?: object) =>
    simulator.fetch(
      new Request('http://cloud.test/reservation/v1/leases', {
        method,
        headers: { 'x-auth-token': people.demo.token, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const made = await send('POST', { name: 'l', start_date: 'now', end_date: '2026-01-02 00:00' });
  assert.deepEqual([made.status, made.headers.get('content-type')], [500, 'text/plain']);
  assert.equal((await send('POST', {})).status, 500);
  const { leases: all } = await ask<{ leases: object[] }>(
    'GET /reservation/v1/leases',
    undefined,
    asked,
  );
  assert.equal(all.length, 1);
});

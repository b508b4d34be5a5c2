import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reservationsOf } from '../../src/bindings/reservation/reservation.ts';
import { Refusal, Violation } from '../../src/failures.ts';
import { answer } from './stub-http.ts';
import { stubSession } from './stub-session.ts';

const at = Date.UTC(2026, 0, 1, 10);
const period = { start: at, end: at + 3_600_000 };
const lease = (more: object = {}) => ({
  lease: {
    id: 'l',
    name: 'n',
    user_id: 'u',
    project_id: 'p',
    start_date: '2026-01-01T10:00:00.000000',
    end_date: '2026-01-01T11:00:00.000000',
    status: 'PENDING',
    degraded: false,
    events: [],
    reservations: [
      {
        id: 'r',
        lease_id: 'l',
        status: 'pending',
        resource_type: 'virtual:instance',
        vcpus: 2,
        memory_mb: 2048,
        disk_gb: 1,
        amount: 3,
        affinity: null,
        flavor_id: 'r',
      },
    ],
    ...more,
  },
});
const error = (status: number, message: string) =>
  answer(status, { error_code: status, error_message: message, error_name: status });
const wish = { 'virtual computes': '3', vCPUs: '2', memory: '2 GiB', 'local storage': '1 GiB' };

test('a reservation goes out in the service’s words, and comes back in ours', async () => {
  const session = stubSession((what) => answer(what.startsWith('POST') ? 201 : 200, lease()));
  const reservations = reservationsOf(session);
  const made = await reservations.create('compute', 'n', wish, period);
  assert.deepEqual(made, { id: 'l', name: 'n', state: 'pending', ...period, attributes: wish });
  await reservations.enlarge('l', { 'virtual computes': '4' });
  assert.deepEqual(await reservations.use('l'), { flavour: 'r' });
  assert.deepEqual(session.sent(), [
    {
      name: 'n',
      start_date: '2026-01-01 10:00',
      end_date: '2026-01-01 11:00',
      reservations: [
        {
          resource_type: 'virtual:instance',
          affinity: null,
          resource_properties: '',
          amount: 3,
          vcpus: 2,
          memory_mb: 2048,
          disk_gb: 1,
        },
      ],
      events: [],
    },
    { reservations: [{ id: 'r', amount: 4 }] },
  ]);
  await assert.rejects(reservations.create('compute', 'n', { ports: '1' }, period), /ports/);
});

test('that there is not enough is a refusal, whatever its status; any other 500 is none', async () => {
  for (const [status, message] of [
    [500, 'Not enough hosts available'],
    [400, 'Not enough floating IPs available'],
  ] as const) {
    const reservations = reservationsOf(stubSession(() => error(status, message)));
    await assert.rejects(
      reservations.create('compute', 'n', wish, period),
      (thrown) => thrown instanceof Refusal && thrown.reason === 'over capacity',
    );
    await assert.rejects(
      reservations.prolong('l', at),
      (thrown) => thrown instanceof Refusal && thrown.reason === 'over capacity',
    );
  }
  const broken = reservationsOf(stubSession(() => error(500, 'Internal Server Error')));
  await assert.rejects(broken.create('compute', 'n', wish, period), Violation);
});

test('what another plugin reserves is shown without attributes, and nothing is launched by it', async () => {
  const [first] = lease().lease.reservations;
  const reservations = [{ ...first, resource_type: 'device', amount: undefined }];
  const of = reservationsOf(
    stubSession(() => answer(200, lease({ reservations, status: 'TERMINATED' }))),
  );
  const { attributes, state } = await of.query('l');
  assert.deepEqual([attributes, state], [{}, 'ended']);
  await assert.rejects(of.use('l'), /none of virtual computes/);
  const empty = reservationsOf(stubSession(() => answer(200, lease({ reservations: [] }))));
  await assert.rejects(empty.enlarge('l', wish), Violation);
});

test('of hosts and addresses the most is what the largest of them have together', async () => {
  const host = { id: '1', hypervisor_hostname: 'h', service_name: 'h', memory_mb: 1, local_gb: 1 };
  const address = { id: 'a', subnet_id: 's', floating_ip_address: '192.0.2.1', reservable: true };
  const flavor = {
    ...{ id: '1', name: 'f', links: [], ram: 512, vcpus: 1, disk: 1, swap: 0, rxtx_factor: 1 },
    'OS-FLV-EXT-DATA:ephemeral': 0,
    'OS-FLV-DISABLED:disabled': false,
    'os-flavor-access:is_public': true,
  };
  const image = { id: 'i', name: 'i', status: 'active', min_ram: 0, min_disk: 0, size: 1 };
  const session = (hosts: readonly object[], floatingips: readonly object[]) =>
    stubSession((what) => {
      if (what.includes('os-hosts')) return answer(200, { hosts });
      if (what.includes('floatingips')) return answer(200, { floatingips });
      return what.includes('flavors')
        ? answer(200, { flavors: [{ ...flavor, id: 'r', name: 'reservation:r', ram: 1 }, flavor] })
        : answer(200, { images: [image] });
    });
  const hosts = [8, 4, 8, 16].map((vcpus) => ({ ...host, vcpus, reservable: vcpus < 16 }));
  const addresses = ['n', 'm', 'm'].map((network) => ({
    ...address,
    floating_network_id: network,
  }));
  const some = reservationsOf(session(hosts, addresses));
  assert.deepEqual(await some.most('compute'), {
    ...{ 'virtual computes': '2', vCPUs: '8', memory: '512 MiB', 'local storage': '1 GiB' },
  });
  assert.deepEqual(await some.most('network'), { 'public addresses': '2' });
  const none = reservationsOf(session([], []));
  assert.equal(await none.most('compute'), undefined);
  assert.equal(await none.most('network'), undefined);
});

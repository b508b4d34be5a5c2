import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { connect } from 'node:tls';
import { certificateText } from '../../../simulator/load-balancer/certificates.ts';
import { balanced, times } from './balanced.ts';

const counted = (all: readonly (string | undefined)[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const one of all) counts[String(one)] = (counts[String(one)] ?? 0) + 1;
  return counts;
};

test('requests go round, by weight, to whom the source leads, or to whom is least busy', async () => {
  const lb = await balanced();
  const { id: pool } = await lb.pool();
  await lb.listener(8080, { default_pool_id: pool });
  assert.equal((await lb.get(8080)).status, 503);
  const { id: first } = await lb.member(pool, 0);
  await lb.member(pool, 1);
  await lb.member(pool, 2);
  const round = await times(9, async () => (await lb.get(8080)).member);
  assert.deepEqual(counted(round), { 'member-1': 3, 'member-2': 3, 'member-3': 3 });

  await lb.ask(`PUT /pools/${pool}/members/${first}`, { member: { weight: 2 } });
  await lb.settle();
  const heavy = await times(8, async () => (await lb.get(8080)).member);
  assert.deepEqual(counted(heavy), { 'member-1': 4, 'member-2': 2, 'member-3': 2 });

  await lb.ask(`PUT /pools/${pool}`, { pool: { lb_algorithm: 'SOURCE_IP' } });
  await lb.settle();
  const source = await times(5, async () => (await lb.get(8080)).member);
  assert.equal(new Set(source).size, 1);

  const { id: busy } = await lb.pool({ protocol: 'TCP', lb_algorithm: 'LEAST_CONNECTIONS' });
  await lb.listener(9000, { protocol: 'TCP', default_pool_id: busy });
  for (const n of [0, 1, 2]) await lb.member(busy, n);
  const open = [1, 2, 3].map(() => lb.connect(9000));
  for (const stream of open) stream.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n');
  const answers = await Promise.all(
    open.map(async (stream) => {
      stream.write('\r\n');
      let text = '';
      for await (const chunk of stream) text += String(chunk);
      return /x-member: (\S+)/.exec(text)?.[1];
    }),
  );
  assert.equal(new Set(answers).size, 3);
});

test('a session stays where it began, by the source or by a cookie', async () => {
  const lb = await balanced();
  for (const [n, session_persistence] of [
    { type: 'HTTP_COOKIE' },
    { type: 'APP_COOKIE', cookie_name: 'session' },
    { type: 'SOURCE_IP' },
  ].entries()) {
    const { id: pool } = await lb.pool({ session_persistence });
    await lb.listener(8080 + n, { default_pool_id: pool });
    for (const member of [0, 1, 2]) await lb.member(pool, member);
    const first = await lb.get(8080 + n);
    const cookie = (first.headers['set-cookie'] as string[]).map((one) => one.split(';')[0]);
    const again = await times(4, () => lb.get(8080 + n, '/', { cookie: cookie.join('; ') }));
    assert.deepEqual(
      again.map(({ member }) => member),
      Array(4).fill(first.member),
      session_persistence.type,
    );
  }
});

test('a drained member finishes what it has begun, and gets nothing new', async () => {
  const lb = await balanced();
  const { id: pool } = await lb.pool({ protocol: 'TCP' });
  await lb.listener(9000, { protocol: 'TCP', default_pool_id: pool });
  const { id: first } = await lb.member(pool, 0);
  await lb.member(pool, 1);
  const [one, other] = [lb.connect(9000), lb.connect(9000)];
  for (const stream of [one, other]) stream.write('GET / HTTP/1.1\r\nconnection: close\r\n');
  await lb.ask(`PUT /pools/${pool}/members/${first}`, { member: { weight: 0 } });
  await lb.settle();
  const finished = await Promise.all(
    [one, other].map(async (stream) => {
      stream.write('host: x\r\n\r\n');
      const [chunk] = (await once(stream, 'data')) as [Buffer];
      return /x-member: (\S+)/.exec(String(chunk))?.[1];
    }),
  );
  assert.deepEqual(finished.toSorted(), ['member-1', 'member-2']);
  const fresh = await times(3, async () => (await lb.get(9000)).member);
  assert.deepEqual(fresh, Array(3).fill('member-2'));
});

test('who fails the health check gets nothing until it is well again', async () => {
  const lb = await balanced();
  const { id: pool } = await lb.pool();
  await lb.listener(8080, { default_pool_id: pool });
  const { id: ill } = await lb.member(pool, 0, { monitor_port: 1 });
  await lb.member(pool, 1);
  const check = { type: 'HTTP', delay: 2, timeout: 1, max_retries: 2, max_retries_down: 2 };
  await lb.made('/healthmonitors', 'healthmonitor', { ...check, pool_id: pool });
  await times(3, () => lb.simulator.clock.sleep(2_000));
  const member = async () =>
    (await lb.ask(`GET /pools/${pool}/members/${ill}`)).body['member'] as {
      operating_status: string;
    };
  assert.equal((await member()).operating_status, 'ERROR');
  const { pool: shown } = (await lb.ask(`GET /pools/${pool}`)).body as {
    pool: { operating_status: string };
  };
  assert.equal(shown.operating_status, 'DEGRADED');
  const without = await times(4, async () => (await lb.get(8080)).member);
  assert.deepEqual(without, Array(4).fill('member-2'));

  await lb.ask(`PUT /pools/${pool}/members/${ill}`, { member: { monitor_port: null } });
  await times(4, () => lb.simulator.clock.sleep(2_000));
  assert.equal((await member()).operating_status, 'ONLINE');
  const all = await times(4, async () => (await lb.get(8080)).member);
  assert.equal(new Set(all).size, 2);
});

test('requests are refused, sent elsewhere or to another pool by what they ask for', async () => {
  const lb = await balanced();
  const { id: pool } = await lb.pool();
  const { id: other } = await lb.pool();
  const { id: listener_id } = await lb.listener(8080, { default_pool_id: pool });
  await lb.member(pool, 0);
  await lb.member(other, 1);
  const rule = async (policy: object, value: string, more: object = {}) => {
    const { id } = await lb.made('/l7policies', 'l7policy', { listener_id, ...policy });
    const of = { type: 'PATH', compare_type: 'STARTS_WITH', value, ...more };
    await lb.made(`/l7policies/${id}/rules`, 'rule', of);
  };
  await rule({ action: 'REDIRECT_TO_POOL', redirect_pool_id: other }, '/other');
  await rule({ action: 'REDIRECT_TO_URL', redirect_url: 'http://else.test/x' }, '/else');
  await rule({ action: 'REDIRECT_PREFIX', redirect_prefix: 'http://pre.test' }, '/pre');
  await rule({ action: 'REJECT' }, '/other/secret');
  await rule({ action: 'REJECT' }, 'bot', {
    type: 'HEADER',
    key: 'User-Agent',
    compare_type: 'CONTAINS',
  });
  assert.equal((await lb.get(8080, '/')).member, 'member-1');
  assert.equal((await lb.get(8080, '/other/x')).member, 'member-2');
  assert.equal((await lb.get(8080, '/other/secret')).status, 403);
  assert.equal((await lb.get(8080, '/', { 'user-agent': 'a bot' })).status, 403);
  const elsewhere = await lb.get(8080, '/else');
  assert.deepEqual([elsewhere.status, elsewhere.headers['location']], [302, 'http://else.test/x']);
  assert.equal((await lb.get(8080, '/pre/a?b')).headers['location'], 'http://pre.test/pre/a?b');
  const inUse = await lb.ask(`DELETE /pools/${other}`);
  assert.equal(inUse.status, 409);
});

test('what passes is counted, and a world that is restored takes no connections that it had not', async () => {
  const lb = await balanced();
  const { id: pool } = await lb.pool();
  const before = lb.simulator.snapshot();
  const { id } = await lb.listener(8080, { default_pool_id: pool });
  await lb.member(pool, 0);
  await times(3, () => lb.get(8080, '/some/path'));
  for (const counter of [`listeners/${id}`, `loadbalancers/${lb.loadBalancer.id}`]) {
    const { stats } = (await lb.ask(`GET /${counter}/stats`)).body as {
      stats: Readonly<Record<string, number>>;
    };
    assert.equal(stats['total_connections'], 3);
    assert.equal(stats['active_connections'], 0);
    assert.ok((stats['bytes_in'] ?? 0) > 0 && (stats['bytes_out'] ?? 0) > 0);
  }
  lb.simulator.restore(before);
  await assert.rejects(lb.get(8080), /nothing listens|was reset/);
});

test('a listener terminates TLS with its certificate, and tells members so', async () => {
  const lb = await balanced();
  const pool = await lb.pool();
  await lb.member(pool.id, 0);
  const terminated = { protocol: 'TERMINATED_HTTPS', default_pool_id: pool.id };
  const refused = async (wish: object) => {
    const { status } = await lb.ask('POST /listeners', {
      listener: { protocol_port: 443, loadbalancer_id: lb.loadBalancer.id, ...terminated, ...wish },
    });
    assert.equal(status, 400, JSON.stringify(wish));
  };
  const { reference: default_tls_container_ref, name, cacert } = certificateText;
  await refused({});
  await refused({ default_tls_container_ref: `${default_tls_container_ref}0` });
  await refused({ protocol: 'TCP', default_tls_container_ref });
  const insert_headers = { 'X-Forwarded-Proto': 'true' };
  await lb.listener(443, { ...terminated, default_tls_container_ref, insert_headers });

  const trusted = { ca: readFileSync(cacert), servername: name };
  const line = connect({ socket: lb.connect(443), ...trusted });
  line.end('GET / HTTP/1.1\r\nhost: any\r\nconnection: close\r\n\r\n');
  assert.match(await text(line), /^HTTP\/1\.1 200 .*"x-forwarded-proto":"https"/s);
  // Who does not speak it is cut off, and others are still served.
  await assert.rejects(lb.get(443));
  const again = connect({ socket: lb.connect(443), ...trusted });
  await once(again, 'secureConnect');
  again.destroy();
});

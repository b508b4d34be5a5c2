import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { balanced, type Part } from './balanced.ts';

const said = (body: Readonly<Record<string, unknown>>): string => String(body['faultstring']);

test('a load balancer is made, and takes a change only once the last is done', async () => {
  const lb = await balanced();
  const { id } = lb.loadBalancer;
  const show = async () => (await lb.ask(`GET /loadbalancers/${id}`)).body['loadbalancer'] as Part;
  assert.equal(lb.loadBalancer.provisioning_status, 'PENDING_CREATE');
  assert.equal((await show()).provisioning_status, 'ACTIVE');

  const wish = { loadbalancer: { name: 'renamed' } };
  const changed = await lb.ask(`PUT /loadbalancers/${id}`, wish);
  assert.equal(changed.status, 200);
  assert.equal((changed.body['loadbalancer'] as Part).provisioning_status, 'PENDING_UPDATE');
  const pool = { protocol: 'HTTP', lb_algorithm: 'ROUND_ROBIN', loadbalancer_id: id };
  const refused = await lb.ask('POST /pools', { pool });
  assert.equal(refused.status, 409);
  assert.equal(said(refused.body), `Load Balancer ${id} is immutable and cannot be updated.`);
  await lb.settle();
  assert.equal((await show())['name'], 'renamed');
  assert.equal((await lb.ask('POST /pools', { pool })).status, 201);
});

test('a change below is under way in all that is above', async () => {
  const lb = await balanced();
  const pool = await lb.pool();
  const listener = await lb.listener(80, { default_pool_id: pool.id });
  const { status } = await lb.ask(`POST /pools/${pool.id}/members`, {
    member: { address: '192.0.2.1', protocol_port: 80 },
  });
  assert.equal(status, 201);
  for (const [path, word] of [
    [`/pools/${pool.id}`, 'pool'],
    [`/listeners/${listener.id}`, 'listener'],
    [`/loadbalancers/${lb.loadBalancer.id}`, 'loadbalancer'],
  ] as const) {
    const { body } = await lb.ask(`GET ${path}`);
    assert.equal((body[word] as Part).provisioning_status, 'PENDING_UPDATE', word);
  }
});

test('what makes no sense, is there already or belongs to another is refused', async () => {
  const lb = await balanced();
  const { id: loadbalancer_id } = lb.loadBalancer;
  const pool = await lb.pool();
  await lb.listener(80);
  await lb.member(pool.id, 0);
  const monitor = { pool_id: pool.id, type: 'HTTP', delay: 2, timeout: 1, max_retries: 1 };
  await lb.made('/healthmonitors', 'healthmonitor', monitor);
  const none = '7d2590ae-fb85-4080-9306-058b4c915e3f';
  const listener = { loadbalancer_id, protocol: 'HTTP', protocol_port: 81 };
  const poolWish = { loadbalancer_id, protocol: 'HTTP', lb_algorithm: 'ROUND_ROBIN' };
  const cases: readonly (readonly [string, object | undefined, number, RegExp])[] = [
    ['POST /loadbalancers', { loadbalancer: {} }, 400, /VIP must contain one of/],
    ['POST /loadbalancers', { loadbalancer: { vip_subnet_id: none } }, 400, /Subnet .* not found/],
    ['POST /loadbalancers', {}, 400, /loadbalancer/],
    ['POST /listeners', { listener: { ...listener, protocol_port: 80 } }, 409, /already using/],
    ['POST /listeners', { listener: { ...listener, protocol: 'TERMINATED_HTTPS' } }, 400, /TLS/],
    ['POST /listeners', { listener: { ...listener, protocol: 'UDP' } }, 501, /protocol UDP/],
    ['POST /listeners', { listener: { ...listener, loadbalancer_id: none } }, 400, /not found/],
    ['POST /listeners', { listener: { ...listener, default_pool_id: none } }, 404, /Pool/],
    ['POST /listeners', { listener: { ...listener, colour: 'red' } }, 400, /colour/],
    [
      'POST /pools',
      { pool: { ...poolWish, lb_algorithm: 'SOURCE_IP_PORT' } },
      501,
      /SOURCE_IP_PORT/,
    ],
    [
      'POST /pools',
      { pool: { ...poolWish, session_persistence: { type: 'APP_COOKIE' } } },
      400,
      /cookie_name/,
    ],
    [
      `POST /pools/${none}/members`,
      { member: { address: '192.0.2.1', protocol_port: 80 } },
      404,
      /Pool/,
    ],
    [
      `POST /pools/${pool.id}/members`,
      { member: { address: '127.64.255.1', protocol_port: 8080 } },
      409,
      /already using ip/,
    ],
    ['POST /healthmonitors', { healthmonitor: monitor }, 409, /already has a health monitor/],
    ['POST /healthmonitors', { healthmonitor: { ...monitor, timeout: 3 } }, 400, /timeout/],
    [`GET /listeners/${none}`, undefined, 404, /Listener .* not found/],
    [`DELETE /loadbalancers/${loadbalancer_id}`, undefined, 400, /it has children/],
    ['GET /flavors', undefined, 501, /flavours/],
    ['GET /nonsense', undefined, 404, /not found/],
  ];
  for (const [what, body, status, message] of cases) {
    const answer = await lb.ask(what, body);
    assert.equal(answer.status, status, `${what} ${JSON.stringify(answer.body)}`);
    assert.match(said(answer.body), message);
  }
  const foreign = await lb.ask(`GET /loadbalancers/${loadbalancer_id}`, undefined, 'alt');
  assert.equal(foreign.status, 403);
  const { body } = await lb.ask('GET /loadbalancers', undefined, 'alt');
  assert.deepEqual(body['loadbalancers'], []);
  assert.equal((await lb.ask(`DELETE /pools/${pool.id}`, undefined, 'reader')).status, 403);
});

test('a quota keeps a project from more', async () => {
  const lb = await balanced();
  const { project_id } = lb.loadBalancer;
  const set = (pool: number, who: string) =>
    lb.ask(`PUT /quotas/${String(project_id)}`, { quota: { pool } }, who);
  assert.equal((await set(1, 'demo')).status, 403);
  assert.equal((await set(1, 'admin')).status, 202);
  await lb.pool();
  const wish = {
    loadbalancer_id: lb.loadBalancer.id,
    protocol: 'TCP',
    lb_algorithm: 'ROUND_ROBIN',
  };
  const refused = await lb.ask('POST /pools', { pool: wish });
  assert.equal(refused.status, 403);
  assert.equal(said(refused.body), 'Quota has been met for resources: Pool');
  assert.equal(
    (await lb.ask(`DELETE /quotas/${String(project_id)}`, undefined, 'admin')).status,
    204,
  );
  assert.equal((await lb.ask('POST /pools', { pool: wish })).status, 201);
});

test('what is deleted with all that belongs to it leaves nothing, not even its port', async () => {
  const lb = await balanced();
  const { id, vip_port_id: port } = lb.loadBalancer;
  const pool = await lb.pool();
  await lb.listener(80, { default_pool_id: pool.id });
  await lb.member(pool.id, 0);
  assert.equal((await lb.ask(`GET /network/v2.0/ports/${String(port)}`)).status, 200);
  assert.equal((await lb.ask(`DELETE /loadbalancers/${id}?cascade=true`)).status, 204);
  await lb.settle();
  for (const path of ['/loadbalancers', '/listeners', '/pools']) {
    const { body } = await lb.ask(`GET ${path}`);
    assert.deepEqual(body[path.slice(1)], [], path);
  }
  assert.equal((await lb.ask(`GET /network/v2.0/ports/${String(port)}`)).status, 404);
});

test('lists are filtered and come in pages', async () => {
  const lb = await balanced();
  for (const name of ['a', 'b', 'c']) await lb.pool({ name });
  const first = (await lb.ask('GET /pools?limit=2')).body as {
    pools: Part[];
    pools_links: { href: string }[];
  };
  assert.deepEqual(
    first.pools.map(({ name }) => name),
    ['a', 'b'],
  );
  const [next] = first.pools_links;
  const rest = await lb.ask(`GET /pools${new URL(next?.href ?? '').search}`);
  assert.equal((rest.body['pools'] as Part[])[0]?.['name'], 'c');
  assert.deepEqual(rest.body['pools_links'], []);
  const { body } = await lb.ask('GET /pools?name=b');
  assert.equal((body['pools'] as Part[]).length, 1);
});

test('no body makes the service fail', async () => {
  const lb = await balanced();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('/loadbalancers', '/listeners', '/pools', '/healthmonitors', '/l7policies'),
      fc.jsonValue(),
      async (path, body) => {
        const word = path.slice(1).replace(/ies$/, 'y').replace(/s$/, '');
        for (const sent of [body, { [word]: body }]) {
          const { status } = await lb.ask(`POST ${path}`, sent as object);
          assert.ok(status === 400 || status === 403, `${path} ${String(status)}`);
        }
      },
    ),
    { numRuns: 60 },
  );
});

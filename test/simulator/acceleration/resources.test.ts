/** Accelerators as resources: allocated, released, queried, discovered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answered, type Body, managed } from './manager.ts';
import { workloadAt } from './workload.ts';

const nowhere = '00000000-0000-4000-8000-000000000000';
const wordOf = async (answer: Promise<Answered<Body>>) => (await answer).word;

test('an accelerator is given to one virtual compute, near it, and to nobody else until it is released', async () => {
  const { allocate, call, launch, query } = await managed();
  const server = await launch();
  const first = await allocate(server, { type: 'gpu' });
  assert.equal(first.status, 201);
  const { accResourceId } = first.body;
  assert.match(first.headers.get('location') ?? '', new RegExp(`/resources/${accResourceId}$`));
  const shown = await query('compute-1', `(eq,attachedTo,${server})`);
  assert.deepEqual(
    shown.map((one) => [one.accResourceId, one.type, one.state, one.attachedTo]),
    [[accResourceId, 'gpu', 'allocated', server]],
  );
  const others = [await allocate(server, { type: 'gpu' }), await allocate(server, { type: 'gpu' })];
  const ids = [first, ...others].map(({ body }) => body.accResourceId);
  assert.equal(new Set(ids).size, 3);
  assert.equal((await allocate(server, { type: 'gpu' })).word, 'NO_CAPACITY');
  assert.equal((await call(`DELETE /resources/${accResourceId}`)).status, 204);
  assert.equal((await call(`DELETE /resources/${accResourceId}`)).word, 'NO_SUCH_RESOURCE');
  assert.equal((await allocate(server, { type: 'gpu' })).body.accResourceId, accResourceId);
});

test('what is asked for is met: type, host, requirements', async () => {
  const { allocate, launch, query } = await managed();
  const server = await launch();
  const there = await allocate(server, { type: 'fpga', hostId: 'compute-3' });
  const [one] = await query('compute-3', `(eq,accResourceId,${there.body.accResourceId})`);
  assert.deepEqual([one?.type, one?.hostId], ['fpga', 'compute-3']);
  const requirements = '(eq,vendor,other-example)';
  assert.equal((await allocate(server, { type: 'compression', requirements })).status, 201);
  assert.equal(await wordOf(allocate(server, { type: 'fpga', requirements })), 'NO_CAPACITY');
});

test('an allocation is refused for what it names', async () => {
  const { allocate, call, launch } = await managed();
  const server = await launch();
  const gpu = { type: 'gpu' };
  assert.equal(await wordOf(allocate(nowhere, gpu)), 'NO_SUCH_TARGET');
  assert.equal(await wordOf(allocate(server, { type: 'teapot' })), 'NO_CAPACITY');
  assert.equal(await wordOf(allocate(server, { ...gpu, hostId: 'x' })), 'NO_SUCH_HOST');
  const unknown = { ...gpu, requirements: '(eq,colour,red)' };
  assert.equal(await wordOf(allocate(server, unknown)), 'INVALID_FILTER');
  assert.equal(await wordOf(allocate(server, { ...gpu, requirements: 'x' })), 'INVALID_FILTER');
  assert.equal(await wordOf(allocate(server, { ...gpu, colour: 'red' })), 'INVALID_PARAMETER');
  assert.equal(await wordOf(allocate(server, gpu, 'workload-1')), 'RESOURCE_BUSY');
  assert.equal(await wordOf(call('POST /resources')), 'INVALID_PARAMETER');
  assert.equal((await allocate(server, gpu)).status, 201);
});

test('a workload reaches what its virtual compute was given, as long as it has it', async () => {
  const { allocate, call, launch, simulator } = await managed();
  const given = await allocate(await launch(), { type: 'crypto' }, 'vnf-7');
  const release = () => call(`DELETE /resources/${given.body.accResourceId}`);
  const workload = workloadAt(simulator, 'vnf-7');
  const { result } = workload.call('InitAcc', { accAttributeSelector: ['type'] });
  assert.deepEqual(result, {
    accCapabilities: [
      { subSystem: 'accelerator', attributes: { type: 'accelerator' } },
      { subSystem: 'crypto-0', attributes: { type: 'crypto' } },
    ],
  });
  assert.equal((await release()).word, 'RESOURCE_BUSY');
  assert.ok(!workload.ended());
  workload.call('ReleaseAcc');
  assert.equal((await release()).status, 204);
  assert.ok(workload.ended());
  assert.throws(() => workloadAt(simulator, 'vnf-7'), /nothing is at/);
});

test('what a workload uses is released when its connection is lost', async () => {
  const { call, launch, workloadOn } = await managed();
  const workload = await workloadOn(await launch(), { type: 'crypto' });
  workload.call('InitAcc');
  assert.equal((await call(`DELETE /resources/${workload.id}`)).word, 'RESOURCE_BUSY');
  workload.connection.closed();
  assert.equal((await call(`DELETE /resources/${workload.id}`)).status, 204);
});

test('a virtual compute that is deleted frees what it had, even what is in use', async () => {
  const { allocate, launch, query, remove, workloadOn } = await managed();
  const server = await launch();
  const workload = await workloadOn(server, { type: 'crypto' });
  await allocate(server, { type: 'fpga', hostId: 'compute-2' });
  workload.call('InitAcc');
  await remove(server);
  assert.ok(workload.ended());
  for (const host of ['compute-1', 'compute-2']) {
    assert.deepEqual(await query(host, `(eq,attachedTo,${server})`), []);
  }
  assert.equal(await wordOf(allocate(server, { type: 'crypto' })), 'NO_SUCH_TARGET');
});

test('a query shows what the filter means, of one host', async () => {
  const { call, query } = await managed();
  const all = await query('compute-1');
  assert.equal(all.length, 8);
  assert.ok(all.every(({ hostId }) => hostId === 'compute-1'));
  const ids = (some: readonly { accResourceId: string }[]) => some.map((one) => one.accResourceId);
  for (const filter of [
    '(eq,type,fpga)',
    '(eq,programmable,true)',
    '(eq,type,fpga);(neq,state,faulty)',
    '(eq,image,factory)',
  ]) {
    assert.deepEqual(
      ids(await query('compute-1', filter)),
      ids(all.filter(({ type }) => type === 'fpga')),
      filter,
    );
  }
  assert.deepEqual(
    (await query('compute-1', '(cont,operations,inflate)')).map(({ type }) => type),
    ['nic', 'nic', 'compression'],
  );
  assert.deepEqual(await query('compute-1', '(eq,type,teapot)'), []);
  assert.equal(await wordOf(call('GET /hosts/x/resources')), 'NO_SUCH_HOST');
  assert.equal(await wordOf(call('GET /hosts/compute-1/resources?Filter=x')), 'INVALID_FILTER');
  assert.equal(await wordOf(call('GET /hosts/compute-1/resources?filter=')), 'INVALID_PARAMETER');
  const twice = 'GET /hosts/compute-1/resources?Filter=&Filter=';
  assert.equal(await wordOf(call(twice)), 'INVALID_PARAMETER');
});

test('hardware that comes is found by the next discovery of its host, and not before', async () => {
  const { allocate, call, launch, query, stimulus } = await managed();
  const server = await launch();
  const before = await query('compute-2');
  assert.equal(await stimulus('hardware-event', { hostId: 'compute-2', type: 'gpu' }), 204);
  assert.deepEqual(await query('compute-2'), before);
  await call('POST /hosts/compute-1/discovery');
  assert.deepEqual(await query('compute-2'), before);
  const found = await call('POST /hosts/compute-2/discovery');
  assert.equal(found.status, 200);
  assert.deepEqual(await query('compute-2'), found.body.discoveredAccResourceInfo);
  assert.equal(found.body.discoveredAccResourceInfo.length, before.length + 1);
  const ids = new Set(before.map((one) => one.accResourceId));
  for (let n = 0; n < 2; n += 1) {
    const { body } = await allocate(server, { type: 'gpu', hostId: 'compute-2' });
    ids.delete(body.accResourceId);
  }
  assert.equal(ids.size, before.length - 1);
  assert.equal(await wordOf(call('POST /hosts/x/discovery')), 'NO_SUCH_HOST');
  assert.equal(await stimulus('hardware-event', { hostId: 'x' }), 404);
  assert.equal(await stimulus('hardware-event', { hostId: 'compute-2', type: 'x' }), 400);
});

test('only administrators manage accelerators', async () => {
  const { call } = await managed();
  const calls = [
    'POST /resources',
    `DELETE /resources/${nowhere}`,
    'GET /hosts/compute-1/resources',
    'GET /statistics',
    'DELETE /statistics',
    'POST /hosts/compute-1/subscriptions',
    `DELETE /hosts/compute-1/subscriptions/${nowhere}`,
    'GET /hosts/compute-1/alarms',
    'POST /hosts/compute-1/discovery',
    `PUT /resources/${nowhere}/image`,
  ];
  const demo = await managed({}, 'demo');
  for (const what of calls) {
    for (const authorization of ['', 'Bearer', 'Bearer x', 'Basic YTpi']) {
      const answer = await call(what, undefined, { authorization });
      assert.deepEqual([answer.status, answer.word], [401, 'UNAUTHENTICATED'], what);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
    }
    const answer = await demo.call(what);
    assert.deepEqual([answer.status, answer.word], [403, 'FORBIDDEN'], what);
  }
  assert.equal((await call('GET /nothing')).status, 404);
});

test('a snapshot has allocations and hardware; a world that is restored has those of then', async () => {
  const { allocate, launch, query, simulator } = await managed();
  const server = await launch();
  const { body } = await allocate(server, { type: 'crypto' }, 'vnf');
  const snapshot = simulator.snapshot();
  const then = await query('compute-1');
  await allocate(server, { type: 'fpga' });
  const workload = workloadAt(simulator, 'vnf');
  workload.call('InitAcc');
  simulator.restore(snapshot);
  assert.ok(workload.ended());
  assert.deepEqual(await query('compute-1'), then);
  assert.ok(then.some(({ accResourceId }) => accResourceId === body.accResourceId));
  assert.ok('result' in workloadAt(simulator, 'vnf').call('InitAcc'));
});

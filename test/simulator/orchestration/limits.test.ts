import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stacksAnswer } from '../../../src/contract/orchestration/stack.ts';
import { hot, orchestrationCloud, origin, refusal } from './cloud.ts';

const word = { type: 'OS::Heat::RandomString' };
const waiting = (seconds: number) => ({
  type: 'OS::Heat::TestResource',
  properties: { wait_secs: seconds },
});

test('a deletion ends what the stack was doing', async () => {
  const { ask, built, pass, shown } = await orchestrationCloud();
  const resources = {
    net: { type: 'OS::Neutron::Net', properties: { name: 'early' } },
    slow: { ...waiting(50), depends_on: 'net' },
    late: { ...word, depends_on: 'slow' },
  };
  const { path, stack } = await built('s', hot({ resources }));
  assert.equal(stack.stack_status, 'CREATE_IN_PROGRESS');
  assert.equal((await ask(`DELETE ${path}`)).status, 204);
  await pass(3);
  assert.equal((await shown(path)).stack_status, 'DELETE_COMPLETE');
  await pass(60);
  const gone = await shown(path);
  assert.equal(gone.stack_status, 'DELETE_COMPLETE');
  assert.equal((await ask('GET /network/v2.0/networks?name=early')).text, '{"networks":[]}');
});

test('what takes too long fails', async () => {
  const { built } = await orchestrationCloud();
  const template = hot({ resources: { slow: waiting(500) } });
  const { stack } = await built('s', template, { timeout_mins: 1 }, 70);
  assert.deepEqual([stack.stack_status, stack.stack_status_reason], ['CREATE_FAILED', 'Timed out']);
});

test('a project has no more stacks than it may, and lists them by their number alone', async () => {
  const { ask } = await orchestrationCloud();
  const make = (as: string, n: number) =>
    ask('POST /stacks', { as, body: { stack_name: `s${String(n)}`, template: hot({}) } });
  for (let n = 0; n < 500; n += 1) assert.equal((await make('demo', n)).status, 201);
  assert.deepEqual(refusal(await make('demo', 500)), [
    400,
    'RequestLimitExceeded',
    'Request limit exceeded: You have reached the maximum stacks per tenant, 500. Please delete some stacks.',
  ]);
  assert.equal((await make('alt', 500)).status, 201);
  const all: string[] = [];
  let path = '/stacks?limit=200';
  while (path !== '') {
    const page = stacksAnswer.parse((await ask(`GET ${path}`)).body);
    all.push(...page.stacks.map(({ id }) => id));
    path = new URL(page.links?.[0]?.href ?? origin).href.replace(/^.*(?=\/stacks\?)|^.*/, '');
  }
  assert.equal(new Set(all).size, 500);
});

test('a world that is set back in mid-stack has nothing of it', async () => {
  const { ask, pass, simulator } = await orchestrationCloud();
  const start = simulator.snapshot();
  const resources = { net: { type: 'OS::Neutron::Net', properties: { name: 'lost' } } };
  const body = { stack_name: 's', template: hot({ resources }) };
  assert.equal((await ask('POST /stacks', { body })).status, 201);
  simulator.restore(start);
  await pass(3);
  assert.deepEqual((await ask('GET /stacks?show_deleted=true')).body, { stacks: [] });
  assert.equal((await ask('GET /network/v2.0/networks?name=lost')).text, '{"networks":[]}');
});

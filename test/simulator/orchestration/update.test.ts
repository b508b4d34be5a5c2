import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stackResourcesAnswer } from '../../../src/contract/orchestration/resource.ts';
import { hot, orchestrationCloud, refusal } from './cloud.ts';

const word = { type: 'OS::Heat::RandomString' };
const net = (name: string) => ({ type: 'OS::Neutron::Net', properties: { name } });

const idsOf = async (cloud: Awaited<ReturnType<typeof orchestrationCloud>>, path: string) => {
  const { resources } = stackResourcesAnswer.parse((await cloud.ask(`GET ${path}/resources`)).body);
  return Object.fromEntries(
    resources.map((one) => [one.resource_name, one.physical_resource_id] as const),
  );
};
type Networks = { readonly networks: readonly { readonly id: string; readonly name: string }[] };
const networks = async ({ ask }: Awaited<ReturnType<typeof orchestrationCloud>>) =>
  ((await ask('GET /network/v2.0/networks?shared=false')).body as Networks).networks;

test('an update adds, removes, changes in place and replaces', async () => {
  const cloud = await orchestrationCloud();
  const { ask, built, pass, shown } = cloud;
  const sized = { ...word, properties: { length: { get_param: 'n' } } };
  const parameters = { n: { type: 'number' } };
  const first = hot({ parameters, resources: { gone: word, sized, net: net('one') } });
  const { path } = await built('s', first, { parameters: { n: 5 } });
  const before = await idsOf(cloud, path);
  const second = hot({ parameters, resources: { more: word, sized, net: net('two') } });
  const answer = await ask(`PUT ${path}`, { body: { template: second, parameters: { n: 7 } } });
  assert.equal(answer.status, 202);
  assert.equal((await shown(path)).stack_status, 'UPDATE_IN_PROGRESS');
  await pass(3);
  assert.equal((await shown(path)).stack_status, 'UPDATE_COMPLETE');
  const after = await idsOf(cloud, path);
  assert.deepEqual(Object.keys(after).sort(), ['more', 'net', 'sized']);
  assert.equal(after['net'], before['net']);
  assert.notEqual(after['sized'], before['sized']);
  assert.ok((await networks(cloud)).some(({ name }) => name === 'two'));
  const patched = await ask(`PATCH ${path}`, { body: { parameters: { n: 9 } } });
  assert.equal(patched.status, 202);
  await pass(2);
  assert.equal((await shown(path)).parameters['n'], '9');
});

test('an update that fails goes back where that is wished', async () => {
  const cloud = await orchestrationCloud();
  const { ask, built, pass, shown } = cloud;
  const { path } = await built('s', hot({ resources: { a: word } }), { disable_rollback: false });
  const broken = { type: 'OS::Heat::TestResource', properties: { fail: true } };
  const template = hot({ resources: { b: word, f: { ...broken, depends_on: 'b' } } });
  await ask(`PUT ${path}`, { body: { template, disable_rollback: false } });
  await pass(4);
  assert.equal((await shown(path)).stack_status, 'ROLLBACK_COMPLETE');
  assert.deepEqual(Object.keys(await idsOf(cloud, path)), ['a']);
});

test('what a stack builds through other services is there, and goes with it', async () => {
  const cloud = await orchestrationCloud();
  const { ask, built, pass } = cloud;
  const resources = {
    subnet: {
      type: 'OS::Neutron::Subnet',
      properties: { network: { get_resource: 'net' }, cidr: '10.9.0.0/24' },
    },
    net: net('built'),
    kept: { ...net('kept'), deletion_policy: 'Retain' },
    port: {
      type: 'OS::Neutron::Port',
      properties: { network: { get_resource: 'net' } },
      depends_on: 'subnet',
    },
  };
  const outputs = { address: { value: { get_attr: ['port', 'fixed_ips', 0, 'ip_address'] } } };
  const { path, stack } = await built('s', hot({ resources, outputs }));
  assert.equal(stack.stack_status, 'CREATE_COMPLETE', stack.stack_status_reason);
  assert.match(String(stack.outputs?.[0]?.output_value), /^10\.9\.0\./);
  await ask(`DELETE ${path}`);
  await pass(3);
  const names = (await networks(cloud)).map(({ name }) => name);
  assert.deepEqual([names.includes('built'), names.includes('kept')], [false, true]);
});

test('what may not be built is a failure with the reason of the service', async () => {
  const { built } = await orchestrationCloud();
  const shared = { type: 'OS::Neutron::Net', properties: { shared: true } };
  const { stack } = await built('s', hot({ resources: { shared } }));
  assert.match(
    stack.stack_status_reason,
    /^Resource CREATE failed: Forbidden: resources\.shared: /,
  );
});

test('a stack outlives the token of who made it', async () => {
  const { ask, built, pass, shown, signInAll, simulator } = await orchestrationCloud();
  const slow = { type: 'OS::Heat::TestResource', properties: { wait_secs: 5000 } };
  const template = hot({ resources: { slow, net: { ...net('late'), depends_on: 'slow' } } });
  const { path } = await built('s', template, { timeout_mins: 600 });
  if (simulator.clock.kind === 'virtual') simulator.clock.advance(8 * 3600 * 1000);
  await pass(3);
  assert.equal((await ask(`GET ${path}`)).status, 401);
  await signInAll();
  assert.equal((await shown(path)).stack_status, 'CREATE_COMPLETE');
});

test('a stack is suspended, resumed and checked, one thing at a time', async () => {
  const { ask, built, pass, shown } = await orchestrationCloud();
  const { path } = await built('s', hot({ resources: { a: word } }));
  const act = (body: object) => ask(`POST ${path}/actions`, { body });
  assert.equal((await act({ suspend: null })).status, 200);
  assert.deepEqual(refusal(await act({ resume: null })), [
    409,
    'ActionInProgress',
    'Stack s already has an action (SUSPEND) in progress.',
  ]);
  await pass(1);
  assert.equal((await shown(path)).stack_status, 'SUSPEND_COMPLETE');
  const refused = await ask(`PUT ${path}`, { body: { template: hot({}) } });
  assert.equal(refusal(refused)[1], 'NotSupported');
  await act({ resume: null });
  await pass(1);
  assert.equal((await shown(path)).stack_status, 'RESUME_COMPLETE');
  assert.equal(refusal(await act({}))[2], 'No action specified');
  assert.equal(refusal(await act({ dance: null }))[2], 'Invalid action dance specified');
  assert.equal(refusal(await act({ check: null, resume: null }))[2], 'Multiple actions specified');
});

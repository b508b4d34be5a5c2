import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  stackEventsAnswer,
  stackResourceAnswer,
  stackResourcesAnswer,
} from '../../../src/contract/orchestration/resource.ts';
import { stacksAnswer } from '../../../src/contract/orchestration/stack.ts';
import { hot, orchestrationCloud, origin, refusal } from './cloud.ts';

const word = { type: 'OS::Heat::RandomString' };
const failing = { type: 'OS::Heat::TestResource', properties: { fail: true } };
const waiting = (seconds: number) => ({
  type: 'OS::Heat::TestResource',
  properties: { wait_secs: seconds },
});

test('a stack is in progress, then complete; its events tell in which order', async () => {
  const { ask, built, shown, pass } = await orchestrationCloud();
  const template = hot({ resources: { b: { ...word, depends_on: 'a' }, a: waiting(5) } });
  const { path, stack } = await built('s', template, {}, 2);
  assert.equal(stack.stack_status, 'CREATE_IN_PROGRESS');
  const statuses = async () =>
    stackResourcesAnswer
      .parse((await ask(`GET ${path}/resources`)).body)
      .resources.map((one) => [one.resource_name, one.resource_status])
      .sort();
  assert.deepEqual(await statuses(), [
    ['a', 'CREATE_IN_PROGRESS'],
    ['b', 'INIT_COMPLETE'],
  ]);
  await pass(5);
  assert.equal((await shown(path)).stack_status, 'CREATE_COMPLETE');
  const { events } = stackEventsAnswer.parse((await ask(`GET ${path}/events`)).body);
  assert.deepEqual(
    events.reverse().map((event) => `${event.resource_name} ${event.resource_status}`),
    [
      's CREATE_IN_PROGRESS',
      'a CREATE_IN_PROGRESS',
      'a CREATE_COMPLETE',
      'b CREATE_IN_PROGRESS',
      'b CREATE_COMPLETE',
      's CREATE_COMPLETE',
    ],
  );
  const one = stackResourceAnswer.parse((await ask(`GET ${path}/resources/b`)).body).resource;
  assert.equal(String(one.attributes['value']).length, 32);
  assert.deepEqual(refusal(await ask(`GET ${path}/resources/x`)), [
    404,
    'ResourceNotFound',
    'The Resource (x) could not be found in Stack s.',
  ]);
});

test('a failure is told, and taken back where that is wished', async () => {
  const { built, shown, ask, pass } = await orchestrationCloud();
  const template = hot({ resources: { a: word, f: { ...failing, depends_on: 'a' } } });
  const kept = await built('kept', template);
  assert.equal(kept.stack.stack_status, 'CREATE_FAILED');
  assert.equal(
    kept.stack.stack_status_reason,
    'Resource CREATE failed: ValueError: resources.f: Test Resource failed f',
  );
  const back = await built('back', template, { disable_rollback: false });
  assert.equal(back.stack.stack_status, 'ROLLBACK_COMPLETE');
  assert.deepEqual((await ask(`GET ${back.path}/resources`)).body, { resources: [] });
  await ask(`DELETE ${kept.path}`);
  await pass(2);
  assert.equal((await shown(kept.path)).stack_status, 'DELETE_COMPLETE');
});

test('a stack is found by name and id, and by one of them with a redirect', async () => {
  const { ask, built } = await orchestrationCloud();
  const { id, path } = await built('s', hot({}));
  for (const known of ['s', id]) {
    const answer = await ask(`GET /stacks/${known}/resources?a=b`);
    assert.equal(answer.status, 302);
    const location = answer.headers.get('location') ?? '';
    assert.ok(location.startsWith(`${origin}/orchestration/v1/`));
    assert.ok(location.endsWith(`${path}/resources?a=b`));
  }
  for (const strange of ['/stacks/x', `/stacks/x/${id}`, '/stacks/s/x']) {
    const [status, type] = refusal(await ask(`GET ${strange}`));
    assert.deepEqual([status, type], [404, 'EntityNotFound'], strange);
  }
});

test('names are unique among the stacks that a project has', async () => {
  const { ask, built, pass } = await orchestrationCloud();
  const body = { stack_name: 's', template: hot({}) };
  const { path } = await built('s', hot({}));
  assert.deepEqual(refusal(await ask('POST /stacks', { body })), [
    409,
    'StackExists',
    'The Stack (s) already exists.',
  ]);
  assert.equal((await ask('POST /stacks', { as: 'alt', body })).status, 201);
  assert.equal((await ask(`DELETE ${path}`)).status, 204);
  await pass(1);
  assert.deepEqual(refusal(await ask('GET /stacks/s'))[0], 404);
  assert.equal((await ask('POST /stacks', { body })).status, 201);
  const deleted = await ask('GET /stacks?show_deleted=true&name=s');
  assert.deepEqual(
    stacksAnswer.parse(deleted.body).stacks.map(({ stack_status }) => stack_status),
    ['CREATE_IN_PROGRESS', 'DELETE_COMPLETE'],
  );
});

test('projects see their own stacks, an administrator those of all', async () => {
  const { ask, built, projectOf } = await orchestrationCloud();
  const { path, id } = await built('s', hot({}));
  assert.equal((await ask(`GET ${path}`, { as: 'alt' })).status, 404);
  assert.equal((await ask(`DELETE ${path}`, { as: 'alt' })).status, 404);
  assert.deepEqual((await ask('GET /stacks', { as: 'alt' })).body, { stacks: [] });
  const foreign = `/orchestration/v1/${projectOf('demo') ?? ''}/stacks`;
  assert.deepEqual(refusal(await ask(`GET ${foreign}`, { as: 'alt' })).slice(0, 2), [
    403,
    'HTTPForbidden',
  ]);
  const [seen] = stacksAnswer.parse((await ask('GET /stacks', { as: 'admin' })).body).stacks;
  assert.deepEqual([seen?.id, seen?.project], [id, projectOf('demo')]);
  assert.equal((await ask(`DELETE ${path}`, { as: 'admin' })).status, 204);
});

test('a reader may make stacks by the older rules only', async () => {
  const body = { stack_name: 's', template: hot({}) };
  for (const [release, status] of [
    ['zed', 201],
    ['2026.1', 403],
  ] as const) {
    const { ask } = await orchestrationCloud(release);
    assert.equal((await ask('POST /stacks', { as: 'reader', body })).status, status);
    assert.equal((await ask('GET /stacks', { as: 'reader' })).status, 200);
    assert.equal((await ask('GET /stacks', { as: 'nobody' })).status, 401);
  }
});

test('lists have pages, filters and orders, and refuse what they cannot read', async () => {
  const { ask, built } = await orchestrationCloud();
  for (const name of ['b', 'a', 'c']) await built(name, hot({}), { tags: `t,${name}` }, 1);
  const list = async (query: string) => {
    const answer = stacksAnswer.parse((await ask(`GET /stacks?${query}`)).body);
    return [answer.stacks.map(({ stack_name }) => stack_name).join(''), answer.links, answer.count];
  };
  assert.equal((await list(''))[0], 'cab');
  assert.equal((await list('sort_keys=stack_name'))[0], 'abc');
  assert.equal((await list('sort_keys=name&sort_dir=desc'))[0], 'cba');
  assert.equal((await list('tags=t,a'))[0], 'a');
  assert.equal((await list('not_tags_any=a,b'))[0], 'c');
  assert.equal((await list('name=a&name=b'))[0], 'ab');
  assert.deepEqual(await list('status=FAILED&with_count=true'), ['', undefined, 0]);
  const [first, links] = await list('limit=2');
  assert.equal(first, 'ca');
  assert.match(JSON.stringify(links), /limit=2&marker=/);
  const refused = async (query: string) => refusal(await ask(`GET /stacks?${query}`))[2];
  assert.equal(await refused('limit=x'), "Only integer is acceptable by 'limit'.");
  assert.match(await refused('limit=-1'), /non-negative integer\.$/);
  assert.match(await refused('show_deleted=x'), /^Unrecognized value "x" for "show_deleted"/);
  assert.equal(await refused('sort_dir=up'), '');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal } from './compute-alone.ts';
import { withServers } from './servers.ts';

test('metadata are added, replaced and removed, one by one and together', async () => {
  const { boot, ask } = withServers();
  const path = `/v2.1/servers/${await boot({ metadata: { a: 'b' } })}/metadata`;
  const say = async (what: string, below = '', body?: unknown) => {
    const answer = await ask(`${what} ${path}${below}`, { as: 'member', body });
    return answer.status < 300 ? (answer.body ?? answer.status) : refusal(answer)[2];
  };
  assert.deepEqual(await say('POST', '', { metadata: { k: 'v' } }), {
    metadata: { a: 'b', k: 'v' },
  });
  assert.deepEqual(await say('PUT', '', { metadata: { z: 'v' } }), { metadata: { z: 'v' } });
  assert.deepEqual(await say('GET', '/z'), { meta: { z: 'v' } });
  assert.equal(await say('GET', '/q'), 'Metadata item was not found');
  assert.deepEqual(await say('PUT', '/q', { meta: { q: '1' } }), { meta: { q: '1' } });
  assert.equal(await say('PUT', '/q', { meta: { r: '1' } }), 'Request body and URI mismatch');
  assert.equal(
    await say('PUT', '/q', { meta: {} }),
    'Invalid input for field/attribute meta. Value: {}. {} does not have enough properties',
  );
  assert.equal(await say('DELETE', '/q'), 204);
  assert.equal(await say('DELETE', '/q'), 'Metadata item was not found');
  assert.deepEqual(await say('GET'), { metadata: { z: 'v' } });
});

test('a server remembers what was done with it, newest first', async () => {
  const { boot, act, ask, clock } = withServers();
  const id = await boot();
  await act(id, { suspend: null });
  clock.advance(1000);
  const path = `/v2.1/servers/${id}/os-instance-actions`;
  const list = async (at: string) =>
    (
      (await ask(`GET ${path}`, { as: 'member', at })).body as {
        instanceActions: Record<string, string>[];
      }
    ).instanceActions;
  assert.deepEqual(
    (await list('2.1')).map(({ action }) => action),
    ['suspend', 'create'],
  );
  assert.equal('updated_at' in ((await list('2.57'))[0] ?? {}), false);
  const request = (await list('2.58'))[0]?.['request_id'] ?? '';
  const show = async (as: string, at: string) =>
    (
      (await ask(`GET ${path}/${request}`, { as, at })).body as {
        instanceAction: { events?: Record<string, unknown>[] };
      }
    ).instanceAction.events?.[0];
  assert.equal(await show('member', '2.1'), undefined);
  assert.equal((await show('member', '2.51'))?.['event'], 'compute_suspend_instance');
  assert.equal('traceback' in ((await show('admin', '2.1')) ?? {}), true);
  assert.equal(
    refusal(await ask(`GET ${path}/req-x`, { as: 'member' }))[2],
    'Action req-x not found',
  );
});

test('addresses alone, of all networks and of one', async () => {
  const { boot, ask } = withServers();
  const path = `/v2.1/servers/${await boot()}/ips`;
  const all = (await ask(`GET ${path}`, { as: 'member' })).body as {
    addresses: Record<string, object[]>;
  };
  assert.deepEqual(Object.keys(all.addresses), ['private']);
  assert.deepEqual(Object.keys(all.addresses['private']?.[0] ?? {}), ['version', 'addr']);
  assert.equal((await ask(`GET ${path}/private`, { as: 'member' })).status, 200);
  assert.equal(
    refusal(await ask(`GET ${path}/nope`, { as: 'member' }))[2],
    'Instance is not a member of specified network',
  );
});

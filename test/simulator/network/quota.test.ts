import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quotaDetailsAnswer } from '../../../src/contract/network/quota.ts';
import { networkAlone, projects, refusal } from './network-alone.ts';

test('beyond its quota a project gets nothing more, whoever asks', async () => {
  const { ask, make } = networkAlone();
  const quota = (limit: number) =>
    ask(`PUT /quotas/${projects.demo}`, { as: 'admin', body: { quota: { network: limit } } });
  await quota(2);
  await make('network');
  const { body } = await ask(`GET /quotas/${projects.demo}/details`);
  const { limit, used } = quotaDetailsAnswer.parse(body).quota.network ?? {};
  assert.deepEqual([limit, used], [2, 2]);
  for (const as of ['member', 'admin']) {
    const body = { network: { project_id: projects.demo } };
    assert.deepEqual(refusal(await ask('POST /networks', { as, body })), [409, 'OverQuota']);
  }
  await quota(-1);
  await make('network');
});

test('who may see and set quotas', async () => {
  for (const release of ['zed', '2026.1'] as const) {
    const { ask } = networkAlone(release);
    const get = async (as: string) => (await ask(`GET /quotas/${projects.demo}`, { as })).status;
    assert.deepEqual(
      await Promise.all(['admin', 'member', 'reader', 'outsider'].map(get)),
      [200, 200, 200, 403],
    );
    assert.equal(await get('system'), release === 'zed' ? 200 : 403);
    const body = { quota: { network: 1 } };
    const put = async (as: string) =>
      (await ask(`PUT /quotas/${projects.demo}`, { as, body })).status;
    assert.deepEqual(
      await Promise.all(['manager', 'member', 'outsider'].map(put)),
      [403, 403, 403],
    );
  }
});

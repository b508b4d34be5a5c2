/** Images that are loaded into programmable accelerators. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listen } from '../../../simulator/listen.ts';
import { createSimulator } from '../../../simulator/create-simulator.ts';
import { signIn } from '../signed-in.ts';
import { managed } from './manager.ts';
import { item, workloadAt } from './workload.ts';

async function programmable() {
  const all = await managed();
  const workload = await all.workloadOn(await all.launch(), { type: 'fpga' });
  const { id } = workload;
  return { ...all, id, workload, shown: () => all.shown(id) };
}

test('an image changes what the accelerator can do', async () => {
  const { id, onload, shown, workload } = await programmable();
  const operations = () => {
    const { result } = workload.call('InitAcc', { accAttributeSelector: ['operations'] });
    workload.call('ReleaseAcc');
    return (result?.['accCapabilities'] as { attributes: { operations: string[] } }[])[1]
      ?.attributes.operations;
  };
  assert.deepEqual((await shown()).image, 'factory');
  assert.deepEqual(operations(), ['copy', 'sha-256']);
  assert.equal((await onload(id, 'deflate, inflate', { name: 'codec' })).status, 204);
  const now = await shown();
  assert.deepEqual([now.image, now.state, now.operations.length], ['codec', 'allocated', 3]);
  assert.deepEqual(operations(), ['copy', 'deflate', 'inflate']);
  workload.call('InitAcc');
  const attributes = { operation: 'deflate' };
  const set = { accSubSysConfigurationData: [{ subSystem: 'region-0', attributes }] };
  assert.deepEqual(workload.call('ModifyAccConfiguration', set).result, {});
  const sent = { accData: item('aaaa'), accChannel: 'region-0/0' };
  assert.notDeepEqual(workload.call('AccData', sent).result?.['accData'], item('aaaa'));
});

test('an image is refused, and nothing changes, when it is not right or not welcome', async () => {
  const { call, id, onload, query, shown, workload } = await programmable();
  const before = await shown();
  const wordOf = async (answer: ReturnType<typeof onload>) => (await answer).word;
  const [crypto] = await query('compute-1', '(eq,type,crypto)');
  const checksum = '0'.repeat(64);
  const nowhere = '00000000-0000-4000-8000-000000000000';
  assert.equal(await wordOf(onload(id, 'x', { checksum })), 'IMAGE_REJECTED');
  assert.equal(await wordOf(onload(id, 'x', { type: 'gpu' })), 'IMAGE_REJECTED');
  assert.equal(await wordOf(onload(id, 'x', { checksum: 'x' })), 'INVALID_PARAMETER');
  assert.equal(await wordOf(onload(id, 'x', { colour: 'red' })), 'INVALID_PARAMETER');
  assert.equal(await wordOf(onload(nowhere, 'x')), 'NO_SUCH_RESOURCE');
  assert.equal(await wordOf(onload(crypto?.accResourceId ?? '', 'x')), 'NOT_PROGRAMMABLE');
  assert.equal((await call(`PUT /resources/${id}/image`, {})).word, 'INVALID_PARAMETER');
  workload.call('InitAcc');
  assert.equal(await wordOf(onload(id, 'x')), 'RESOURCE_BUSY');
  assert.deepEqual(await shown(), before);
  workload.call('ReleaseAcc');
  assert.equal((await onload(id, 'x')).status, 204);
});

test('a form that lacks a part, has one too many, or is none is refused', async () => {
  const { fetch, id, shown, token } = await programmable();
  const before = await shown();
  const authorization = `Bearer ${token}`;
  const info = JSON.stringify({ name: 'a', type: 'fpga', checksum: 'a'.repeat(64) });
  const parts = { accImageInfo: info, accImage: new Blob(['a']) };
  const forms: Record<string, string | Blob>[] = [
    { accImageInfo: info },
    { accImage: parts.accImage },
    { ...parts, more: 'x' },
    { ...parts, accImageInfo: '{' },
    { ...parts, accImage: 'no file' },
  ];
  for (const each of forms) {
    const form = new FormData();
    for (const [name, value] of Object.entries(each)) form.set(name, value);
    const answer = await fetch('PUT', `/resources/${id}/image`, {
      headers: { authorization },
      body: form,
    });
    assert.equal(answer.word, 'INVALID_PARAMETER', JSON.stringify(each));
  }
  assert.deepEqual(await shown(), before);
});

test('while it is loaded, an accelerator is of no use to anybody', async () => {
  const { call, id, onload, shown, simulator } = await programmable();
  const loading = onload(id, 'deflate');
  while ((await shown()).state !== 'loading') await simulator.clock.sleep(1);
  const snapshot = simulator.snapshot();
  assert.equal((await loading).status, 204);
  assert.deepEqual((await shown()).operations, ['copy', 'deflate']);
  // Nobody waits in the world that is restored, so its time stands still.
  simulator.restore(snapshot);
  const { image, state } = await shown();
  assert.deepEqual([image, state], ['factory', 'loading']);
  assert.equal((await onload(id, 'inflate')).word, 'RESOURCE_BUSY');
  assert.equal((await call(`DELETE /resources/${id}`)).word, 'RESOURCE_BUSY');
  const { attachTarget } = await shown();
  const { result } = workloadAt(simulator, attachTarget).call('InitAcc');
  assert.deepEqual(result, { accCapabilities: [] });
  await simulator.clock.sleep(1_000);
  const now = await shown();
  assert.deepEqual([now.image, now.state], ['an image', 'allocated']);
  assert.deepEqual(now.operations, ['copy', 'deflate']);
});

test('a free accelerator is loaded too; what was loaded stays when it changes hands', async () => {
  const { allocate, call, launch, onload, query } = await managed();
  const [first] = await query('compute-2', '(eq,type,fpga)');
  const id = first?.accResourceId ?? '';
  assert.equal((await onload(id, 'inflate')).status, 204);
  const requirements = '(cont,operations,inflate)';
  const given = await allocate(await launch(), { type: 'fpga', requirements });
  assert.equal(given.body.accResourceId, id);
  await call(`DELETE /resources/${id}`);
  const [now] = await query('compute-2', `(eq,accResourceId,${id})`);
  assert.deepEqual([now?.state, now?.image], ['free', 'an image']);
});

test('over a socket, too, an image is a form; one that is too large is not taken', async () => {
  const simulator = createSimulator({ clock: 'real' });
  const listening = await listen(simulator, { port: 0, ownsProcess: false });
  try {
    const { token } = await signIn(simulator, 'admin');
    const headers = { authorization: `Bearer ${token}` };
    const at = `${listening.url}/acceleration/nf-vi`;
    const filter = 'Filter=(eq,type,fpga)';
    const found = await fetch(`${at}/hosts/compute-1/resources?${filter}`, { headers });
    type Query = { accQueryResult: { accResourceId: string }[] };
    const [one] = ((await found.json()) as Query).accQueryResult;
    const put = async (size: number) => {
      const form = new FormData();
      const accImageInfo = { name: 'n', type: 'fpga', checksum: '0'.repeat(64) };
      form.set('accImageInfo', new Blob([JSON.stringify(accImageInfo)]), 'info.json');
      form.set('accImage', new Blob([new Uint8Array(size)]), 'image');
      const answer = await fetch(`${at}/resources/${one?.accResourceId ?? ''}/image`, {
        method: 'PUT',
        headers,
        body: form,
      });
      return { status: answer.status, text: await answer.text() };
    };
    assert.match((await put(1024 ** 2)).text, /problem:IMAGE_REJECTED/);
    assert.equal((await put(65 * 1024 ** 2)).status, 413);
  } finally {
    await listening.close();
  }
});

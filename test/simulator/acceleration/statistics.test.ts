/** What accelerators count, and how it is read and reset. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { managed } from './manager.ts';
import { item } from './workload.ts';

async function counting() {
  const all = await managed();
  const server = await all.launch();
  const at = async (type: string) => {
    const workload = await all.workloadOn(server, { type });
    workload.call('InitAcc');
    return workload;
  };
  /** @param query without the question mark */
  const read = async (query = '') => {
    const answer = await all.call(`GET /statistics?${query}`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body.accStatistics;
  };
  const of = async (id: string, selector = '') => {
    const [one] = await read(`accFilter=(eq,accResourceId,${id})&accStatSelector=${selector}`);
    return one?.attributes;
  };
  return { ...all, at, read, of };
}
const accChannel = 'crypto-0/0';
const none = { itemsIn: 0, itemsOut: 0, bytesIn: 0, bytesOut: 0, errors: 0, rejected: 0 };

test('items and bytes are counted where they go in and where they come out', async () => {
  const { at, of } = await counting();
  const { call, id } = await at('crypto');
  assert.deepEqual(await of(id), none);
  call('AccData', { accData: item('four'), accChannel });
  assert.deepEqual(await of(id), { ...none, itemsIn: 1, itemsOut: 1, bytesIn: 4, bytesOut: 4 });
  const attributes = { operation: 'sha-256' };
  call('ModifyAccConfiguration', {
    accSubSysConfigurationData: [{ subSystem: 'crypto-0', attributes }],
  });
  for (let n = 0; n < 3; n += 1) call('AccSendData', { accData: item('ab'), accChannel });
  assert.deepEqual(await of(id), { ...none, itemsIn: 4, itemsOut: 1, bytesIn: 10, bytesOut: 4 });
  call('AccReceiveData', { maxNumberOfDataItems: 2, accChannel });
  const counts = { ...none, itemsIn: 4, itemsOut: 3, bytesIn: 10, bytesOut: 68 };
  assert.deepEqual(await of(id), counts);
});

test('what cannot be worked on, and what there is no room for, is counted', async () => {
  const { at, of } = await counting();
  const { call, id } = await at('crypto');
  for (let n = 0; n < 66; n += 1) call('AccSendData', { accData: item(''), accChannel });
  const attributes = { operation: 'aes-256-gcm' };
  call('ModifyAccConfiguration', {
    accSubSysConfigurationData: [{ subSystem: 'crypto-0', attributes }],
  });
  call('AccData', { accData: item('a'), accChannel });
  assert.deepEqual(await of(id), { ...none, itemsIn: 64, errors: 1, rejected: 2 });
});

test('only the selected counters are read, of what the filter means', async () => {
  const { at, call, of, read } = await counting();
  const one = await at('crypto');
  one.call('AccData', { accData: item('a'), accChannel });
  assert.deepEqual(await of(one.id, 'itemsIn,errors'), { itemsIn: 1, errors: 0 });
  const everything = await read();
  assert.equal(everything.length, 22);
  assert.equal(everything.filter(({ attributes }) => attributes['itemsIn'] === 1).length, 1);
  const here = await read('accFilter=(eq,hostId,compute-1);(eq,subSystem,crypto-0)');
  assert.deepEqual(
    here.map(({ hostId, subSystem }) => [hostId, subSystem]),
    Array.from({ length: 4 }, () => ['compute-1', 'crypto-0']),
  );
  assert.deepEqual(await read('accFilter=(eq,hostId,nowhere)'), []);
  for (const [query, word] of [
    ['accFilter=x', 'INVALID_FILTER'],
    ['accFilter=(eq,colour,red)', 'INVALID_FILTER'],
    ['accStatSelector=colour', 'INVALID_SELECTOR'],
    ['accStatSelector=,', 'INVALID_SELECTOR'],
    ['hostId=compute-1', 'INVALID_PARAMETER'],
  ] as const) {
    for (const method of ['GET', 'DELETE']) {
      assert.equal((await call(`${method} /statistics?${query}`)).word, word, `${method} ${query}`);
    }
  }
  assert.equal((await of(one.id))?.['itemsIn'], 1);
});

test('a reset concerns the selected counters of what the filter means, and nothing else', async () => {
  const { at, call, of } = await counting();
  const [one, two] = [await at('crypto'), await at('crypto')];
  for (const workload of [one, two]) workload.call('AccData', { accData: item('a'), accChannel });
  const counts = { ...none, itemsIn: 1, itemsOut: 1, bytesIn: 1, bytesOut: 1 };
  const query = `accFilter=(eq,accResourceId,${one.id})&accStatSelector=itemsIn,bytesOut`;
  assert.equal((await call(`DELETE /statistics?${query}`)).status, 204);
  assert.deepEqual(await of(one.id), { ...counts, itemsIn: 0, bytesOut: 0 });
  assert.deepEqual(await of(two.id), counts);
  one.call('AccData', { accData: item('a'), accChannel });
  assert.deepEqual(await of(one.id), { ...counts, itemsOut: 2, bytesIn: 2 });
  assert.equal((await call('DELETE /statistics')).status, 204);
  assert.deepEqual([await of(one.id), await of(two.id)], [none, none]);
});

test('counts outlive the workload, and go back with the world', async () => {
  const { at, call, of, simulator } = await counting();
  const one = await at('crypto');
  one.call('AccData', { accData: item('a'), accChannel });
  const snapshot = simulator.snapshot();
  one.call('AccData', { accData: item('a'), accChannel });
  one.call('ReleaseAcc');
  await call(`DELETE /resources/${one.id}`);
  assert.equal((await of(one.id))?.['itemsIn'], 2);
  simulator.restore(snapshot);
  assert.equal((await of(one.id))?.['itemsIn'], 1);
});

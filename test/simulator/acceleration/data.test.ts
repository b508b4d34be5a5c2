/** Items that come by themselves, that are large, and that are many. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { managed } from './manager.ts';
import { faultOf, item, workloadAt } from './workload.ts';

test('an item that no call has brought comes into the channel, and is announced', async () => {
  const { simulator, stimulus } = await managed();
  const [one, two] = ['workload-1', 'workload-2'].map((name) => workloadAt(simulator, name));
  assert.ok(one && two);
  const accChannel = 'crypto-0/1';
  const facts = { attachTarget: 'workload-1', accChannel, accData: item('news') };
  assert.equal(await stimulus('acc-data', facts), 409);
  for (const { call } of [one, two]) {
    call('InitAcc');
    call('RegisterForAccDataAvailableEvent', { regHandlerId: 'h', accChannel });
  }
  assert.equal(await stimulus('acc-data', facts), 204);
  assert.equal(await stimulus('acc-data', { ...facts, accData: item('more') }), 204);
  assert.deepEqual(
    [one, two].map(({ frames }) => frames.length),
    [1, 0],
  );
  const receive = ({ call }: typeof one) =>
    call('AccReceiveData', { maxNumberOfDataItems: 9, accChannel }).result?.['accData'];
  assert.deepEqual(receive(one), [item('news'), item('more')]);
  assert.deepEqual(receive(two), []);
  for (let n = 0; n < 64; n += 1) await stimulus('acc-data', facts);
  assert.equal(await stimulus('acc-data', facts), 409);
  assert.equal(await stimulus('acc-data', { ...facts, accChannel: 'x' }), 409);
  assert.equal(await stimulus('acc-data', { ...facts, attachTarget: 'x' }), 404);
  assert.equal(await stimulus('acc-data', { ...facts, accData: { payload: '!' } }), 400);
});

test('an item of 1 MiB goes through, and is counted', async () => {
  const { call, simulator } = await managed();
  const workload = workloadAt(simulator);
  workload.call('InitAcc');
  const accChannel = 'compression-0/0';
  const large = { payload: randomBytes(1024 ** 2).toString('base64') };
  assert.deepEqual(workload.call('AccData', { accData: large, accChannel }).result, {
    accData: large,
  });
  workload.call('AccSendData', { accData: large, accChannel });
  const fetched = workload.call('AccReceiveData', { maxNumberOfDataItems: 1, accChannel });
  assert.deepEqual(fetched.result, { accData: [large] });
  const read = await call('GET /statistics?accFilter=(eq,type,nic)&accStatSelector=bytesOut');
  const bytes = read.body.accStatistics.map(({ attributes }) => attributes['bytesOut']);
  assert.equal(Math.max(...bytes.map(Number)), 2 * 1024 ** 2);
});

test('10,000 items wait in a channel and come out in order, one by one', async () => {
  const { launch, workloadOn } = await managed();
  const { call } = await workloadOn(await launch(), { type: 'gpu' });
  call('InitAcc');
  const accChannel = 'compute-0/0';
  const numbers = Array.from({ length: 10_000 }, (_, n) => String(n));
  for (const n of numbers) call('AccSendData', { accData: item(n), accChannel });
  const next = () =>
    call('AccReceiveData', { maxNumberOfDataItems: 1, accChannel }).result?.['accData'];
  const got = numbers.map(() => (next() as { payload: string }[])[0]?.payload);
  assert.deepEqual(
    got,
    numbers.map((n) => item(n).payload),
  );
  assert.deepEqual(next(), []);
});

test('a channel that is full takes more as soon as something has been fetched', async () => {
  const { simulator } = await managed();
  const { call } = workloadAt(simulator);
  call('InitAcc');
  const accChannel = 'crypto-0/0';
  const send = (n: number) => call('AccSendData', { accData: item(String(n)), accChannel });
  for (let n = 0; n < 64; n += 1) send(n);
  for (let n = 64; n < 200; n += 1) {
    assert.equal(faultOf(send(n)), 'CHANNEL_FULL');
    const fetched = call('AccReceiveData', { maxNumberOfDataItems: 1, accChannel });
    assert.deepEqual(fetched.result?.['accData'], [item(String(n - 64))]);
    assert.deepEqual(send(n).result, {});
  }
});

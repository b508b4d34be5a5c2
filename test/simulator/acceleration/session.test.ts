import assert from 'node:assert/strict';
import { createDecipheriv, createHash } from 'node:crypto';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { createSimulator } from '../../../simulator/create-simulator.ts';
import { faultOf, item, workloadAt } from './workload.ts';

const ready = (name?: string, simulator = createSimulator()) => {
  const workload = workloadAt(simulator, name);
  workload.call('InitAcc');
  return workload;
};
const channel = { accChannel: 'crypto-0/0' };

test('a filter and a selector choose what is told, and what is taken into use', () => {
  const { call } = workloadAt(createSimulator());
  const { result } = call('InitAcc', {
    accFilter: '(eq,type,crypto)',
    accAttributeSelector: ['type'],
  });
  assert.deepEqual(result, {
    accCapabilities: [{ subSystem: 'crypto-0', attributes: { type: 'crypto' } }],
  });
  assert.equal(
    faultOf(call('AccData', { accData: item('a'), accChannel: 'compression-0/0' })),
    'NO_SUCH_CHANNEL',
  );
  assert.equal(faultOf(call('InitAcc', { accFilter: '(eq,colour,red)' })), 'INVALID_FILTER');
  assert.equal(faultOf(call('InitAcc', { accAttributeSelector: ['x'] })), 'INVALID_SELECTOR');
});

test('a setting is kept, read, reset; a change that is refused changes nothing', () => {
  const { call } = ready();
  const read = () =>
    call('GetAccConfigs', { accFilter: '(eq,subSystem,crypto-0)' }).result?.['accConfigs'];
  const before = read();
  const change = (attributes: object) =>
    call('ModifyAccConfiguration', {
      accSubSysConfigurationData: [{ subSystem: 'crypto-0', attributes }],
    });
  assert.equal(faultOf(change({ priority: 4, batchSize: 257 })), 'INVALID_CONFIG');
  assert.deepEqual(read(), before);
  assert.deepEqual(change({ priority: 4, batchSize: 256 }).result, {});
  call('ResetAccConfigs', { accConfigSelector: ['priority'] });
  assert.deepEqual(read(), [
    { subSystem: 'crypto-0', attributes: { operation: 'copy', priority: 3, batchSize: 256 } },
  ]);
  assert.equal(faultOf(call('ModifyAccConfiguration', {})), 'INVALID_PARAMETER');
});

test('the work is real', () => {
  const { call } = ready();
  const work = (subSystem: string, operation: string, accData: object) => {
    const attributes = { operation };
    call('ModifyAccConfiguration', { accSubSysConfigurationData: [{ subSystem, attributes }] });
    const answer = call('AccData', { accData, accChannel: `${subSystem}/0` });
    const { payload } = answer.result?.['accData'] as { payload: string };
    return Buffer.from(payload, 'base64');
  };
  const digest = createHash('sha256').update('ping').digest();
  assert.deepEqual(work('crypto-0', 'sha-256', item('ping')), digest);
  assert.equal(inflateRawSync(work('compression-0', 'deflate', item('ping'))).toString(), 'ping');
  const [key, iv] = [Buffer.alloc(32, 1), Buffer.alloc(12, 2)];
  const metadata = { key: key.toString('base64'), iv: iv.toString('base64') };
  const sealed = work('crypto-0', 'aes-256-gcm', { ...item('ping'), metadata });
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAuthTag(sealed.subarray(-16));
  assert.equal(
    decipher.update(sealed.subarray(0, -16)).toString() + decipher.final().toString(),
    'ping',
  );
  assert.equal(faultOf(call('AccData', { accData: item('a'), ...channel })), 'INVALID_DATA');
});

test('a channel keeps order, gives each result once, and takes no more than its depth', () => {
  const { call } = ready();
  for (let n = 0; n < 64; n += 1) call('AccSendData', { accData: item(String(n)), ...channel });
  assert.equal(faultOf(call('AccSendData', { accData: item('x'), ...channel })), 'CHANNEL_FULL');
  const receive = (maxNumberOfDataItems: number) =>
    call('AccReceiveData', { maxNumberOfDataItems, ...channel }).result?.['accData'];
  assert.deepEqual(receive(2), [item('0'), item('1')]);
  assert.equal((receive(100) as unknown[]).length, 62);
  assert.deepEqual(receive(1), []);
  assert.equal(
    faultOf(call('AccReceiveData', { maxNumberOfDataItems: 0, ...channel })),
    'INVALID_PARAMETER',
  );
});

test('a notification comes after the answer, until it is acknowledged, three times at most', () => {
  const simulator = createSimulator();
  const { call, connection, frames } = ready('workload-1', simulator);
  call('RegisterForAccDataAvailableEvent', { regHandlerId: 'h', ...channel });
  call('AccSendData', { accData: item('a'), ...channel });
  call('AccSendData', { accData: item('b'), ...channel });
  const [first] = frames;
  assert.deepEqual(frames, [
    {
      jsonrpc: '2.0',
      id: 'nfvi-1',
      method: 'AccDataAvailableEventNotification',
      params: { regHandlerId: 'h' },
    },
  ]);
  const { clock } = simulator;
  assert.ok(clock.kind === 'virtual');
  clock.advance(1_500);
  assert.deepEqual(frames, [first, first]);
  connection.receive(JSON.stringify({ jsonrpc: '2.0', id: 'nfvi-1', result: {} }));
  clock.advance(10_000);
  assert.equal(frames.length, 2);
});

test('a handler is for one channel; one that comes late is told at once', () => {
  const { call, frames } = ready();
  call('AccSendData', { accData: item('a'), ...channel });
  call('RegisterForAccDataAvailableEvent', { regHandlerId: 'h', ...channel });
  assert.equal(frames.length, 1);
  const elsewhere = { regHandlerId: 'h', accChannel: 'crypto-0/1' };
  assert.equal(faultOf(call('RegisterForAccDataAvailableEvent', elsewhere)), 'HANDLER_IN_USE');
  call('DeRegisterForAccDataAvailableEvent', channel);
  assert.equal(faultOf(call('DeRegisterForAccDataAvailableEvent', channel)), 'NOT_REGISTERED');
});

test('an event reaches its handlers, and no other workload', async () => {
  const simulator = createSimulator();
  const one = ready('workload-1', simulator);
  const two = ready('workload-2', simulator);
  const accEvent = 'overheated';
  one.call('RegisterForAccEvent', { accEvent, vnfEventHandlerId: 'a' });
  one.call('RegisterForAccEvent', { accEvent, vnfEventHandlerId: 'b' });
  one.call('RegisterForAccEvent', { accEvent, vnfEventHandlerId: 'b' });
  two.call('RegisterForAccEvent', { accEvent, vnfEventHandlerId: 'c' });
  const raise = (body: object) =>
    simulator.fetch(
      new Request('http://cloud.test/acceleration/stimuli/acc-event', {
        method: 'POST',
        body: JSON.stringify(body),
      }),
    );
  assert.equal((await raise({ accEvent, attachTarget: 'workload-1' })).status, 204);
  assert.deepEqual(
    one.frames.map(({ params }) => params?.['vnfEventHandlerId']),
    ['a', 'b'],
  );
  assert.deepEqual(two.frames, []);
  assert.equal((await raise({})).status, 400);
  one.call('DeRegisterForAccEvent', { accEvent });
  await raise({ accEvent });
  assert.equal(one.frames.length, 2);
  assert.equal(two.frames.length, 1);
  const unknown = { accEvent: 'x', vnfEventHandlerId: 'a' };
  assert.equal(faultOf(one.call('RegisterForAccEvent', unknown)), 'NO_SUCH_EVENT');
});

test('what is no call is refused', () => {
  const { call, connection, frames } = ready();
  connection.receive('{');
  connection.receive('[]');
  connection.receive('{"jsonrpc":"2.0","method":"ReleaseAcc"}');
  assert.deepEqual(frames.splice(0).map(faultOf), ['NOT_JSON', 'NOT_A_REQUEST', 'NOT_A_REQUEST']);
  assert.equal(faultOf(call('AccEventNotification')), 'NO_SUCH_CALL');
  assert.equal(faultOf(call('ReleaseAcc', { now: true })), 'INVALID_PARAMETER');
  assert.deepEqual(call('ReleaseAcc').result, {});
  assert.equal(faultOf(call('ReleaseAcc')), 'NOT_INITIALISED');
});

test('nothing is at an unknown address; a world that is restored ends its connections', () => {
  const simulator = createSimulator();
  const line = { send: () => undefined, close: () => undefined };
  assert.equal(simulator.connect('/acceleration/vn-nf/nobody', line), undefined);
  assert.equal(simulator.connect('/compute', line), undefined);
  const workload = ready('workload-1', simulator);
  simulator.reset();
  assert.ok(workload.ended());
});

/** Table 6-3, against a plain copy of its names, types and directions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { managementCallNames, workloadCallNames } from '../../src/catalogue/acceleration.ts';
import { requirements } from '../../src/catalogue/catalogue.ts';

const calls = requirements.filter(({ table }) => table === '6-3');

/** Direction, then parameters: `>` goes in, `?` selects, `<` comes out. */
const printed = `
  InitAcc VNF→NFVI >accFilter ?accAttributeSelector <accCapabilities
  RegisterForAccEvent VNF→NFVI >accEvent >vnfEventHandlerId
  AccEventNotification NFVI→VNF >vnfEventHandlerId >accEventMetaData
  DeRegisterForAccEvent VNF→NFVI >accEvent
  ReleaseAcc VNF→NFVI
  ModifyAccConfiguration VNF→NFVI >accConfigurationData >accSubSysConfigurationData
  GetAccConfigs VNF→NFVI >accFilter >accConfigSelector <accConfigs
  ResetAccConfigs VNF→NFVI >accFilter >accConfigSelector
  AccData VNF→NFVI >accData >accChannel <accData
  AccSendData VNF→NFVI >accData >accChannel
  AccReceiveData VNF→NFVI >maxNumberOfDataItems >accChannel <accData
  RegisterForAccDataAvailableEvent VNF→NFVI >regHandlerId >accChannel
  AccDataAvailableEventNotification NFVI→VNF >regHandlerId
  DeRegisterForAccDataAvailableEvent VNF→NFVI >accChannel
  AllocateAccResource VIM→NFVI >attachTargetInfo >accResourceInfo <accResourceId
  ReleaseAccResource VIM→NFVI >accResourceId
  QueryAccResource VIM→NFVI >hostId >Filter <accQueryResult
  GetAccStatistics VIM→NFVI >accFilter >accStatSelector <accStatistics
  ResetAccStatistics VIM→NFVI >accFilter >accStatSelector
  Subscribe VIM→NFVI >hostId >Filter <SubscriptionId
  Unsubscribe VIM→NFVI >hostId >SubscriptionId
  Notify NFVI→VIM
  GetAlarmInfo VIM→NFVI >hostId >Filter <Alarm
  AccResourcesDiscovery VIM→NFVI >hostId <discoveredAccResourceInfo
  OnloadAccImage VIM→NFVI >accResourceId >accImageInfo >accImage`;

test('names, directions and parameters are those of the table, in its order', () => {
  const signs = { Input: '>', Filter: '?', Output: '<' } as const;
  const ours = calls.map(({ id, direction, parameters = [] }) =>
    [
      id,
      `${direction?.from ?? ''}→${direction?.to ?? ''}`,
      ...parameters.map(({ name, type }) => `${signs[type]}${name}`),
    ].join(' '),
  );
  assert.deepEqual(
    ours,
    printed
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  );
});

test('there are 52 parameters: 27 of workloads and 25 of the management', () => {
  const count = (names: readonly string[]) =>
    calls
      .filter(({ id }) => names.includes(id))
      .reduce((sum, { parameters = [] }) => sum + parameters.length, 0);
  assert.equal(count(workloadCallNames), 27);
  assert.equal(count(managementCallNames), 25);
});

test('the directions add up', () => {
  const tally = new Map<string, number>();
  for (const { direction } of calls) {
    const way = `${direction?.from ?? ''}→${direction?.to ?? ''}`;
    tally.set(way, (tally.get(way) ?? 0) + 1);
  }
  assert.deepEqual(Object.fromEntries(tally), {
    'VNF→NFVI': 12,
    'NFVI→VNF': 2,
    'VIM→NFVI': 10,
    'NFVI→VIM': 1,
  });
});

test('each parameter is described', () => {
  for (const { id, parameters = [] } of calls) {
    for (const { name, description } of parameters) {
      assert.match(description, /^[A-Z].+\.$/, `${id} ${name}`);
    }
  }
});

test('workloads use Vn-Nf, the VIM uses Nf-Vi, each only where it is configured', () => {
  for (const { id, interfacePoints, needs, direction } of calls) {
    const ofWorkload = direction?.from === 'VNF' || direction?.to === 'VNF';
    assert.deepEqual(interfacePoints, [ofWorkload ? 'vn-nf' : 'nf-vi'], id);
    assert.equal(needs, ofWorkload ? 'acceleration' : 'acceleration-management', id);
  }
});

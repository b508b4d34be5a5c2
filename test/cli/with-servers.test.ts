/** Real servers in place of the simulated ones: what the run then sees of its target. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claiming } from '../../src/cli/connect.ts';
import { meets } from '../../src/cli/meets.ts';
import { simulatorTarget } from '../../src/target/simulator-target.ts';

const ntp = ['127.0.0.1:10123'];
const stop = { url: 'http://127.0.0.1:10080/stop' };
const beside = { services: { ntp }, stimuli: { 'enabler-service-stop': stop } };

test('servers beside the cloud take the place of its own, and its load balancers stay', () => {
  const { enablerServices, stimuli } = claiming(simulatorTarget, { beside });
  assert.deepEqual(enablerServices?.ntp, ntp);
  assert.equal(enablerServices.dns, undefined);
  assert.ok(enablerServices['load-balancer']);
  assert.deepEqual(stimuli['enabler-service-stop'], stop);
  assert.ok(stimuli['acc-event']);
});

test('what they are not is not applicable', () => {
  const target = claiming(simulatorTarget, { beside });
  const met = (need: Parameters<typeof meets>[2]): boolean => meets(target, [], need).met;
  assert.equal(met('ntp'), true);
  assert.equal(met('ntp-authentication'), false);
  assert.equal(met('dns'), false);
  assert.equal(met('dhcp-port-addresses'), false);
  assert.equal(met('acceleration'), true);
});

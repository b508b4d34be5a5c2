/** Which parameters count as exercised. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requirementById } from '../../src/catalogue/catalogue.ts';
import type { TableCall } from '../../src/evidence.ts';
import { exercisedIn } from '../../src/verdict/exercised.ts';

const call = { call: 'AccData', from: 'VNF', to: 'NFVI' };
const sent = ['accData', 'accChannel'];

/** The exercised parameters of AccData, by name and type. */
function exercisedBy(...calls: readonly TableCall[]): string[] {
  const scenario = { transcript: { exchanges: [], calls } };
  const requirement = requirementById('AccData');
  assert.ok(requirement);
  return (exercisedIn([scenario])(requirement) ?? [])
    .filter(({ exercised }) => exercised)
    .map(({ name, type }) => `${name} ${type}`);
}

test('what a call that succeeded had on the wire, each way', () => {
  assert.deepEqual(exercisedBy({ ...call, given: sent, answered: ['accData'] }), [
    'accData Input',
    'accChannel Input',
    'accData Output',
  ]);
  assert.deepEqual(exercisedBy({ ...call, given: ['accChannel'], answered: [] }), [
    'accChannel Input',
  ]);
});

test('not what was refused, was sent by another call, or has other names on the wire', () => {
  assert.deepEqual(exercisedBy({ ...call, given: sent }), []);
  assert.deepEqual(exercisedBy({ ...call, call: 'AccSendData', given: sent, answered: [] }), []);
  assert.deepEqual(exercisedBy({ ...call, answered: [] }), []);
});

test('what is no call has no parameters', () => {
  const flavour = requirementById('flavour/create');
  assert.ok(flavour);
  assert.equal(exercisedIn([])(flavour), undefined);
});

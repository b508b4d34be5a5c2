import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orchestrationError } from '../../src/contract/orchestration/errors.ts';
import {
  outputAnswer,
  stackAnswer,
  stackCreatedAnswer,
  stacksAnswer,
  stackSummary,
} from '../../src/contract/orchestration/stack.ts';
import samples from '../samples/orchestration/stack.json' with { type: 'json' };

test('the samples of stacks are read', () => {
  assert.equal(stackCreatedAnswer.parse(samples.created).stack.links.length, 1);
  assert.equal(stackAnswer.parse(samples.shown).stack.outputs?.length, 2);
  assert.equal(stacksAnswer.parse(samples.listed).stacks.length, 1);
  assert.equal(orchestrationError.parse(samples.refused).error.type, 'EntityNotFound');
  for (const output of samples.shown.stack.outputs) outputAnswer.parse({ output });
});

test('a status is an action and how far it has got', () => {
  const [listed] = samples.listed.stacks;
  const withStatus = (status: unknown) =>
    stackSummary.safeParse({ ...listed, stack_status: status }).success;
  for (const status of ['CREATE_COMPLETE', 'DELETE_IN_PROGRESS', 'ROLLBACK_FAILED']) {
    assert.ok(withStatus(status), status);
  }
  for (const status of ['COMPLETE', 'create_complete', 'CREATE_DONE', 7]) {
    assert.ok(!withStatus(status), String(status));
  }
});

/** Policies on the wire: samples written by the description of the interface, and what must not pass. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { policyAnswer, policyModifications } from '../../src/contract/policy/policy.ts';
import { problemDetails } from '../../src/contract/policy/problem.ts';
import { changeNotification, subscriptionAnswer } from '../../src/contract/policy/subscription.ts';

type Sample = Readonly<Record<string, unknown>>;
const samples = JSON.parse(
  readFileSync(new URL('../samples/policy/policy.json', import.meta.url), 'utf8'),
) as Readonly<
  Record<'created' | 'transferred' | 'subscription' | 'notification' | 'problem', Sample>
>;
const { created, transferred, subscription, notification, problem } = samples;

test('the samples are of the form of the contract', () => {
  for (const sample of [created, transferred]) assert.deepEqual(policyAnswer.parse(sample), sample);
  assert.deepEqual(subscriptionAnswer.parse(subscription), subscription);
  assert.deepEqual(changeNotification.parse(notification), notification);
  assert.deepEqual(problemDetails.parse(problem), problem);
});

test('the version that counts is one of those that were transferred, once there is one', () => {
  for (const wrong of [
    { ...transferred, selectedVersion: '2.0' },
    { ...transferred, versions: [] },
    { ...created, transferStatus: 'TRANSFERRED' },
    { ...transferred, transferStatus: 'CREATED' },
  ]) {
    assert.equal(policyAnswer.safeParse(wrong).success, false, JSON.stringify(wrong));
  }
});

test('what is removed altogether is not changed one by one', () => {
  const all = { removeAllAssociations: true };
  assert.ok(policyModifications.safeParse(all).success);
  assert.equal(policyModifications.safeParse({ ...all, addAssociations: ['a'] }).success, false);
});

test('a notification says what was modified if the policy was, and at which instant', () => {
  const { policyModifications: _, ...without } = notification;
  for (const wrong of [
    without,
    { ...notification, changeType: 'DELETE_POLICY' },
    { ...notification, timeStamp: 'noon' },
    { ...notification, changeType: 'RENAME_POLICY' },
  ]) {
    assert.equal(changeNotification.safeParse(wrong).success, false, JSON.stringify(wrong));
  }
  assert.ok(changeNotification.safeParse({ ...without, changeType: 'DELETE_POLICY' }).success);
});

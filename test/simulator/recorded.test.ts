/**
 * The simulator's answers beside those that a real OpenStack Zed and a real Cyborg gave: status, headers that matter,
 * keys and types of the body, and what errors say. Each exemption carries its reason in the data.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { createCast } from './recorded-cast.ts';
import {
  type RecordedCloud,
  readRecordings,
  readSections,
  recordedClouds,
} from './recorded-file.ts';
import { send } from './recorded-sending.ts';
import { differences, formDifferences, messageOf } from './recorded.ts';

/** An exemption is for one header, one place of the body or one status, not for what begins alike. */
const isExempt = (key: string, difference: string): boolean =>
  difference === key || difference.startsWith(`${key} `) || difference.startsWith(`${key}:`);

for (const cloud of Object.keys(recordedClouds) as RecordedCloud[]) {
  const recordings = readRecordings(cloud);

  for (const [name, probes] of recordings) {
    const count = probes.filter(({ response }) => response !== undefined).length;

    test(`${name}: ${String(count)} probes are answered as ${cloud} did`, async () => {
      const simulator = createSimulator({ release: recordedClouds[cloud] });
      const cast = createCast(simulator);
      const wrong: string[] = [];
      for (const probe of probes) {
        const answer = await send(simulator, cast, probe);
        if (probe.response === undefined) {
          assert.ok(answer.status < 400, `${probe.name}: ${String(answer.status)} ${answer.text}`);
          continue;
        }
        const exempt = Object.keys(probe.exempt ?? {});
        const found = differences(probe.response, answer);
        const left = found.filter((one) => !exempt.some((key) => isExempt(key, one)));
        const idle = exempt.filter((key) => !found.some((one) => isExempt(key, one)));
        wrong.push(...left.map((one) => `${probe.name}: ${one}`));
        wrong.push(...idle.map((key) => `${probe.name}: nothing needs the exemption "${key}"`));
      }
      assert.deepEqual(wrong, []);
    });
  }

  const compared = [...recordings.values()]
    .flat()
    .flatMap(({ name, of, response }) =>
      response === undefined ? [] : [of ?? `${name} names no recording`],
    );
  const { recorded, leftOut } = readSections(cloud);
  const titles = Object.entries(recorded).flatMap(([of, all]) => all.map((one) => `${of}: ${one}`));

  test(`${String(compared.length)} probes replay all of ${String(titles.length)} things that were recorded of ${cloud}, but ${String(Object.keys(leftOut).length)}`, () => {
    const accounted = new Set([...compared, ...Object.keys(leftOut)]);
    assert.deepEqual([...accounted].sort(), [...new Set(titles)].sort());
    assert.deepEqual(
      Object.keys(leftOut).filter((title) => compared.includes(title)),
      [],
    );
  });
}

test('the comparison sees a missing key, a surplus key, another type and an empty list', () => {
  const recorded = { a: 1, b: { c: ['x'] }, d: null };
  assert.deepEqual(formDifferences(recorded, { a: 2, b: { c: ['y', 'z'] }, d: null }), []);
  assert.deepEqual(formDifferences(recorded, { a: '1', b: { c: [], e: 1 } }), [
    'body.d is missing',
    'body.a is string and was number',
    'body.b.e was not there',
    'body.b.c is empty and was not',
  ]);
  assert.equal(messageOf({ itemNotFound: { code: 404, message: 'no' } }), 'no');
  assert.equal(messageOf({ NeutronError: { type: 'T', message: 'no' } }), 'T: no');
  assert.equal(messageOf({ message: 'no', code: '404' }), 'no');
});

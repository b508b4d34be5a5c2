/** The proof that checks can fail, and that they do not fail without a reason. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { parse } from 'yaml';
import { defects, variations } from '../../simulator/defects/register.ts';
import { type ReleaseName, releaseNames } from '../../simulator/release.ts';
import type { Deviation } from '../../src/evidence.ts';
import { requirementById } from '../../src/catalogue/catalogue.ts';
import { isNeedName } from '../../src/catalogue/needs.ts';
import { type MatrixRow, writeMatrix } from './matrix.ts';
import { openRunners, runnersAtOnce, type Told, type ToldScenario } from './runners.ts';

const { runWith, close } = openRunners();

/** The canary: if this one is not all green, nothing below means anything. */
const sound = await runWith({});

const examples = sound.scenarios.filter(({ kind }) => kind === 'example');
/**
 * A fixed sample, which runs with every defect: what a defect does not touch must stay green. One example of
 * each kind of service, of none that builds on most of the others.
 */
const sample = [
  ...['role-create-listed', 'flavour-create-listed', 'security-group-create-listed'],
  ...['virtual-network-create-listed', 'virtual-storage-create-available'],
  ...['acceleration-config-defaults', 'acceleration-discovery', 'time-answered'],
];
const ids = new Set(examples.map(({ id }) => id));
for (const id of sample) assert.ok(ids.has(id), id);

/** The feature file of an example: to read the others would take as long as to run these. */
const fileOf = ({ location }: ToldScenario): string => location.replace(/:\d+$/, '');

const red = ({ scenarios }: Told): readonly ToldScenario[] =>
  scenarios.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable');
/** What the simulator of a release does wrong because the release does; see the file. */
const knownFile = new URL('../containers/deviations.yaml', import.meta.url);
const known: Readonly<Partial<Record<ReleaseName, readonly Deviation[]>>> = {
  zed: parse(readFileSync(knownFile, 'utf8')) as Deviation[],
};
const unknownIn =
  (release: ReleaseName) =>
  ({ id, message }: ToldScenario): boolean =>
    !known[release]?.some(({ example, expect }) => example === id && message.includes(expect));
const told = (results: readonly ToldScenario[]): string[] =>
  results.map(({ id, verdict, message }) => `${id}: ${verdict} ${message}`);

test('without a defect every example passes, on each release', async () => {
  assert.deepEqual(told(red(sound)), []);
  assert.ok(examples.length > 0);
  for (const release of releaseNames) {
    const verdicts = await runWith({ release });
    assert.deepEqual(told(red(verdicts).filter(unknownIn(release))), [], release);
    assert.deepEqual(verdicts.leaks, []);
  }
});

const rows: MatrixRow[] = [];

describe('defects', { concurrency: runnersAtOnce }, () => {
  for (const { name, does, kills, mayAlsoBreak } of defects) {
    test(`defect ${name}`, async () => {
      const concerned = [...kills, ...mayAlsoBreak];
      for (const clause of concerned) assert.ok(requirementById(clause), `no clause ${clause}`);
      const tags = [
        ...concerned.map((clause) => `@clause:${clause}`),
        ...sample.map((id) => `@id:${id}`),
      ].join(' or ');
      const isMeant = ({ id, clauses }: ToldScenario): boolean =>
        sample.includes(id) || clauses.some((clause) => concerned.includes(clause));
      const files = new Set(examples.filter(isMeant).map(fileOf));
      const verdicts = await runWith({ defects: [name] }, { tags, files: [...files] });
      const disturbed = red(verdicts);
      const failed = disturbed.filter(({ verdict }) => verdict === 'fail');
      rows.push({
        defect: name,
        does,
        failed: failed.map(({ id }) => id),
        disturbed: disturbed.map(({ id }) => id),
      });

      const surprising = disturbed.filter(
        ({ clauses }) => !clauses.some((clause) => concerned.includes(clause)),
      );
      assert.deepEqual(told(surprising), [], 'examples that the defect does not declare');
      const killed = new Set(failed.flatMap(({ clauses }) => clauses));
      assert.deepEqual(
        kills.filter((clause) => !killed.has(clause)),
        [],
        'clauses that it declares and no example of which failed',
      );
      assert.ok(
        disturbed.every(({ verdict }) => verdict !== 'error'),
        told(disturbed).join('\n'),
      );
    });
  }
});

const passing = ({ scenarios }: Told): string[] =>
  scenarios.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
/** Examples that passed somewhere: a need may be met by a variation alone. */
const passed = new Set(passing(sound));

describe('harmless variations', { concurrency: runnersAtOnce }, () => {
  for (const { name, claims = [] } of variations) {
    test(`harmless variation ${name}`, async () => {
      assert.ok(claims.every(isNeedName), `${claims.join(', ')} are no needs`);
      const verdicts = await runWith({ defects: [name] });
      for (const id of passing(verdicts)) passed.add(id);
      assert.deepEqual(told(red(verdicts)), []);
      assert.deepEqual(verdicts.leaks, []);
      assert.equal(verdicts.scenarios.length, sound.scenarios.length);
    });
  }
});

test('every example passes on the simulator or on a variation of it', () => {
  assert.deepEqual(
    examples.map(({ id }) => id).filter((id) => !passed.has(id)),
    [],
  );
});

test('every example is failed by a defect', () => {
  const killed = new Set(rows.flatMap(({ failed }) => failed));
  assert.deepEqual(
    examples.map(({ id }) => id).filter((id) => !killed.has(id)),
    [],
  );
});

test('every clause that has an example and must hold is killed by a defect', () => {
  const covered = new Set(examples.flatMap(({ clauses }) => clauses));
  const killed = new Set(defects.flatMap(({ kills }) => kills));
  const alive = [...covered].filter(
    (clause) => requirementById(clause)?.level === 'MUST' && !killed.has(clause),
  );
  assert.deepEqual(alive, []);
});

after(async () => {
  await close();
  const order = new Map(defects.map(({ name }, n) => [name, n]));
  writeMatrix(
    rows.toSorted((a, b) => (order.get(a.defect) ?? 0) - (order.get(b.defect) ?? 0)),
    examples.map(({ id }) => id),
  );
});

/** The proof that checks can fail, and that they do not fail without a reason. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { parse } from 'yaml';
import type { Defect } from '../../simulator/defects/defect.ts';
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

const beside = examples.filter(({ id }) => sample.includes(id));
const rows = new Map<string, MatrixRow>();
/** The rows of an outline share one. */
const idTag = (id: string): string => `@id:${id.replace(/\/\d+$/, '')}`;
const provenBy =
  (clauses: readonly string[]) =>
  (example: ToldScenario): boolean =>
    example.clauses.some((clause) => clauses.includes(clause));

/**
 * Runs examples against a simulator with a defect, and enters what became of them.
 * @param tags what selects them, in their files
 */
async function provoke(
  { name, does }: Defect,
  wanted: readonly ToldScenario[],
  tags: readonly string[],
): Promise<readonly ToldScenario[]> {
  const selection = { tags: tags.join(' or '), files: [...new Set(wanted.map(fileOf))] };
  const disturbed = red(await runWith({ defects: [name] }, selection));
  const failed = disturbed.filter(({ verdict }) => verdict === 'fail');
  const before = rows.get(name) ?? { defect: name, does, failed: [], disturbed: [] };
  const joined = (ids: readonly string[], more: readonly ToldScenario[]): string[] => [
    ...new Set([...ids, ...more.map(({ id }) => id)]),
  ];
  rows.set(name, {
    ...before,
    failed: joined(before.failed, failed),
    disturbed: joined(before.disturbed, disturbed),
  });
  assert.deepEqual(told(disturbed.filter(({ verdict }) => verdict === 'error')), []);
  return disturbed;
}

describe('defects', { concurrency: runnersAtOnce }, () => {
  for (const defect of defects) {
    test(`defect ${defect.name}`, async () => {
      const { kills, mayAlsoBreak } = defect;
      const concerned = [...kills, ...mayAlsoBreak];
      for (const clause of concerned) assert.ok(requirementById(clause), `no clause ${clause}`);
      const among = async (clauses: readonly string[]): Promise<readonly string[]> => {
        const disturbed = await provoke(
          defect,
          [...examples.filter(provenBy(clauses)), ...beside],
          [...clauses.map((clause) => `@clause:${clause}`), ...sample.map(idTag)],
        );
        assert.deepEqual(
          told(disturbed.filter((example) => !provenBy(concerned)(example))),
          [],
          'examples that the defect does not declare',
        );
        const failed = disturbed.filter(({ verdict }) => verdict === 'fail');
        return kills.filter((clause) => !failed.some(provenBy([clause])));
      };

      // Some show only once others have left something behind.
      let alive = await among(kills);
      if (alive.length > 0) alive = await among(concerned);
      assert.deepEqual(alive, [], 'clauses that it declares and no example of which failed');
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

/**
 * What a defect may also break is not run with it above: it would take four times as long, and prove nothing of
 * the defect. Here it is, for the examples that nothing has failed until now.
 */
test('every example is failed by a defect', async () => {
  const alive = (): readonly ToldScenario[] => {
    const killed = new Set([...rows.values()].flatMap(({ failed }) => failed));
    return examples.filter(({ id }) => !killed.has(id));
  };
  const left = defects.values();
  const attempts = async (): Promise<void> => {
    for (const defect of left) {
      const wanted = alive().filter(provenBy(defect.mayAlsoBreak));
      if (wanted.length > 0)
        await provoke(
          defect,
          wanted,
          wanted.map(({ id }) => idTag(id)),
        );
    }
  };
  await Promise.all(Array.from({ length: runnersAtOnce }, attempts));
  assert.deepEqual(
    alive().map(({ id }) => id),
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
    [...rows.values()].toSorted((a, b) => (order.get(a.defect) ?? 0) - (order.get(b.defect) ?? 0)),
    examples.map(({ id }) => id),
  );
});

/** `nfvi-conformance requirements`, on features of its own and on those of the suite. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { requirements } from '../../src/catalogue/catalogue.ts';
import { coverageOf } from '../../src/catalogue/coverage.ts';
import { examplesOf, readFeatures } from '../../src/cli/features.ts';
import { listing, text, type RequirementsListing } from '../../src/cli/requirements.ts';
import { packageRoot } from '../../src/cli/suite.ts';

function folderWith(context: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'nfvi-features-'));
  context.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'features'));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, 'features', name), content);
  }
  return folder;
}

const sample = `
@interface:or-vi
Feature: Image
  Rule: Images are listed
    @id:image-listed @clause:image/list
    Example: A list shows an image
      When the VDC user lists images
      Then the list holds the image

    @id:image-refused @clause:image/create @level:should
    Scenario Outline: <what> is refused
      When the VDC user tries to create an image of <what>
      Then the request is refused as invalid

      Examples:
        | what    |
        | nothing |
        | noise   |

      @clause:image/create/authorization
      Examples:
        | what |
        | mine |
`;

test('examples are read with their clauses, rows are numbered through', async (context) => {
  const { documents, pickles } = await readFeatures(
    folderWith(context, { 'image.feature': sample }),
  );
  const common = {
    feature: 'features/image.feature',
    refuses: true,
    silent: false,
    onlyShould: true,
  };
  assert.deepEqual(examplesOf(documents, pickles), [
    {
      id: 'image-listed',
      name: 'A list shows an image',
      feature: 'features/image.feature',
      line: 6,
      clauses: ['image/list'],
      refuses: false,
      silent: false,
      onlyShould: false,
    },
    {
      ...common,
      id: 'image-refused/1',
      name: 'nothing is refused',
      line: 17,
      clauses: ['image/create'],
    },
    {
      ...common,
      id: 'image-refused/2',
      name: 'noise is refused',
      line: 18,
      clauses: ['image/create'],
    },
    {
      ...common,
      id: 'image-refused/3',
      name: 'mine is refused',
      line: 23,
      clauses: ['image/create', 'image/create/authorization'],
    },
  ]);
});

test('what is no Gherkin is named with file and line', async (context) => {
  const broken = 'Feature: X\n  Example: y\n    When z\n    and so on\n';
  const folder = folderWith(context, { 'broken.feature': broken });
  await assert.rejects(readFeatures(folder), /^Error: features\/broken\.feature \(4:5\): expected/);
});

test('the suite’s own features can be listed, as text and as JSON', async () => {
  const { documents, pickles } = await readFeatures(packageRoot);
  const coverage = coverageOf(requirements, examplesOf(documents, pickles));
  const printed = text(coverage, 80);
  for (const line of printed.split('\n')) {
    assert.ok(line.length <= 80, line);
  }
  assert.match(printed, /^Table 6-2: tenant resources$/m);
  assert.match(printed, /^ {2}flavour\/create {2}MUST$/m);
  assert.match(printed, /^All +324 +\d+ +\d+ +\d+$/m);

  const parsed = JSON.parse(JSON.stringify(listing(coverage))) as RequirementsListing;
  assert.equal(parsed.schemaVersion, 1);
  assert.equal(parsed.totals.requirements, parsed.requirements.length);
  const created = parsed.requirements.find(({ id }) => id === 'flavour/create');
  assert.equal(created?.covered, created?.scenarios.length !== 0);
  assert.ok(parsed.informative.length > 10);
});

test('each call of Table 6-3 is seen done and seen refused; what was exercised is told by a run', async () => {
  const { documents, pickles } = await readFeatures(packageRoot);
  const coverage = coverageOf(requirements, examplesOf(documents, pickles));
  const calls = ({ requirements: all }: RequirementsListing) =>
    all.filter(({ table }) => table === '6-3');
  const without = listing(coverage);
  assert.equal(without.run, null);
  assert.deepEqual(
    calls(without)
      // Silence is the refusal of what the infrastructure calls.
      .filter(({ id, examples: { positive, refusing } }) =>
        /Notif/.test(id) ? positive < 2 : positive === 0 || refusing === 0,
      )
      .map(({ id, examples }) => `${id} ${JSON.stringify(examples)}`),
    [],
  );
  const parameters = calls(without).flatMap((call) => call.parameters ?? []);
  assert.equal(parameters.length, 52);
  assert.ok(parameters.every(({ exercised }) => exercised === null));

  const {
    run,
    totals,
    requirements: all,
  } = listing(coverage, {
    schemaVersion: 1,
    run: { id: 'a-run' },
    target: { name: 'x', kind: 'y' },
    verdict: 'partial',
    requirements: [
      {
        id: 'AccData',
        verdict: 'pass',
        parameters: [
          { name: 'accData', type: 'Input', exercised: true },
          { name: 'accData', type: 'Output', exercised: false },
        ],
      },
    ],
    scenarios: [],
  });
  assert.equal(run, 'a-run');
  assert.deepEqual([totals.parameters, totals.exercised], [52, 1]);
  assert.deepEqual(
    all
      .find(({ id }) => id === 'AccData')
      ?.parameters?.map(({ name, type, exercised }) => [name, type, exercised]),
    [
      ['accData', 'Input', true],
      ['accChannel', 'Input', false],
      ['accData', 'Output', false],
    ],
  );
});

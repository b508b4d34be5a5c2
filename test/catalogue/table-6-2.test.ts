/** Table 6-2 is complete: each of its operations has evidence that it works, and that it is refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requirements } from '../../src/catalogue/catalogue.ts';
import { coverageOf } from '../../src/catalogue/coverage.ts';
import { tenantOperations } from '../../src/catalogue/tenant-operations.ts';
import { examplesOf, readFeatures } from '../../src/cli/features.ts';
import { packageRoot } from '../../src/cli/suite.ts';

const { documents, pickles } = await readFeatures(packageRoot);
const examples = examplesOf(documents, pickles);
const coverage = coverageOf(requirements, examples).filter(
  ({ requirement }) => requirement.table === '6-2',
);

test('each of the 42 operations has a positive and a refusing example', () => {
  const operations = coverage.filter(({ requirement }) => tenantOperations.includes(requirement));
  assert.equal(operations.length, 42);
  const lacking = operations.filter(
    ({ scenarios }) =>
      !scenarios.some(({ refuses }) => refuses) || !scenarios.some(({ refuses }) => !refuses),
  );
  assert.deepEqual(
    lacking.map(({ requirement }) => requirement.id),
    [],
  );
});

test('every requirement of the table is covered, by at least 150 examples', () => {
  const uncovered = coverage.filter(({ covered }) => !covered);
  assert.deepEqual(
    uncovered.map(({ requirement }) => requirement.id),
    [],
  );
  const ids = new Set(coverage.flatMap(({ scenarios }) => scenarios.map(({ id }) => id)));
  assert.ok(ids.size >= 150, `there are ${String(ids.size)}`);
});

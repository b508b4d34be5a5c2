/** All features of the suite keep to the rules. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFeatures } from '../../src/cli/features.ts';
import { packageRoot } from '../../src/cli/suite.ts';
import { lint } from './rules.ts';
import { featureFile } from './suite.ts';

test('all features keep to features/README.md', async () => {
  const { documents } = await readFeatures(packageRoot);
  const findings = lint(documents.map(featureFile));
  const report = findings.map(({ at, rule, says }) => `${at}: ${says} [${rule}]`);
  assert.deepEqual(report, []);
});

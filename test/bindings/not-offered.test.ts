/** Every operation of the eleven interfaces is asked for, both ways, or it is said why it cannot be. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notOffered } from '../../src/bindings/not-offered.ts';
import { requirementById, requirements } from '../../src/catalogue/catalogue.ts';
import { coverageOf, type Coverage } from '../../src/catalogue/coverage.ts';
import { isNeedName, needs } from '../../src/catalogue/needs.ts';
import { vimInterfaceOperations } from '../../src/catalogue/vim-interfaces.ts';
import { examplesOf, readFeatures } from '../../src/cli/features.ts';
import { packageRoot } from '../../src/cli/suite.ts';

const { documents, pickles } = await readFeatures(packageRoot);
const served = new Set(vimInterfaceOperations);
const coverage = coverageOf(requirements, examplesOf(documents, pickles)).filter(
  ({ requirement }) => served.has(requirement),
);
const isOffered = ({ requirement: { id } }: Coverage): boolean => !(id in notOffered);
const counts = ({ requirement: { id }, scenarios }: Coverage): string => {
  const refusing = scenarios.filter(({ refuses }) => refuses).length;
  return `${id}: ${String(scenarios.length - refusing)} positive, ${String(refusing)} refusing`;
};

test('each operation has a positive and a refusing example, or a reason why it has none', () => {
  assert.deepEqual(
    coverage
      .filter(isOffered)
      .map(counts)
      .filter((told) => / 0 /.test(told)),
    [],
  );
});

test('no operation has both an example and a reason why it cannot have one', () => {
  assert.deepEqual(
    coverage
      .filter((each) => !isOffered(each) && each.scenarios.length > 0)
      .map(({ requirement }) => requirement.id),
    [],
  );
});

test('each reason is for an operation that nobody must have, and that a target can claim', () => {
  for (const [id, reason] of Object.entries(notOffered)) {
    const requirement = requirementById(id);
    assert.ok(requirement !== undefined && served.has(requirement), id);
    assert.notEqual(requirement.level, 'MUST', id);
    const { needs: need = '' } = requirement;
    assert.ok(isNeedName(need) && needs[need].metBy === 'claim', id);
    assert.match(reason, /^[a-z].*[^.]$/, id);
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTags, featureFiles, featuresDigest, toolVersion } from '../../src/cli/suite.ts';

test('an expression of tags that the features have', () => {
  checkTags('@clause:flavour/create and not (@level:should or @id:flavour-list-pages)');
});

test('a kind of example that there is none of today', () => {
  checkTags('not @slow and not @disruptive');
});

test('a tag that no feature has, and a word that is no tag', () => {
  const refused = { name: 'ConfigurationError', message: /^--tags: the suite has no tag / };
  assert.throws(() => {
    checkTags('@id:flavour-list-pages or @id:flavour-list-page');
  }, refused);
  assert.throws(() => {
    checkTags('flavour-list-pages');
  }, refused);
  assert.throws(
    () => {
      checkTags('@id:flavour-create-listed and @id:a and @id:b');
    },
    {
      message: /no tag @id:a, @id:b;/,
    },
  );
});

test('an expression that cannot be parsed', () => {
  for (const wrong of ['@level:should and', '(@level:should', '@level:should not', 'and', ')']) {
    assert.throws(
      () => {
        checkTags(wrong);
      },
      { name: 'ConfigurationError' },
      wrong,
    );
  }
});

test('the suite tells which it is', () => {
  assert.match(toolVersion, /^\d+\.\d+\.\d+/);
  assert.match(featuresDigest(), /^[0-9a-f]{64}$/);
  assert.equal(featuresDigest(), featuresDigest());
  assert.ok(featureFiles().includes('features/tenant-resources/flavour.feature'));
});

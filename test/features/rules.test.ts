/**
 * The rules are seen to fail: each on a sample that is right but for one thing. A rule without a
 * sample fails this test.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { readFeatures } from '../../src/cli/features.ts';
import { lint, ruleNames } from './rules.ts';
import { featureFile, type FeatureFile } from './suite.ts';

const right = `@interface:or-vi @interface:vi-vnfm
Feature: Image
  An image is what a virtual compute starts from.

  Rule: Create adds an image

    @id:image-created @clause:image/create @needs:inside @slow
    Example: A new image is listed
      Given the VDC user has created a tenant
      And the VDC user has created a stack
      When the VDC user creates an image
      Then the VDC user finds the image listed

    @id:image-refused @clause:image/create/authorization @level:should
    Scenario Outline: The <role> may not create an image
      Given the <role> can list images
      When the <role> tries to create an image
      Then the request is refused as forbidden
      And no image was added

      Examples:
        | role   |
        | reader |
`;

interface Sample {
  readonly rule: string;
  readonly path?: string;
  /** Of the right sample. */
  readonly replace: readonly [string, string];
}

const place = 'features/tenant-resources/image.feature';
const sample = (rule: string, before: string, after: string, path = place): Sample => ({
  rule,
  path,
  replace: [before, after],
});

/** What each sample changes in the right one, and the one rule that sees it. */
const samples: readonly Sample[] = [
  sample('one id', '@id:image-created ', ''),
  sample('one id', '@id:image-created', '@id:image-created @id:image-made'),
  sample('one id', '@id:image-created', '@id:Image_Created'),
  sample('id on the example', '      Examples:', '      @id:row\n      Examples:'),
  sample('a clause', '@clause:image/create/authorization', ''),
  sample('a clause', '@clause:image/create ', ''),
  sample('known clauses', '@clause:image/create ', '@clause:image/create @clause:image/paint '),
  sample('known clauses', '@clause:image/create ', '@clause:image/create @clause:dns '),
  sample('interface points', '@clause:image/create ', '@clause:image/create @clause:InitAcc '),
  sample('folder', '', '', 'features/enabler-services/image.feature'),
  sample('known tags', '@slow', '@fast'),
  sample('known tags', '@slow', '@needs:courage'),
  sample('known tags', '@slow', '@interface:usb'),
  sample('known tags', '@level:should', '@level:may'),
  sample('known tags', '@slow', '@needs:toString'),
  sample('in a rule', '  Rule: Create adds an image\n', ''),
  sample('one When', 'creates an image\n', 'creates an image\n      And the reader waits\n'),
  sample('one When', 'When the VDC user creates', 'And the VDC user creates'),
  sample('a Then', '      Then the VDC user finds the image listed\n', ''),
  sample('order', 'finds the image listed\n', 'finds the image listed\n      Given it is late\n'),
  sample('refusals', 'the request is refused as forbidden', 'the request is answered'),
  sample('refusals', 'tries to create', 'creates'),
  sample('refusals', '      Given the <role> can list images\n', ''),
  sample('rows', '        | reader |\n', ''),
  sample('rows', 'The <role> may not create', 'A reader may not create'),
  sample('words', 'finds the image listed', 'finds the image listed in JSON'),
  sample('words', 'Rule: Create adds', 'Rule: POST adds'),
  sample('titles', 'A new image is listed', 'A new image is listed.'),
  sample('a known place', '', '', 'features/image.feature'),
  sample('a known place', '', '', 'features/tenant-resources/Image.feature'),
  sample('a known place', '', '', 'features/tenant-resources/more/image.feature'),
  sample('a description', '  An image is what a virtual compute starts from.\n', ''),
  sample('a description', 'starts from', 'of OpenStack starts from'),
  sample('an example', right.slice(right.indexOf('    @id')), ''),
  sample(
    'background',
    '  Rule:',
    '  Background:\n    Given a tenant\n    When it rains\n\n  Rule:',
  ),
  sample('names in a feature', 'The <role> may not create an image', 'A new image is listed'),
  sample('unique ids', '@id:image-refused', '@id:image-created'),
];

/** Samples that differ by their file alone: the same feature twice. */
const twice = 'unique features';

/** Reads each text below a folder of its own, with one run of the parser. */
async function read(
  texts: readonly { readonly path: string; readonly text: string }[],
): Promise<readonly FeatureFile[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nfvi-lint-'));
  try {
    texts.forEach(({ path, text }, at) => {
      const file = join(folder, 'features', String(at).padStart(3, '0'), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    });
    const { documents } = await readFeatures(folder);
    return documents.map((document) =>
      featureFile({ ...document, uri: document.uri?.split('/').slice(2).join('/') ?? '' }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the right sample breaks no rule', async () => {
  assert.deepEqual(lint(await read([{ path: place, text: right }])), []);
});

test('each bad sample breaks its rule', async () => {
  const texts = samples.map(({ path = place, replace: [before, after] }) => {
    assert.ok(right.includes(before), before);
    return { path, text: right.replace(before, after) };
  });
  const files = await read(texts);
  assert.equal(files.length, samples.length);
  samples.forEach(({ rule, replace }, at) => {
    const file = files[at];
    assert.ok(file);
    const broken = new Set(lint([file]).map((finding) => finding.rule));
    assert.ok(broken.has(rule), `${rule} sees nothing in ${JSON.stringify(replace)}`);
    // What a change breaks beside its own rule is known, so that a rule that always fires is seen.
    const beside = [...broken].filter((name) => name !== rule);
    assert.ok(beside.length <= 1, `${rule}: also ${beside.join(', ')}`);
  });
});

test('two features of one name are seen, with the ids that they share', async () => {
  const files = await read([
    { path: place, text: right },
    { path: place, text: right },
  ]);
  assert.deepEqual([...new Set(lint(files).map(({ rule }) => rule))], ['unique ids', twice]);
});

test('each rule has a sample', () => {
  const proved = new Set([...samples.map(({ rule }) => rule), twice]);
  assert.deepEqual(
    ruleNames.filter((name) => !proved.has(name)),
    [],
  );
});

test('a finding names file and line', async () => {
  const text = right.replace('@slow', '@fast');
  assert.deepEqual(lint(await read([{ path: place, text }])), [
    { rule: 'known tags', at: `${place}:8`, says: '@fast is not in the vocabulary of tags' },
  ]);
});

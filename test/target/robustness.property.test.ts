/** Whatever stands in a file, reading it gives a description or a ConfigurationError, nothing else. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { ConfigurationError } from '../../src/failures.ts';
import { environmentRaw } from '../../src/target/environment.ts';
import { explainIssues } from '../../src/target/explain-issues.ts';
import { openCloud } from '../../src/target/open-cloud.ts';
import { isRawMap } from '../../src/target/raw-cloud.ts';
import { authKeys } from '../../src/target/sign-in.ts';
import { targetFile } from '../../src/target/target-file-schema.ts';
import { parseYaml } from '../../src/target/yaml-source.ts';

const around = { variables: {}, cwd: '/nowhere', home: '/nowhere', etc: '/nowhere' };

/** Runs it; what it throws must be a ConfigurationError that names the file. */
function mayRefuse(work: () => void): void {
  try {
    work();
  } catch (error) {
    assert.ok(
      error instanceof ConfigurationError,
      error instanceof Error ? error.stack : String(error),
    );
    assert.notEqual(error.message, '');
  }
}

const sample = readFileSync(new URL('../samples/target/every-key.yaml', import.meta.url), 'utf8');

/** The sample with some characters taken out, doubled or replaced. */
const damaged = fc
  .array(fc.tuple(fc.nat(sample.length), fc.nat(30), fc.string({ maxLength: 5 })), { maxLength: 4 })
  .map((cuts) =>
    cuts.reduce(
      (text, [at, length, by]) => text.slice(0, at) + by + text.slice(at + length),
      sample,
    ),
  );

for (const [what, texts] of Object.entries({
  'any text': fc.string({ unit: 'binary' }),
  'punctuation of YAML': fc.string({ unit: fc.constantFrom(...'{}[]:,-&*!|>\'"%@`#?\n a<=~') }),
  'a damaged sample': damaged,
})) {
  test(`a target file of ${what}`, () => {
    fc.assert(
      fc.property(texts, (text) => {
        mayRefuse(() => {
          const source = parseYaml(text, 'file', { values: 'typed' });
          const parsed = targetFile.safeParse(source.value);
          if (!parsed.success) throw new ConfigurationError(explainIssues(parsed.error, source));
        });
      }),
      { numRuns: 60 },
    );
  });
}

const words = fc.oneof(
  fc.constantFrom(
    '',
    'true',
    'no',
    'all',
    'http://h/',
    'v3token',
    'password',
    'public',
    '~',
    'a,b',
  ),
  fc.string(),
);
const keys = fc.oneof(
  fc.constantFrom(
    ...authKeys,
    'auth_type',
    'regions',
    'region_name',
    'verify',
    'cacert',
    'interface',
    'x_endpoint_override',
  ),
  fc.string(),
);
const raw = fc.dictionary(
  fc.oneof(keys, fc.constant('auth')),
  fc.oneof(
    words,
    fc.dictionary(keys, words),
    fc.array(fc.oneof(words, fc.dictionary(keys, words))),
  ),
);

test('an entry of clouds.yaml, whatever stands in it', () => {
  fc.assert(
    fc.property(raw, (entry) => {
      mayRefuse(() => {
        const source = parseYaml(stringify({ clouds: { a: entry } }), 'file', { values: 'text' });
        const { clouds } = source.value as { clouds: { a: unknown } };
        if (!isRawMap(clouds.a)) return;
        const at = (path: readonly (string | number)[]) => source.at(['clouds', 'a', ...path]);
        openCloud({ label: 'a', values: clouds.a, at, base: '/', warnOfUnknown: true }, around);
      });
    }),
    { numRuns: 150 },
  );
});

test('OS_* variables, whatever they say', () => {
  const names = keys.map((key) => `OS_${key.toUpperCase()}`);
  fc.assert(
    fc.property(fc.dictionary(names, words), (variables) => {
      mayRefuse(() => {
        openCloud(environmentRaw({ ...around, variables }), around);
      });
    }),
    { numRuns: 120 },
  );
});

test('no message shows a secret', () => {
  const secret = 'canary-canary';
  const secretKeys = fc.constantFrom('password', 'token', 'application_credential_secret');
  fc.assert(
    fc.property(raw, secretKeys, (entry, key) => {
      try {
        const values = { ...entry, auth: { auth_url: 'http://h', [key]: secret, username: 'u' } };
        const at = (path: readonly (string | number)[]) => path.join('.');
        openCloud({ label: 'a', values, at, base: '/', warnOfUnknown: true }, around);
      } catch (error) {
        assert.ok(!String(error).includes(secret));
      }
    }),
  );
});

/** What single views promise beyond agreeing with the others. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Verdicts } from '../../src/verdict/result.ts';
import { allureResults } from '../../src/verdict/allure-results.ts';
import { compareRuns } from '../../src/verdict/compare.ts';
import { conformanceJsonSchema, toConformance } from '../../src/verdict/conformance-json.ts';
import { explain } from '../../src/verdict/explain.ts';
import { judge } from '../../src/verdict/judge.ts';
import { junit } from '../../src/verdict/junit.ts';
import { createProgress } from '../../src/verdict/progress.ts';
import { requirementsMarkdown } from '../../src/verdict/requirements-markdown.ts';
import { rerunCommand } from '../../src/verdict/rerun.ts';
import { showsColours, terminalSummary } from '../../src/verdict/terminal.ts';
import { catalogueOf, type ExampleOutline, requirement, run } from './fixtures/build.ts';
import { envelopesOf, readFixture } from './fixtures/messages.ts';
import { transcript } from './fixtures/truth-table/transcript.ts';

const judgeAll = (): Verdicts => {
  const read = readFixture('all');
  return judge(read, catalogueOf(read));
};
const terminal = (result: Verdicts): string =>
  terminalSummary(result, { colours: false, folder: 'reports/latest' });

suite('conformance.json', () => {
  const published = new URL('../../src/verdict/conformance.schema.json', import.meta.url);

  test('has a published schema that is in step (UPDATE_SCHEMA=1 writes it)', () => {
    const now = `${JSON.stringify(conformanceJsonSchema(), null, 2)}\n`;
    if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(published, now);
    assert.equal(readFileSync(published, 'utf8'), now);
  });

  test('is valid under it', () => {
    const schema = JSON.parse(readFileSync(published, 'utf8')) as object;
    const validate = new Ajv2020({ strict: false }).compile(schema);
    assert.ok(
      validate(JSON.parse(JSON.stringify(toConformance(judgeAll())))),
      JSON.stringify(validate.errors),
    );
  });
});

suite('an explanation', () => {
  const message =
    'expected the flavour\nobserved nothing\nrequest  GET http://x (req-1)\nevidence exchange 1 of the transcript\nagain    curl x';

  test('has what was expected and observed, and the request from the transcript', () => {
    const found = explain(message, undefined, transcript, []);
    assert.equal(found.expected, 'the flavour');
    assert.equal(found.observed, 'nothing');
    assert.equal(found.exchange?.requestId, 'req-1');
    assert.match(found.exchange.request, /GET .* → 404/);
  });

  test('reaches the terminal, JUnit, Allure and conformance.json', () => {
    const one: ExampleOutline = { id: 'one', clauses: ['a'], verdict: 'fail', message };
    const read = run([one]);
    const examples = read.examples.map((example) => ({
      ...example,
      attempts: example.attempts.map((attempt) => ({ ...attempt, transcript })),
    }));
    const result = judge({ ...read, examples }, [requirement('a')]);
    const allure = [...allureResults(result)].find(([name]) => name.endsWith('-result.json'))?.[1];
    for (const view of [
      terminal(result),
      junit(result),
      allure ?? '',
      JSON.stringify(toConformance(result)),
    ]) {
      for (const part of ['the flavour', 'nothing', 'req-1', 'curl -H', '--tags @id:one']) {
        assert.ok(view.includes(part), `${part} in ${view}`);
      }
    }
    for (const view of [terminal(result), junit(result), allure ?? '']) {
      assert.ok(view.includes('The VIM does what a says | always'));
    }
  });
});

suite('every view of a run on the bundled simulator', () => {
  test('says that it is not the reader’s cloud', () => {
    const result = judgeAll();
    const environment = [...allureResults(result)].find(
      ([name]) => name === 'environment.properties',
    );
    for (const view of [
      terminal(result),
      junit(result),
      requirementsMarkdown(result),
      JSON.stringify(toConformance(result)),
      environment?.[1] ?? '',
    ]) {
      assert.match(view, /bundled simulator, not your cloud/);
    }
  });
});

suite('the terminal', () => {
  test('tells what is missing when a run is partial', () => {
    const result = judge(
      run([
        { id: 'one', clauses: ['a'], verdict: 'pass' },
        { id: 'two', clauses: ['c'] },
      ]),
      [requirement('a'), requirement('b'), requirement('c')],
    );
    assert.match(terminal(result), /Table 6-2.*: 1 MUST requirements have no example yet: b/);
    assert.match(terminal(result), /Table 6-2.*: 1 MUST requirements were not selected: c/);
  });

  test('has colours only on a terminal and without NO_COLOR', () => {
    assert.equal(showsColours({ isTTY: true }, {}), true);
    assert.equal(showsColours({ isTTY: true }, { NO_COLOR: '1' }), false);
    assert.equal(showsColours({}, {}), false);
    assert.ok(terminalSummary(judgeAll(), { colours: true, folder: 'r' }).includes('\u001b['));
  });
});

suite('progress', () => {
  const told = (columns?: number): string => {
    let text = '';
    const progress = createProgress({
      write: (chunk) => (text += chunk),
      terminal: columns === undefined ? undefined : { columns },
    });
    for (const envelope of envelopesOf('all')) progress.onEnvelope(envelope);
    progress.stop();
    return text;
  };

  test('is a line for each example in CI', () => {
    const lines = told().trimEnd().split('\n');
    assert.equal(lines.length, 49);
    assert.match(lines[0] ?? '', /^ 1\/49 pass good-one \(\d+\.\d\d s\)$/);
    assert.match(lines.join('\n'), /^\d\d\/49 fail leaks .*left behind/m);
  });

  test('is one live line on a terminal, above which failures stay', () => {
    const text = told(60);
    assert.ok(text.endsWith('\r\u001b[K'));
    const stay = text.split('\n').slice(0, -1);
    assert.equal(stay.length, 49 - 9 - 2);
    for (const live of text.replaceAll('\r\u001b[K', '\n').split('\n')) {
      if (/^ ?\d+\/49 (\d|$)/.test(live)) assert.ok(live.length < 60, live);
    }
  });
});

suite('the command that runs an example again', () => {
  test('replaces the selection of the run', () => {
    const command = `nfvi-conformance run --cloud acme --tags '@a and not @b' --shard 1/2`;
    assert.equal(
      rerunCommand(command, 'one/2'),
      'nfvi-conformance run --cloud acme --tags @id:one',
    );
    assert.equal(rerunCommand(command, undefined), command);
  });
});

suite('compare', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verdict-compare-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const written = (name: string, outlines: readonly ExampleOutline[]): string => {
    const result = judge(
      run(outlines),
      ['a', 'b', 'c', 'd'].map((id) => requirement(id)),
    );
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(toConformance(result)));
    return file;
  };
  const of = (id: string, verdict: ExampleOutline['verdict']): ExampleOutline => ({
    id,
    clauses: [id],
    verdict,
  });

  test('tells what is new, fixed, still failing and gone', () => {
    const before = written('before.json', [
      of('a', 'pass'),
      of('b', 'fail'),
      of('c', 'fail'),
      of('d', 'pass'),
    ]);
    const now = written('now.json', [
      of('a', 'fail'),
      of('b', 'pass'),
      of('c', 'inconclusive'),
      of('d', undefined),
    ]);
    const text = compareRuns(before, now);
    assert.match(text, /Scenarios: 1 new, 1 fixed, 1 still failing, 1 disappeared/);
    assert.match(text, /Requirements: 1 new, 1 fixed, 1 still failing, 1 disappeared/);
    assert.match(text, /new +a {2}pass → fail/);
    assert.match(text, /disappeared +d {2}pass → not there/);
  });

  test('names a file that is missing or something else', () => {
    const good = written('good.json', []);
    const other = join(folder, 'other.json');
    writeFileSync(other, '{"schemaVersion":2}');
    const text = join(folder, 'text.json');
    writeFileSync(text, 'no');
    assert.throws(() => compareRuns(good, join(folder, 'none')), /cannot read .*none/);
    assert.throws(() => compareRuns(good, folder), /cannot read .*conformance\.json/);
    assert.throws(() => compareRuns(good, other), /other\.json is no conformance\.json:\n/);
    assert.throws(() => compareRuns(text, good), /text\.json is no JSON/);
  });
});

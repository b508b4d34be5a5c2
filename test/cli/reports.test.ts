/** What is made of a run's messages afterwards; and what happens to it when nobody reads or stores it. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { cloud, describeCloud } from './cloud.ts';
import { startInShell } from './command.ts';
import { fewExamples, filesBelow, workplace } from './workplace.ts';

/** How much a run has written when it has run this share of its examples. */
async function bytesOfMessages(t: TestContext, share: number): Promise<number> {
  const place = workplace(t);
  await place.call('run', '--simulator', ...fewExamples);
  const [run = ''] = place.runs();
  const text = readFileSync(join(run, 'messages.ndjson'), 'utf8');
  const first = text.indexOf('{"testCaseStarted"');
  return first + (text.length - first) * share;
}

describe('reports', { concurrency: 3, timeout: 600_000 }, () => {
  test('report builds the same files again from the messages alone', async (t) => {
    const place = workplace(t);
    const { code } = await place.call(
      ...['run', '--simulator', '--defect', 'flavour-list-forgets', ...fewExamples],
    );
    assert.equal(code, 1);
    const [run = ''] = place.runs();
    const again = join(place.folder, 'again');
    mkdirSync(again);
    cpSync(join(run, 'messages.ndjson'), join(again, 'messages.ndjson'));
    const report = await place.call('report', again);
    assert.equal(report.code, 1, 'it exits as the run did');
    // The page is Allure's own, which numbers its data anew each time; the ledger is no report.
    const compared = (folder: string) =>
      filesBelow(folder).filter(
        (file) => !file.startsWith('allure-report/') && file !== 'ledger.ndjson',
      );
    assert.deepEqual(compared(again), compared(run));
    assert.ok(compared(run).some((file) => file.startsWith('transcripts/')));
    for (const file of compared(run)) {
      assert.ok(readFileSync(join(run, file)).equals(readFileSync(join(again, file))), file);
    }
  });

  test('compare tells what is new, fixed, still failing or gone', async (t) => {
    const place = workplace(t);
    const run = async (tags: readonly string[], ...defects: readonly string[]) => {
      const expression = tags.map((tag) => `@id:${tag}`).join(' or ');
      const { code, stderr } = await place.call(
        'run',
        '--simulator',
        '--tags',
        expression,
        ...defects.flatMap((name) => ['--defect', name]),
      );
      assert.equal(code, 1, stderr);
      return join(place.folder, 'reports', readlinkSync(join(place.folder, 'reports/latest')));
    };
    const old = await run(
      ['flavour-create-answer', 'flavour-list-many', 'flavour-delete-again'],
      'flavour-list-forgets',
      'flavour-create-wrong-answer',
    );
    const now = await run(
      ['flavour-create-answer', 'flavour-list-many', 'flavour-list-private'],
      'flavour-list-forgets',
      'flavour-list-shows-private',
    );
    const { code, stdout, stderr } = await place.call(
      'compare',
      old,
      join(now, 'conformance.json'),
    );
    assert.equal(code, 0, stderr);
    const scenarios = stdout.slice(stdout.indexOf('\nScenarios: '));
    for (const line of [
      'new           flavour-list-private  not there → fail',
      'fixed         flavour-create-answer  fail → pass',
      'still failing flavour-list-many  fail → fail',
      'disappeared   flavour-delete-again  pass → not there',
    ]) {
      assert.ok(scenarios.includes(`\n  ${line}\n`), `${line} is missing in ${stdout}`);
    }
    assert.match(scenarios, /^Scenarios: 1 new, 1 fixed, 1 still failing, 1 disappeared$/m);
  });

  test('requirements, version and help, with a reader who goes away', async (t) => {
    const place = workplace(t);
    const [head, listing, version, help] = await Promise.all([
      startInShell('"$@" | head -1', ['requirements', '--json'], place).outcome,
      place.call('requirements', '--json'),
      place.call('--version'),
      place.call('run', '--help'),
    ]);
    assert.deepEqual([head.code, head.stdout, head.stderr], [0, '{\n', '']);
    assert.equal(listing.code, 0, listing.stderr);
    const { totals } = JSON.parse(listing.stdout) as { totals: { requirements: number } };
    assert.ok(totals.requirements > 100);
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
    assert.match(help.stdout, /--require-conformant/);
    assert.deepEqual([version.code, help.code], [0, 0]);
  });

  test('a run whose reader goes away comes to its end and cleans up', async (t) => {
    const place = workplace(t);
    const { url, things } = await cloud(t);
    const before = await things();
    describeCloud(place, url);
    const { stdout } = await startInShell(
      '"$@" | head -1',
      ['run', '--cloud', 'acme', ...fewExamples],
      place,
    ).outcome;
    assert.match(stdout, /^ *1\/\d+ pass .*\n$/);
    // The shell waits for the last command of the pipe as well as for the first.
    assert.equal(place.conformance().verdict, 'partial');
    assert.deepEqual(await things(), before);
  });

  for (const [when, share] of [
    ['from the beginning', 0],
    ['in mid-run', 0.6],
  ] as const) {
    test(`exit 2: a disk that is full ${when}; what was made is removed`, async (t) => {
      const place = workplace(t);
      let made = 0;
      const { url, things } = await cloud(t, {
        wrap: (next) => async (request) => {
          await delay(5);
          made += request.method === 'POST' ? 1 : 0;
          return next(request);
        },
      });
      const before = await things();
      describeCloud(place, url);
      // The shell counts in blocks of 512 bytes, and limits each file.
      const blocks = share === 0 ? 8 : Math.floor((await bytesOfMessages(t, share)) / 512);
      const line = `ulimit -f ${String(blocks)}; exec "$@"`;
      const { code, stderr } = await startInShell(
        line,
        ['run', '--cloud', 'acme', ...fewExamples],
        place,
      ).outcome;
      assert.equal(code, 2, stderr);
      assert.match(stderr, /^nfvi-conformance: --reports: cannot write .*reports\/.*: EFBIG/m);
      assert.doesNotMatch(stderr, / at .*\.ts:\d+/, 'no stack');
      assert.ok(share === 0 || made > 10, 'it was full in mid-run');
      assert.deepEqual(await things(), before);
    });
  }

  test('a folder of ours that is called latest is left alone', async (t) => {
    const place = workplace(t);
    mkdirSync(join(place.folder, 'reports/latest'), { recursive: true });
    place.write('reports/latest/mine', 'precious');
    const { code } = await place.call('run', '--simulator', '--tags', '@id:flavour-create-answer');
    assert.equal(code, 0);
    assert.equal(readFileSync(join(place.folder, 'reports/latest/mine'), 'utf8'), 'precious');
    assert.deepEqual(
      place.runs().map((run) => basename(run) === 'latest'),
      [false, true],
    );
  });
});

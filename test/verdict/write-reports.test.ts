/** The files of a run: built again from the messages they are the same, cut short never green. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { requirements } from '../../src/catalogue/catalogue.ts';
import { ConfigurationError } from '../../src/failures.ts';
import { inOrderOfTables } from '../../src/verdict/allure-order.ts';
import { withoutNetwork } from '../../src/verdict/allure-page.ts';
import { reportTitle } from '../../src/verdict/allure-report.ts';
import { judge } from '../../src/verdict/judge.ts';
import { parseMessages, readMessageFile } from '../../src/verdict/message-file.ts';
import { readMessages } from '../../src/verdict/read-messages.ts';
import { writeReports } from '../../src/verdict/write-reports.ts';
import { catalogueOf } from './fixtures/build.ts';
import { envelopesOf, messagesOf, readFixture } from './fixtures/messages.ts';

const folder = mkdtempSync(join(tmpdir(), 'verdict-reports-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const contents = (of: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(of, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(of.length), readFileSync(path, 'utf8')]),
  );

suite('the files of a run', () => {
  const catalogue = catalogueOf(readFixture('all'));

  test('built again from messages.ndjson alone are the same, byte by byte', () => {
    const [live, again] = [join(folder, 'live'), join(folder, 'again')];
    writeReports(live, envelopesOf('all'), catalogue);
    const file = join(folder, 'messages.ndjson');
    writeFileSync(file, messagesOf('all'));
    writeReports(again, readMessageFile(file), catalogue);
    const first = contents(live);
    assert.deepEqual(contents(again), first);
    writeReports(again, readMessageFile(file), catalogue);
    assert.deepEqual(contents(again), first, 'a second time into the same folder');
    const names = Object.keys(first);
    for (const name of [
      '/conformance.json',
      '/junit.xml',
      '/requirements.md',
      '/transcripts/rows.2.txt',
    ]) {
      assert.ok(names.includes(name), name);
    }
    assert.ok(names.every((name) => !name.endsWith('.tmp')));
  });

  test('tell first how many requirements pass, since all scenarios may while most have none', () => {
    const result = judge(readMessages(envelopesOf('good')), requirements);
    const parts = reportTitle(result).split(' · ');
    assert.deepEqual(parts.slice(0, 3), [
      result.verdict,
      `${String(result.totals.requirements.pass)} of ${String(requirements.length)} requirements pass`,
      '2 of 3 scenarios pass',
    ]);
  });

  test('name the path that cannot be written', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    assert.throws(
      () => writeReports(join(file, 'run'), envelopesOf('good'), catalogue),
      (error) => error instanceof ConfigurationError && error.message.includes(join(file, 'run')),
    );
  });

  test('cut anywhere, the messages are never conformant', () => {
    const text = messagesOf('good');
    const goodCatalogue = catalogueOf(readFixture('good'));
    // Every end of a line, and places within lines.
    const cuts = [...text.matchAll(/\n/g)].map(({ index }) => index).slice(0, -1);
    for (let at = 0; at < text.length - 2; at += 997) cuts.push(at);
    for (const at of cuts) {
      for (const end of new Set([at, at + 1])) {
        let verdict: string;
        try {
          verdict = judge(
            readMessages(parseMessages(text.slice(0, end).split('\n'), 'cut')),
            goodCatalogue,
          ).verdict;
        } catch (error) {
          assert.ok(error instanceof ConfigurationError, String(error));
          continue;
        }
        assert.notEqual(verdict, 'conformant', `cut at ${String(end)}`);
        assert.notEqual(verdict, 'partial', `cut at ${String(end)}`);
      }
    }
  });

  test('a line that is no message is named', () => {
    const [first = '', ...rest] = messagesOf('good').split('\n');
    const broken = [first, '{"pickle":', ...rest].join('\n');
    assert.throws(
      () => [...parseMessages(broken.split('\n'), 'messages.ndjson')],
      /messages\.ndjson:2 is no Cucumber message/,
    );
    assert.throws(
      () => [...readMessageFile(join(folder, 'missing'))],
      /cannot read .*missing: ENOENT/,
    );
  });

  test('malformed facts of a run are named', () => {
    const text = messagesOf('good').replace('\\"profile\\":', '\\"profil\\":');
    assert.throws(
      () => readMessages(parseMessages(text.split('\n'), 'x')),
      (error) => {
        return (
          error instanceof ConfigurationError && /evidence "run".*profile/s.test(error.message)
        );
      },
    );
  });
});

suite('the page of Allure', () => {
  test('has the tables in the order of the chapter, and behind them what is of none', () => {
    const names = ['The run as a whole', 'Table 6-3: hardware acceleration'];
    names.push('Table 6-1: interface points', 'Table 6-2: tenant resources');
    const leavesById = Object.fromEntries(
      names.flatMap((_, i) => [1, 2].map((n) => [`l${String(i)}${String(n)}`, { start: n }])),
    );
    const groupsById = Object.fromEntries(
      names.flatMap((name, i) => [
        [`g${String(i)}`, { name, groups: [`f${String(i)}`], leaves: [`l${String(i)}1`] }],
        [`f${String(i)}`, { name: 'a feature', leaves: [`l${String(i)}2`] }],
      ]),
    );
    const groups = names.map((_, i) => `g${String(i)}`);
    const tree = { root: { groups, leaves: [] }, groupsById, leavesById };
    const data = Buffer.from(JSON.stringify(tree)).toString('base64');
    const page = `<script>d("widgets/tree.json","${data}"),d("widgets/nav.json","${data}")</script>`;
    const [, sorted = '', other] =
      /tree.json","(.*)"\),d\("widgets.nav.json","(.*)"\)/.exec(inOrderOfTables(page)) ?? [];
    const { leavesById: placed, ...same } = JSON.parse(
      Buffer.from(sorted, 'base64').toString(),
    ) as typeof tree;
    const inOrder = Object.keys(placed).toSorted(
      (a, b) => (placed[a]?.start ?? 0) - (placed[b]?.start ?? 0),
    );
    assert.deepEqual(inOrder, ['l21', 'l22', 'l31', 'l32', 'l11', 'l12', 'l01', 'l02']);
    assert.deepEqual(same, { root: tree.root, groupsById });
    assert.equal(other, data);
  });

  const loader =
    '<script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>\n<script>gtag("js")</script>';

  test('loses what counts its users', () => {
    assert.equal(
      withoutNetwork(`<body>${loader}<p>https://ok.test</p></body>`),
      '<body><p>https://ok.test</p></body>',
    );
  });

  test('is refused when anything is left that asks the network', () => {
    for (const left of [
      '<script>load("googletagmanager")</script>',
      '<script defer src="https://cdn.test/x.js"></script>',
      "<link rel=stylesheet href='//cdn.test/x.css'>",
      '<img src=http://cdn.test/x.png>',
    ]) {
      assert.throws(() => withoutNetwork(`<body>${left}</body>`), /would ask the network/);
    }
    assert.equal(
      withoutNetwork('<a href="https://ok.test">x</a>'),
      '<a href="https://ok.test">x</a>',
    );
  });
});

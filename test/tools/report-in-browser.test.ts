/** The report as its readers open it: from disk, in a browser, with no network to ask. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { tableTitles } from '../../src/catalogue/catalogue.ts';
import { buildAllureReport } from '../../src/verdict/allure-report.ts';
import type { Verdicts } from '../../src/verdict/result.ts';
import { writeReports } from '../../src/verdict/write-reports.ts';
import { catalogueOf } from '../verdict/fixtures/build.ts';
import { envelopesOf, readFixture } from '../verdict/fixtures/messages.ts';

const executablePath = '/usr/bin/chromium';
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** What began last is of the first table. */
function moveLastFeature(folder: string): void {
  const results = join(folder, 'allure-results');
  for (const name of readdirSync(results).filter((each) => each.endsWith('-result.json'))) {
    const path = join(results, name);
    const text = readFileSync(path, 'utf8');
    if (!text.includes('"What steps do"')) continue;
    writeFileSync(path, text.replaceAll(tableTitles['6-2'], tableTitles['6-1']));
  }
}

suite('the Allure report in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-in-browser-'));
  const asked: string[] = [];
  const dialogs: string[] = [];
  let result: Verdicts;
  let url: string;
  let browser: Browser;

  before(async () => {
    assert.ok(
      existsSync(executablePath),
      `this test needs Chromium at ${executablePath}: apt-get install chromium`,
    );
    result = writeReports(folder, envelopesOf('all'), catalogueOf(readFixture('all')));
    moveLastFeature(folder);
    url = pathToFileURL(await buildAllureReport(folder, result)).href;
    browser = await chromium.launch({ executablePath, args });
  });
  after(async () => {
    // Undefined when `before` failed.
    await (browser as Browser | undefined)?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (): Promise<Page> => {
    const page = await browser.newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(url);
    await page.getByText('What becomes of an example').first().waitFor();
    return page;
  };

  test('lists the tables in the order of the chapter, whichever began first', async () => {
    const page = await open();
    const text = await page.innerText('body');
    const [first, second] = [text.indexOf(tableTitles['6-1']), text.indexOf(tableTitles['6-2'])];
    assert.ok(first !== -1 && second !== -1, text);
    assert.ok(first < second, text);
  });

  test('shows verdict, target and the same totals as every other view', async () => {
    const page = await open();
    const text = await page.innerText('body');
    const { requirements, scenarios } = result.totals;
    const all = result.scenarios.length;
    const passed = `${String(requirements.pass)} of ${String(result.requirements.length)}`;
    const title = `error · ${passed} requirements pass · ${String(scenarios.pass)} of ${String(all)} scenarios pass · `;
    assert.ok(text.includes(title), title);
    assert.ok(text.includes('bundled simulator, not your cloud'));
    const totals = {
      Total: all,
      Failed: scenarios.fail,
      Broken: scenarios.error + scenarios.inconclusive,
      Passed: scenarios.pass,
      Skipped: scenarios['not-applicable'],
    };
    for (const [name, count] of Object.entries(totals)) {
      assert.match(text, new RegExp(`^${name}\\s+${String(count)}$`, 'm'), name);
    }
    for (const { name, rule } of result.scenarios) {
      if (rule !== undefined) assert.ok(text.includes(name), name);
    }
    await page.close();
  });

  test('explains a failure, and what the target said stays text', async () => {
    const page = await open();
    await page.getByText('A target answers with hostile text').first().click();
    await page.getByText('Transcript').first().click();
    await page.getByText('x-openstack-request-id: req-1').waitFor();
    const text = await page.innerText('body');
    assert.match(text, /requirement +thing\/hostile \(MUST\): The VIM does what/);
    assert.match(text, /expected +plain text/);
    assert.match(text, /observed +<script>alert\("x"\)<\/script>/);
    assert.match(text, /run again +nfvi-conformance run --simulator --tags @id:hostile-text/);
    assert.match(text, /"message": "Flavor 1 could not be found\. <b>&<\/b>"/);
    assert.deepEqual(dialogs, []);
    await page.close();
  });

  test('holds the table of requirements', async () => {
    const page = await open();
    await page.getByText('Global Attachments').first().click();
    await page.getByText('requirements.md').first().click();
    const table = page.frameLocator('iframe').getByText('The VIM does what thing/leak says');
    await table.first().waitFor({ state: 'attached' });
    await page.close();
  });

  test('asks for nothing but itself', () => {
    const others = asked.filter((one) => !/^(data|blob|about):/.test(one) && one !== url);
    assert.deepEqual(others, []);
    assert.ok(asked.includes(url));
  });
});

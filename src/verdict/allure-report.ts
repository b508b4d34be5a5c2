/** `allure-report/index.html`: one file that opens from disk and asks nothing of any network. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inOrderOfTables } from './allure-order.ts';
import { allureCategories } from './allure-results.ts';
import { printable } from './printable.ts';
import { replaceFile } from './replace-file.ts';
import type { Verdicts } from './result.ts';
import { scenarioCount, targetLine } from './words.ts';

/** Allure's own command, beside its package: it has no function that does this. */
const allureCommand = fileURLToPath(new URL('../cli.js', import.meta.resolve('allure')));

/**
 * Builds the report from `<folder>/allure-results`. Takes about two seconds, in a process of its own.
 * @returns the path of the report
 * @throws Error when Allure fails, or leaves something in the page that asks the network
 */
export async function buildAllureReport(folder: string, result: Verdicts): Promise<string> {
  const work = await mkdtemp(join(tmpdir(), 'nfvi-conformance-allure-'));
  try {
    const config = join(work, 'allurerc.json');
    await writeFile(
      config,
      JSON.stringify(allureConfig(result, resolve(folder), join(work, 'report'))),
    );
    await run(
      ['generate', join(resolve(folder), 'allure-results'), '--config', config, '--cwd', work],
      work,
    );
    const made = await readFile(join(work, 'report', 'index.html'), 'utf8');
    const page = inOrderOfTables(withoutNetwork(made));
    const path = join(folder, 'allure-report', 'index.html');
    replaceFile(path, page);
    return path;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * The title of the page and of its header: the verdict, before anything else. Allure shows the share of
 * scenarios, which can be all while most requirements have none: so theirs is told first.
 */
export const reportTitle = (result: Verdicts): string => {
  const { requirements, totals, verdict } = result;
  return [
    verdict,
    `${String(totals.requirements.pass)} of ${String(requirements.length)} requirements pass`,
    `${String(totals.scenarios.pass)} of ${String(scenarioCount(result))} scenarios pass`,
    targetLine(result),
  ].join(' · ');
};

const allureConfig = (result: Verdicts, folder: string, output: string): unknown => ({
  name: reportTitle(result),
  output,
  globalAttachments: [join(folder, 'requirements.md')],
  categories: allureCategories,
  plugins: {
    awesome: {
      options: {
        reportName: reportTitle(result),
        singleFile: true,
        reportLanguage: 'en',
        groupBy: ['epic', 'feature', 'story'],
      },
    },
  },
});

/** Where Allure's template loads scripts to count its users, and where the second of them ends. */
const analytics = { from: '<script async src="https://www.googletagmanager.com/', to: '</script>' };

/** Elements for which a browser fetches something on opening the page, and the attribute that says what. */
const fetching = /<(?:script|img|iframe|source|video|audio|embed|object|link)\b/gi;
const address = /\s(?:src|href|data)\s*=\s*["']?\s*(?:https?:|ftp:|\/\/)[^"'\s>]*/i;

/**
 * Takes out what asks the network.
 * @throws Error when anything is left
 */
export function withoutNetwork(page: string): string {
  let stripped = page;
  for (let at = 0; (at = stripped.indexOf(analytics.from, at)) >= 0;) {
    const loader = stripped.indexOf(analytics.to, at);
    const end = stripped.indexOf(analytics.to, loader + 1);
    if (loader < 0 || end < 0) break;
    stripped = stripped.slice(0, at) + stripped.slice(end + analytics.to.length);
  }
  const left = [...asksNetwork(stripped)][0];
  if (left === undefined) return stripped;
  throw new Error(`the Allure report would ask the network: ${left}; its template has changed`);
}

function* asksNetwork(page: string): Generator<string> {
  if (page.includes('googletagmanager')) yield 'googletagmanager';
  for (const { index } of page.matchAll(fetching)) {
    // Attributes hold whole scripts as data; an address stands at the beginning.
    const [tag = ''] = page.slice(index, index + 2000).split('>', 1);
    const found = address.exec(tag)?.[0];
    if (found !== undefined) yield found.trim();
  }
}

async function run(args: readonly string[], cwd: string): Promise<void> {
  const child = spawn(process.execPath, [allureCommand, ...args], {
    cwd,
    env: { ...process.env, ALLURE_NO_ANALYTICS: 'true', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  if (code !== 0) {
    throw new Error(`Allure ended with ${String(code)}: ${printable(said).slice(-2000)}`);
  }
}

/** `allure-report/index.html`: one file that opens from disk and asks nothing of any network. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allureCategories } from './allure-results.ts';
import { printable } from './printable.ts';
import { replaceByCopy } from './replace-file.ts';
import type { Verdicts } from './result.ts';
import { scenarioCount, targetLine } from './words.ts';

/** Allure's own command, beside its package: it has no function that does this. */
const allureCommand = fileURLToPath(new URL('../cli.js', import.meta.resolve('allure')));
/** Beside this file, in TypeScript or as built. */
const finisher = fileURLToPath(import.meta.url).replace(
  /allure-report(\.[jt]s)$/,
  'finish-allure-page$1',
);

/**
 * Builds the report from `<folder>/allure-results`. Takes some seconds, in processes of their own.
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
      [
        allureCommand,
        'generate',
        join(resolve(folder), 'allure-results'),
        '--config',
        config,
        '--cwd',
        work,
      ],
      work,
    );
    const page = join(work, 'page.html');
    await run([finisher, join(work, 'report', 'index.html'), page], work);
    const path = join(folder, 'allure-report', 'index.html');
    replaceByCopy(path, page);
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

async function run(args: readonly string[], cwd: string): Promise<void> {
  const child = spawn(process.execPath, args, {
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

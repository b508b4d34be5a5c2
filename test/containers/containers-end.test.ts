/** However a run with real servers ends, none of their containers stays; and without an engine there is none. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  folderLabel,
  isLeft,
  label,
  setsOf,
  sweep,
} from '../../simulator/containers/enabler-services/sweep.ts';
import { containerEngine } from '../../simulator/containers/engine.ts';
import { openWorkplace, type Workplace } from './command-line.ts';

/** The labels of the containers of servers that a process has. */
async function labelsOf(pid: number | undefined): Promise<readonly Record<string, string>[]> {
  const { container } = await containerEngine();
  const all = await container.dockerode.listContainers({ all: true, filters: { label: [label] } });
  return all
    .map(({ Labels }) => Labels)
    .filter((labels) => labels[label]?.startsWith(setsOf(pid ?? 0)) === true);
}
const containersOf = async (pid: number | undefined) => (await labelsOf(pid)).length;

// They wait more than they work.
describe('the end of a run with real servers', { concurrency: 3 }, () => {
  let at: Workplace;
  before(() => {
    at = openWorkplace({});
  });
  after(() => {
    at.remove();
  });

  /** @returns what the command line says when a run with containers is ended by these signals */
  const endedBy = async (when: RegExp, signals: readonly NodeJS.Signals[]) => {
    const tags = '@id:time-answered or @id:time-agreed';
    const run = at.start('run', '--containers', '--tags', tags, '--reports', signals.join('-'));
    let said = '';
    const seen = new Promise<void>((resolve) => {
      for (const stream of [run.stdout, run.stderr]) {
        stream?.setEncoding('utf8').on('data', (text: string) => {
          said += text;
          if (when.test(said)) resolve();
        });
      }
    });
    const exit = once(run, 'exit');
    await Promise.race([seen, exit]);
    await sleep(500);
    for (const signal of signals) {
      run.kill(signal);
      await sleep(50);
    }
    const [code] = (await exit) as [number | null];
    return { code, pid: run.pid, said };
  };
  const gone = async (pid: number | undefined): Promise<void> => {
    for (let tries = 0; tries < 50 && (await containersOf(pid)) > 0; tries += 1) await sleep(200);
    assert.equal(await containersOf(pid), 0);
  };

  test('Ctrl-C while they start: nothing stays', async () => {
    const { code, pid, said } = await endedBy(/starting/, ['SIGINT']);
    assert.equal(code, 5, said);
    assert.equal(await containersOf(pid), 0);
  });
  test('Ctrl-C during the run: nothing stays', async () => {
    const { code, pid, said } = await endedBy(/1\/2/, ['SIGINT']);
    assert.equal(code, 5, said);
    assert.equal(await containersOf(pid), 0);
  });
  test('Ctrl-C twice: another process removes them', async () => {
    const { code, pid, said } = await endedBy(/1\/2/, ['SIGINT', 'SIGINT']);
    assert.equal(code, 5, said);
    assert.match(said, /Stopped at once/);
    await gone(pid);
  });
  test('what a killed process has left is swept by the next', async () => {
    const { pid } = await endedBy(/1\/2/, ['SIGKILL']);
    const folders = (await labelsOf(pid)).flatMap((labels) => labels[folderLabel] ?? []);
    assert.ok(folders.length > 0 && folders.every((folder) => existsSync(folder)));
    await sweep(isLeft);
    assert.equal(await containersOf(pid), 0);
    assert.deepEqual(folders.filter(existsSync), []);
  });

  /** Where testcontainers looks for an engine, there is none. */
  const withoutEngine = () => {
    const hidden = `import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { existsSync } = fs;
      fs.existsSync = (path) => !String(path).endsWith('.sock') && existsSync(path);
      syncBuiltinESMExports();`;
    return {
      DOCKER_HOST: 'unix:///nowhere.sock',
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hidden)}`,
    };
  };
  const sentence =
    'No container engine answers: start Docker, point DOCKER_HOST at one, or run .ci/engine as root.\n';

  test('without a container engine it says so in one sentence, and exits with 2', async () => {
    const without = openWorkplace({}, withoutEngine());
    const { code, stdout, stderr } = await without.run('run', '--containers');
    without.remove();
    assert.equal(code, 2, stderr);
    assert.equal(stdout, '');
    assert.equal(stderr, `nfvi-conformance: --containers: ${sentence}`);
  });
  test('these tests, too, say so and exit with 2', async () => {
    const check = fileURLToPath(new URL('../../bin/check-engine.mjs', import.meta.url));
    const env = { ...process.env, ...withoutEngine() };
    const child = spawn(process.execPath, [check], { env, stdio: ['ignore', 'inherit', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [code] = (await once(child, 'close')) as [number | null];
    assert.equal(code, 2, said);
    assert.equal(said, sentence);
  });
});

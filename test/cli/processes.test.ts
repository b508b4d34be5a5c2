/** Processes that go on, and processes that break. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { cloud, describeCloud } from './cloud.ts';
import { call } from './command.ts';
import { fewExamples, workplace } from './workplace.ts';

describe('processes', { concurrency: 3, timeout: 600_000 }, () => {
  test('a simulator prints how it is reached, and ends when it is told to', async (t) => {
    const place = workplace(t);
    const { child, outcome, says } = place.start('simulator', '--release', 'zed');
    await says(/listens at http:\/\/127\.0\.0\.1:\d+; Ctrl-C ends it/);
    child.kill('SIGTERM');
    const { code, stdout } = await outcome;
    assert.equal(code, 0);
    assert.match(stdout, /auth_url: http:\/\/127\.0\.0\.1:\d+\/identity\/v3\n/);
    assert.match(stdout, /^# enabler-services:\n# {3}ntp:\n# {5}- 127\.0\.0\.1:\d+\n/m);
  });

  test('a drafted target file is one that the doctor accepts', async (t) => {
    const place = workplace(t);
    const { url } = await cloud(t, { release: 'zed' });
    describeCloud(place, url);
    const draft = await place.call('target', 'init', '--cloud', 'acme');
    assert.equal(draft.code, 0, draft.stderr);
    place.write('target.yaml', draft.stdout);
    const doctor = await place.call('doctor', '--target', 'target.yaml');
    assert.equal(doctor.code, 0, doctor.stderr);
    assert.match(doctor.stdout, /^ok {7}signed in at http/m);
    assert.doesNotMatch(doctor.stdout, /^warning/m);
  });

  test('exit 4: a bug is no verdict', async (t) => {
    const place = workplace(t);
    const bug = place.write('bug.mjs', "setTimeout(() => { throw new Error('boom'); }, 1500);");
    const around = { ...place, env: { NODE_OPTIONS: `--import=${bug}` } };
    const { code, stderr } = await call(['simulator'], around);
    assert.equal(code, 4);
    assert.match(stderr, /^nfvi-conformance: boom\n/m);
  });

  test('exit 4: a worker that crashes; what it leaves is told, and the janitor removes it', async (t) => {
    const place = workplace(t);
    const enough = join(place.folder, 'enough');
    let posts = 0;
    const { url, things } = await cloud(t, {
      wrap: (next) => async (request) => {
        await delay(30);
        const made = request.method === 'POST' && !request.url.endsWith('/auth/tokens');
        if (made && ++posts === 12) writeFileSync(enough, '');
        return next(request);
      },
    });
    const before = await things();
    describeCloud(place, url);
    const crash = place.write(
      'crash.mjs',
      `import { existsSync } from 'node:fs';
import { isMainThread, workerData } from 'node:worker_threads';
if (!isMainThread && workerData?.testRunStartedId) {
  const look = () => process.env.CUCUMBER_WORKER_ID === '1' && existsSync(${JSON.stringify(enough)}) && process.exit(7);
  setInterval(look, 5).unref();
}
`,
    );
    const around = { ...place, env: { NODE_OPTIONS: `--import=${crash}` } };
    const { code, stdout } = await call(
      ['run', '--cloud', 'acme', '--parallel', '2', ...fewExamples],
      around,
    );
    assert.equal(code, 4, stdout);
    const left = (await things()).filter((thing) => !before.includes(thing));
    assert.ok(left.length > 0);
    const { verdict, leaks } = place.conformance();
    assert.equal(verdict, 'error');
    for (const thing of left) {
      assert.ok(
        leaks.some(({ name }) => thing.endsWith(` ${name ?? ''}`)),
        `${thing} was not told`,
      );
    }
    const janitor = await place.call('janitor', '--cloud', 'acme');
    assert.equal(janitor.code, 0, janitor.stdout);
    assert.deepEqual(await things(), before);
  });
});

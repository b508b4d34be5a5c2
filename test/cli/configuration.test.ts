/** What is wrong with flags and files is told with its key or line, before any target is asked. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { cloud, describeCloud } from './cloud.ts';
import { clouds, wrongCalls } from './wrong-calls.ts';
import { workplace } from './workplace.ts';

/** Told when the connection is made: the run has begun, and so leaves a report. */
async function noCertificate(t: TestContext): Promise<void> {
  const place = workplace(t);
  place.write('ca.pem', 'this is no certificate');
  place.write('clouds.yaml', `${clouds}    cacert: ca.pem\n`);
  const { code, stdout } = await place.call('run', '--cloud', 'acme');
  assert.match(stdout, /cacert: .*ca\.pem holds no PEM/);
  assert.equal(code, 2);
  const { verdict, exitCode, scenarios } = place.conformance();
  assert.deepEqual([verdict, exitCode], ['error', 2]);
  assert.match(scenarios[0]?.reason ?? '', /ca\.pem holds no PEM/);
}

describe('configuration', { concurrency: 3, timeout: 600_000 }, () => {
  for (const { title, args, says, files = {}, env = {} } of wrongCalls) {
    test(`exit 2: ${title}`, async (t) => {
      const place = workplace(t, env);
      for (const [name, content] of Object.entries(files)) place.write(name, content);
      const { code, stdout, stderr } = await place.call(...args);
      assert.match(stderr, says);
      assert.equal(code, 2, stderr);
      assert.equal(stdout, '');
      assert.doesNotMatch(stderr, / at .*\.ts:\d+|secret-of-acme/, 'no stack, no secret');
      assert.equal(existsSync(join(place.folder, 'reports')), false, 'nothing was begun');
    });
  }

  test('exit 2: an authority file that holds no certificate', noCertificate);

  test('exit 2: a port that is in use', async (t) => {
    const { url } = await cloud(t);
    const { code, stdout, stderr } = await workplace(t).call(
      'simulator',
      '--port',
      new URL(url).port,
    );
    assert.match(stderr, /cannot listen at 127\.0\.0\.1, port \d+: the port is in use/);
    assert.deepEqual([code, stdout], [2, '']);
  });

  test('what is wrong leaves an earlier report as it is', async (t) => {
    const place = workplace(t);
    const earlier = place.write('latest', 'of an earlier run');
    await place.call('run', '--simulator', '--reports', '.', '--profile', 'gold');
    assert.equal(readFileSync(earlier, 'utf8'), 'of an earlier run');
  });

  test('a warning about a key that means nothing is told', async (t) => {
    const place = workplace(t);
    const { url } = await cloud(t);
    describeCloud(place, url, (yaml) => `${yaml}    intreface: public\n`);
    const { code, stdout } = await place.call('doctor', '--cloud', 'acme');
    assert.match(
      stdout,
      /warning {2}.*clouds\.yaml:\d+:5: intreface means nothing here.*interface/,
    );
    assert.equal(code, 0);
  });
});

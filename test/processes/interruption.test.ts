/** Ctrl-C once, twice and too early; kill -9, and the janitor after it. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fetch } from '../../simulator/defects/defect.ts';
import { ledgerName, readLedger } from '../../src/ledger.ts';
import { cloud, describeCloud } from '../cli/cloud.ts';
import { fewExamples, workplace } from '../cli/workplace.ts';

/** Every answer takes its time; nothing is lost when the client goes away. */
const slow =
  (ms: number) =>
  (next: Fetch): Fetch =>
  async (request) => {
    await delay(ms);
    return next(request);
  };

/** Only some requests do; and they are carried out also when the client has gone away. */
const slowly =
  (ms: number, which: (request: Request) => boolean, heard: () => void) =>
  (next: Fetch): Fetch =>
  async (request) => {
    if (!which(request)) return next(request);
    const copy = new Request(request.url, {
      method: request.method,
      headers: request.headers,
      body: await request.text(),
    });
    heard();
    await delay(ms);
    return next(copy);
  };

const progress = /^ *4\/\d+ /m;

describe('interruption', { concurrency: 3, timeout: 600_000 }, () => {
  for (const args of [[], ['--parallel', '2', '--keep-failed']]) {
    test(`Ctrl-C once cleans up and reports (${args.join(' ') || 'serial'})`, async (t) => {
      const place = workplace(t);
      const { url, things } = await cloud(t, { wrap: slow(15) });
      const before = await things();
      describeCloud(place, url);
      const { child, outcome, says } = place.start(
        'run',
        '--cloud',
        'acme',
        ...fewExamples,
        ...args,
      );
      await says(progress);
      assert.ok((await things()).length > before.length, 'the run has made something');
      child.kill('SIGINT');
      const { code, stdout, stderr } = await outcome;
      assert.equal(code, 5, stdout + stderr);
      assert.match(
        stderr,
        /^Interrupted: finishing the clean-up\. Press Ctrl-C again to stop at once\.$/m,
      );
      assert.match(stdout, /verdict +incomplete: /);
      assert.deepEqual(await things(), before);

      const { verdict, run, leaks, scenarios } = place.conformance();
      assert.deepEqual([verdict, run.interrupted, leaks.length], ['incomplete', true, 0]);
      assert.ok(scenarios.some(({ id }) => id === 'run/interrupted'));
      assert.ok(scenarios.some(({ reason }) => /the run was interrupted/.test(reason ?? '')));
      assert.equal(
        scenarios.some(({ verdict: of }) => of === 'error' || of === 'fail'),
        false,
      );
      const [folder = ''] = place.runs();
      assert.deepEqual(readLedger(join(folder, ledgerName)), []);
      assert.ok(existsSync(join(folder, 'allure-report/index.html')));
      assert.ok(existsSync(join(folder, 'junit.xml')));
    });
  }

  test('Ctrl-C before the first example ends the run all the same', async (t) => {
    const place = workplace(t);
    let signedIn = (): void => undefined;
    const heard = new Promise<void>((resolve) => (signedIn = resolve));
    const { url, things } = await cloud(t, {
      wrap: slowly(
        600,
        ({ url: of }) => of.endsWith('/auth/tokens'),
        () => signedIn(),
      ),
    });
    const before = await things();
    describeCloud(place, url);
    const { child, outcome } = place.start('run', '--cloud', 'acme', ...fewExamples);
    await heard;
    child.kill('SIGINT');
    const { code, stdout } = await outcome;
    assert.equal(code, 5, stdout);
    const { verdict, run, totals } = place.conformance();
    assert.deepEqual([verdict, run.interrupted, totals.scenarios.pass], ['incomplete', true, 0]);
    assert.deepEqual(await things(), before);
  });

  test('what was under way when Ctrl-C came is removed, though its answer came late', async (t) => {
    const place = workplace(t);
    let asked = (): void => undefined;
    const heard = new Promise<void>((resolve) => (asked = resolve));
    const { url, things } = await cloud(t, {
      wrap: slowly(
        400,
        ({ method, url: of }) => method === 'POST' && of.endsWith('/flavors'),
        () => asked(),
      ),
    });
    const before = await things();
    describeCloud(place, url);
    const { child, outcome } = place.start(
      'run',
      '--cloud',
      'acme',
      '--tags',
      '@id:flavour-create-listed',
    );
    await heard;
    child.kill('SIGINT');
    const { code, stdout } = await outcome;
    assert.equal(code, 5, stdout);
    await delay(500);
    assert.deepEqual(await things(), before);
  });

  test('Ctrl-C twice stops at once, and the ledger has what the janitor removes', async (t) => {
    const place = workplace(t);
    const { url, things } = await cloud(t, { wrap: slow(15) });
    const before = await things();
    describeCloud(place, url);
    const { child, outcome, says } = place.start('run', '--cloud', 'acme', ...fewExamples);
    await says(progress);
    child.kill('SIGINT');
    await says('Interrupted');
    child.kill('SIGINT');
    const { code, stderr } = await outcome;
    assert.equal(code, 5);
    assert.match(
      stderr,
      /^Stopped at once\. `nfvi-conformance janitor` removes what this run left\.$/m,
    );
    const [run = ''] = place.runs();
    assert.equal(existsSync(join(run, 'conformance.json')), false);
    const left = readLedger(join(run, ledgerName));
    assert.ok(left.length > 0);
    // What was under way is done by the cloud all the same.
    await delay(100);
    const janitor = await place.call('janitor', '--cloud', 'acme');
    assert.equal(janitor.code, 0, janitor.stdout);
    assert.deepEqual(await things(), before);
  });

  test('kill -9: the janitor removes what the run left, and nothing else', async (t) => {
    const place = workplace(t);
    const { url, things, ask } = await cloud(t, { wrap: slow(15) });
    describeCloud(place, url);
    const { child, outcome, says } = place.start('run', '--cloud', 'acme', ...fewExamples);
    await says(progress);
    child.kill('SIGKILL');
    assert.equal((await outcome).code, null);
    await delay(100);
    const [run = ''] = place.runs();
    const id = run.split('/').at(-1) ?? '';
    const left = (await things()).filter((thing) => thing.includes(`cft-${id}-`));
    assert.ok(left.length > 2, 'the run has left something');

    // Others have things of names that begin alike.
    const foreign = [`cft-${id}-1000`, `cft-${id}-1-of-ours`, 'cft-999999-9999-abcd-1'];
    for (const name of foreign) {
      const flavor = { name, vcpus: 1, ram: 64, disk: 1 };
      assert.equal((await ask('POST', '/compute/v2.1/flavors', { flavor })).status, 200);
      assert.equal((await ask('POST', '/identity/v3/users', { user: { name } })).status, 201);
    }
    const mine = left.sort();
    const all = await things();
    const others = all.filter((thing) => !mine.includes(thing));

    const messages = join(run, 'messages.ndjson');
    const ledger = join(run, ledgerName);
    const text = readFileSync(ledger, 'utf8');
    const report = await place.call('report', run);
    assert.equal(report.code, 5, report.stdout + report.stderr);
    const { verdict, run: facts, scenarios } = place.conformance(run);
    assert.deepEqual([verdict, facts.interrupted, facts.finished], ['incomplete', true, null]);
    assert.match(
      scenarios.find(({ id: of }) => of === 'run/interrupted')?.reason ?? '',
      /the messages end before the end of the run/,
    );
    assert.doesNotMatch(readFileSync(messages, 'utf8'), /run-end/);

    const dry = await place.call('janitor', '--cloud', 'acme', '--dry-run');
    assert.equal(dry.code, 0, dry.stderr);
    assert.match(dry.stdout, /^would remove identity\/domain cft-/m);
    assert.deepEqual(await things(), all);
    assert.equal(readFileSync(ledger, 'utf8'), text);

    const elsewhere = await cloud(t);
    const there = workplace(t);
    describeCloud(there, elsewhere.url);
    const other = await there.call(
      'janitor',
      '--cloud',
      'acme',
      '--reports',
      join(place.folder, 'reports'),
    );
    assert.equal(other.code, 0, other.stdout);
    assert.match(other.stdout, /^Nothing is left at http:/);
    assert.equal(readFileSync(ledger, 'utf8'), text);

    const janitor = await place.call('janitor', '--cloud', 'acme', '--run', id);
    assert.equal(janitor.code, 0, janitor.stdout);
    assert.match(janitor.stdout, /^gone {5}identity\/domain cft-/m);
    assert.deepEqual(await things(), others);
    const again = await place.call('janitor', '--cloud', 'acme');
    assert.equal(again.code, 0, again.stdout);
    assert.match(again.stdout, /^Nothing is left/);
    assert.deepEqual(await things(), others);
    assert.deepEqual(
      readdirSync(join(place.folder, 'reports')).filter((name) => name === 'latest'),
      [],
    );
  });

  test('a janitor that cannot remove something exits with 1; the next one can', async (t) => {
    const place = workplace(t);
    let handsOff = true;
    const { url, things } = await cloud(t, {
      wrap: (next) => async (request) => {
        await delay(15);
        const isDomain = new URL(request.url).pathname.includes('/domains/');
        if (!handsOff || request.method !== 'DELETE' || !isDomain) return next(request);
        const token = request.headers.get('x-auth-token') ?? '';
        const error = { code: 403, title: 'Forbidden', message: `hands off, ${token}` };
        return Response.json({ error }, { status: 403 });
      },
    });
    const before = await things();
    describeCloud(place, url);
    const { child, outcome, says } = place.start('run', '--cloud', 'acme', ...fewExamples);
    await says(progress);
    child.kill('SIGKILL');
    await outcome;
    await delay(100);
    const first = await place.call('janitor', '--cloud', 'acme');
    assert.equal(first.code, 1, first.stdout);
    assert.match(
      first.stdout,
      /^STILL THERE identity\/domain cft-.*: refused as forbidden \(403\): hands off, <redacted>$/m,
    );
    assert.equal((await things()).length, before.length + 1);
    handsOff = false;
    const second = await place.call('janitor', '--cloud', 'acme');
    assert.equal(second.code, 0, second.stdout);
    assert.match(
      second.stdout,
      /^gone {5}identity\/domain cft-[^\n]*\n$/,
      'it looks for nothing else',
    );
    assert.deepEqual(await things(), before);
  });
});

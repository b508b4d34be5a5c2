/** A run that is killed, and the janitor after it, on a real OpenStack. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Entry, openWorkplace, type Workplace } from './command-line.ts';
import { createIn, type Session, signIn, thingsNamed } from './session.ts';
import { zed } from './zed.ts';

describe('a killed run on a real OpenStack Zed', () => {
  let admin: Session;
  let at: Workplace;

  before(async () => {
    const { clouds } = await zed();
    admin = await signIn(clouds['openstack-admin']);
    at = openWorkplace(clouds);
  });
  after(() => {
    at.remove();
  });

  test('the janitor removes what a killed run has left, and nothing of similar name', async () => {
    const run = at.start(
      ...['run', '--target', at.target, '--reports', 'killed'],
      ...['--tags', '@clause:flavour/create or @clause:flavour/delete'],
    );
    const ended = new Promise((resolve) => run.once('close', resolve));
    // In mid-flight: a flavour was asked for, and whether it was made is not known yet.
    const id = await killWhen(run, join(at.folder, 'killed'), (entries) => {
      const flavours = entries.filter(({ resource }) => resource === 'compute/flavour');
      const last = entries.at(-1);
      return flavours.length > 6 && last === flavours.at(-1) && last?.id === undefined;
    });
    await ended;
    const prefix = `cft-${id}-`;
    const left = await thingsNamed(admin, prefix);
    assert.ok(left.length >= 3, `the kill came too late: ${left.join(', ')}`);

    const foreign = `${prefix}1000000`;
    const flavour = (await admin.ask('compute', '/flavors', 200, {
      method: 'POST',
      body: { flavor: { name: foreign, ram: 64, vcpus: 1, disk: 1 } },
    })) as { flavor: { id: string } };
    const user = await createIn(admin, 'user', { name: foreign });
    try {
      const janitor = ['janitor', '--target', at.target, '--reports', 'killed'];
      const dry = await at.run(...janitor, '--dry-run');
      assert.equal(dry.code, 0, dry.stderr);
      assert.match(dry.stdout, /^would remove compute\/flavour cft-/m);
      assert.equal((await thingsNamed(admin, prefix)).length, left.length + 2);

      const { code, stdout, stderr } = await at.run(...janitor);
      assert.equal(code, 0, stdout + stderr);
      assert.deepEqual(await thingsNamed(admin, prefix), [
        `flavors ${foreign}`,
        `users ${foreign}`,
      ]);

      const again = await at.run(...janitor);
      assert.equal(again.code, 0);
      assert.match(again.stdout, /Nothing is left/);
    } finally {
      await admin.ask('compute', `/flavors/${flavour.flavor.id}`, 202, { method: 'DELETE' });
      await admin.ask('identity', `/users/${user}`, 204, { method: 'DELETE' });
    }
  });
});

/** Kills (SIGKILL) once its ledger looks so; returns the run's id. */
async function killWhen(
  run: ReturnType<Workplace['start']>,
  reports: string,
  ready: (entries: readonly Entry[]) => boolean,
): Promise<string> {
  const deadline = Date.now() + 180_000;
  while (run.exitCode === null && Date.now() < deadline) {
    const [id] = existsSync(reports) ? readdirSync(reports) : [];
    const ledger = join(reports, id ?? '', 'ledger.ndjson');
    const lines = existsSync(ledger) ? readFileSync(ledger, 'utf8').split('\n') : [];
    // What follows the last line break is empty, or a line that is being written.
    if (id !== undefined && ready(lines.slice(0, -1).map((line) => JSON.parse(line) as Entry))) {
      run.kill('SIGKILL');
      return id;
    }
    await sleep(1);
  }
  run.kill('SIGKILL'); // or the test runner would wait for it
  throw new Error('the run has ended, or goes on, without a ledger that looks so');
}

/** What the doctor says of accelerators: each fault names the key to change. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { listen } from '../../simulator/listen.ts';
import { openTarget } from '../../src/cli/connect.ts';
import { diagnose } from '../../src/cli/doctor.ts';
import { simulatorTarget } from '../../src/target/simulator-target.ts';
import type { Target } from '../../src/target/target.ts';

/** A simulator on a socket, described as a cloud. */
async function onSocket(
  t: TestContext,
  change: (target: Target, url: string) => Partial<Target>,
): Promise<{ lines: readonly string[]; warnings: readonly string[] }> {
  const listening = await listen(createSimulator({ clock: 'real' }), { port: 0 });
  t.after(() => listening.close());
  const { enablerServices: _, hardware: __, policy: ___, ...described } = simulatorTarget;
  const target: Target = {
    ...described,
    kind: 'openstack',
    credentials: { ...simulatorTarget.credentials, authUrl: `${listening.url}/identity` },
    acceleration: { 'nf-vi': { url: `${listening.url}/acceleration/nf-vi` } },
  };
  const open = openTarget({ ...target, ...change(target, listening.url) });
  t.after(() => open.close());
  const lines: string[] = [];
  const { warnings } = await diagnose(open, (line) => lines.push(line));
  return { lines, warnings };
}

test('accelerators that answer, and the address of callbacks, are told', async (t) => {
  const { lines, warnings } = await onSocket(t, () => ({}));
  assert.deepEqual(warnings, []);
  assert.ok(lines.some((line) => /^compute-1 has \d+ accelerators$/.test(line)));
  assert.ok(lines.some((line) => /call back at http:\/\/127\.0\.0\.1:\d+$/.test(line)));
});

test('a token that is refused is a warning that names the key', async (t) => {
  const { warnings } = await onSocket(t, (_, url) => ({
    acceleration: { 'nf-vi': { url: `${url}/acceleration/nf-vi`, token: 'wrong-token' } },
  }));
  assert.match(warnings.join(), /acceleration\.nf-vi: .*UNAUTHENTICATED.*see url, token/);
});

test('something else at the address is a warning, not a crash', async (t) => {
  const { warnings } = await onSocket(t, (_, url) => ({
    acceleration: { 'nf-vi': { url: `${url}/identity/v3` } },
  }));
  assert.match(warnings.join(), /acceleration\.nf-vi: the accelerators cannot be managed/);
});

test('an address that only this machine reaches is a warning where the target is elsewhere', async (t) => {
  const { warnings } = await onSocket(t, () => ({
    acceleration: { 'nf-vi': { url: 'http://accelerators.invalid/nf-vi' } },
  }));
  assert.match(warnings.join(), /which only this machine reaches; see callbacks\.listen/);
});

test('an address on which nobody can listen ends it, and names the key', async (t) => {
  const callbacks = { listen: '192.0.2.1:0' };
  await assert.rejects(
    onSocket(t, () => ({ callbacks })),
    { name: 'ConfigurationError', message: /^callbacks\.listen: cannot listen at 192\.0\.2\.1:0/ },
  );
});

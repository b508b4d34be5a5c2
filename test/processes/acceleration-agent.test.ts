/** The example of an agent, in a process of its own, is a target like any other. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cloud, describeCloud } from '../cli/cloud.ts';
import { workplace, type Workplace } from '../cli/workplace.ts';

const agent = fileURLToPath(
  new URL('../../simulator/acceleration-agent-example.ts', import.meta.url),
);
const token = 'a-token-of-the-agent';

async function describeTarget(t: TestContext, attachments: string): Promise<Workplace> {
  const place = workplace(t);
  describeCloud(place, (await cloud(t)).url);
  place.write(
    'target.yaml',
    `target: example\nvim: { openstack: { cloud: acme } }\nparameters: { silence: 100ms }\n` +
      `acceleration:\n  vn-nf:\n${attachments}`,
  );
  return place;
}

/** Runs the examples; each passes, or is not applicable for want of what the accelerator does not have. */
async function judged(place: Workplace, tags: string) {
  const run = await place.call('run', '--target', 'target.yaml', '--tags', tags);
  const { requirements, scenarios } = place.conformance();
  const told = scenarios.map(({ id, verdict, reason }) => `${id}: ${verdict} ${String(reason)}`);
  const lacks = /: pass |: not-applicable the accelerator (?:has no such|does not offer) /;
  assert.deepEqual(
    told.filter((line) => !lacks.test(line)),
    [],
    run.stdout + run.stderr,
  );
  return {
    passed: told.filter((line) => line.includes(': pass ')),
    calls: requirements.filter(
      ({ table, scenarios: those }) => table === '6-3' && those.length > 0,
    ),
  };
}

describe('an agent of the kit', { concurrency: 2, timeout: 300_000 }, () => {
  test('over standard streams', async (t) => {
    const entry = `    - command: ${JSON.stringify([process.execPath, agent])}\n`;
    const place = await describeTarget(t, entry + entry);
    const ids = ['data-announced', 'data-isolated', 'config-atomic', 'release-reconnected'];
    const tags = ids.map((id) => `@id:acceleration-${id}`).join(' or ');
    const { passed } = await judged(place, tags);
    assert.equal(passed.length, ids.length);
  });

  test('over WebSocket, with a token', async (t) => {
    const child = spawn(process.execPath, [agent, '0'], {
      env: { AGENT_TOKEN: token },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.after(() => child.kill());
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const url = `${line.toString().trim()}/{attachTarget}`;
    const place = await describeTarget(t, `    - { url: '${url}', token: ${token} }\n`);
    const { passed, calls } = await judged(
      place,
      '@needs:acceleration and not @needs:acceleration-management',
    );
    assert.ok(passed.length > 80, String(passed.length));
    assert.deepEqual(
      calls
        .filter(({ verdict }) => verdict !== 'pass')
        .map(({ id, verdict }) => `${id} ${verdict}`),
      ['AccEventNotification not-applicable'],
    );
  });
});

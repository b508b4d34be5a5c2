/** Targets that call back over sockets: what comes is a verdict, right or wrong. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import type { Fetch } from '../../simulator/defects/defect.ts';
import { cloud } from '../cli/cloud.ts';
import { filesBelow, workplace } from '../cli/workplace.ts';

const targetOf = (url: string): string => `target: called-back
vim:
  openstack:
    auth_url: ${url}/identity/v3
    username: admin
    password: simulator
    project_name: admin
    user_domain_id: default
    project_domain_id: default
acceleration:
  nf-vi: { url: '${url}/acceleration/nf-vi' }
stimuli:
  acc-fault: { url: '${url}/acceleration/stimuli/acc-fault' }
  acc-fault-clear: { url: '${url}/acceleration/stimuli/acc-fault-clear' }
`;
const raised = ['--tags', '@id:acceleration-alarm-raised'] as const;

/** A run against a cloud whose notifications go out in some way. */
async function run(t: TestContext, send: Fetch, ...more: readonly string[]) {
  const place = workplace(t);
  const { url } = await cloud(t, { send });
  const file = place.write('target.yaml', targetOf(url));
  const outcome = await place.call('run', '--target', file, ...raised, ...more);
  return { place, outcome };
}

describe('callbacks', { concurrency: 3, timeout: 300_000 }, () => {
  test('a notification over a socket is heard, and its address is in no artefact', async (t) => {
    const told: string[] = [];
    const { place, outcome } = await run(t, (request) => {
      told.push(request.url);
      return fetch(request);
    });
    assert.equal(outcome.code, 0, outcome.stdout + outcome.stderr);
    // When it is raised, and when clean-up takes the fault away.
    assert.equal(told.length, 2);
    const secret = new URL(told[0] ?? '').pathname.slice(1);
    assert.ok(secret.length >= 32);
    for (const path of filesBelow(place.folder)) {
      assert.ok(!readFileSync(join(place.folder, path), 'utf8').includes(secret), path);
    }
    assert.deepEqual(place.conformance().leaks, []);
  });

  const wrong: Readonly<Record<string, { send: Fetch; says: RegExp }>> = {
    'that are no JSON': {
      send: ({ url }) => fetch(url, { method: 'POST', body: 'not json at all' }),
      says: /not json at all/,
    },
    'that are larger than anybody reads': {
      send: ({ url }) => fetch(url, { method: 'POST', body: 'x'.repeat(1_000_000) }),
      says: /a body of more than 65536 bytes/,
    },
    'by another method': { send: ({ url }) => fetch(url), says: /GET instead of POST/ },
  };
  for (const [what, { send, says }] of Object.entries(wrong)) {
    test(`notifications ${what} fail the example, and stand in its transcript`, async (t) => {
      const { place, outcome } = await run(t, send);
      assert.equal(outcome.code, 1, outcome.stdout + outcome.stderr);
      const [scenario] = place.conformance().scenarios;
      assert.equal(scenario?.verdict, 'fail');
      const [folder = ''] = place.runs();
      const transcript = filesBelow(folder).find((path) => path.startsWith('transcripts/'));
      const text = readFileSync(join(folder, transcript ?? ''), 'utf8');
      assert.ok(says.test(text), String(says));
    });
  }

  test('one address for several workers is refused before anything is asked', async (t) => {
    const place = workplace(t);
    const callbacks = "callbacks: { listen: '127.0.0.1:28999' }\n";
    const file = place.write('target.yaml', targetOf('http://127.0.0.1:9') + callbacks);
    const { code, stderr } = await place.call('run', '--target', file, '--parallel', '2');
    assert.equal(code, 2);
    assert.match(stderr, /--parallel 2: each worker is called back at a port of its own/);
  });
});

/**
 * A probe in a network of its own, where the servers are: unshare, nsenter and ip of Linux make it, without
 * being root where the system lets users have namespaces.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { cloud, describeCloud } from '../cli/cloud.ts';
import { program } from '../cli/command.ts';
import { workplace } from '../cli/workplace.ts';

test('servers that only tenants reach are asked from inside', { timeout: 120_000 }, async (t) => {
  const { url } = await cloud(t);
  const inside = spawn(
    'unshare',
    [
      ...['--net', '--user', '--map-root-user', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'],
      ...[process.execPath, program, 'simulator'],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  t.after(() => inside.kill());
  let [said, complaint] = ['', ''];
  inside.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  inside.stderr.on('data', (bytes: Buffer) => (complaint += bytes.toString()));
  while (!complaint.includes('listens at')) {
    assert.equal(inside.exitCode, null, `no network of its own could be made: ${complaint}`);
    await Promise.race([once(inside.stderr, 'data'), once(inside, 'exit')]);
  }
  const [, servers = ''] = said.split('# In a target file:\n');
  const text = servers
    .replaceAll(/^# /gm, '')
    .replace(/^stimuli:[^]*/m, '')
    .trimEnd();
  const probe = ['nsenter', '--net', '--user', '--preserve-credentials'];
  const command = [...probe, '-t', String(inside.pid), process.execPath, program, 'agent'];
  const verdicts = async (more: string): Promise<string[]> => {
    const place = workplace(t);
    describeCloud(place, url);
    place.write(
      'target.yaml',
      `target: acme\nvim: { openstack: { cloud: acme } }\n${text}\n${more}`,
    );
    const tags = '@id:time-synchronised or @id:names-whole';
    await place.call('run', '--target', 'target.yaml', '--tags', tags);
    return place.conformance().scenarios.map(({ id, verdict }) => `${id} ${verdict}`);
  };
  assert.deepEqual(await verdicts(''), [
    'names-whole inconclusive',
    'time-synchronised inconclusive',
  ]);
  assert.deepEqual(await verdicts(`  inside: { command: ${JSON.stringify(command)} }\n`), [
    'names-whole pass',
    'time-synchronised pass',
  ]);
});

/** The simulated host answers as the real one was recorded to. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createSimulator } from '../../../simulator/create-simulator.ts';

interface Recorded {
  readonly part: string;
  readonly args: readonly string[];
  readonly code: number;
  readonly stdout?: string;
  readonly stderr?: string;
}
const file = new URL('../../samples/hardware/virsh.jsonl', import.meta.url);
const recorded = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

const definition = (name: string, uuid = '7a3e0000-0000-4000-8000-0000000000b1', memory = '512') =>
  `<domain type='test'><name>${name}</name><uuid>${uuid}</uuid>
   <memory unit='MiB'>${memory}</memory><vcpu>2</vcpu><os><type arch='x86_64'>hvm</type></os></domain>`;

/** What was said, without what tells where the description was read. */
const words = (text: string): string =>
  text
    .replaceAll(/\/tmp\/[\w-]+\.xml|\/dev\/stdin/g, 'FILE')
    .replaceAll(/\s+/g, ' ')
    .trim();

test('the life of an execution environment', async () => {
  const { tool } = createSimulator();
  const life = recorded.filter(
    ({ part, args }) =>
      part === 'life of a domain' &&
      /^(?:define|start|suspend|resume|destroy)$/.test(args[0] ?? ''),
  );
  // What lay between the recorded ones and is not served: it was shut down, and started again.
  let state = 'shut off';
  const next: Readonly<Record<string, string>> = {
    start: 'running',
    suspend: 'paused',
    resume: 'running',
    destroy: 'shut off',
  };
  for (const { args, code, stdout = '', stderr = '' } of life) {
    const [command = ''] = args;
    if (code === 0 && command === 'start' && state !== 'shut off')
      await tool(['destroy', 'vm'], '');
    const given = command === 'define' ? ['define', '/dev/stdin'] : args;
    const seen = await tool(given, command === 'define' ? definition('vm') : '');
    assert.equal(seen.code, code, args.join(' '));
    const last = words(stderr).replace(/^.*error: /, '');
    assert.match(
      words(seen.stdout + seen.stderr),
      new RegExp(escaped(code === 0 ? words(stdout) : last)),
    );
    if (code === 0) state = next[command] ?? state;
    if (code === 0) assert.equal((await tool(['domstate', 'vm'], '')).stdout.trim(), state);
  }
});

test('what is wrong is complained of in the same words', async () => {
  const { tool } = createSimulator();
  const define = (text: string) => tool(['define', '/dev/stdin'], text);
  const complaint = (line: string): string => {
    const found = recorded.find(({ args }) => args.join(' ') === line);
    return words(found?.stderr ?? assert.fail(line)).replace(/^.*error: /, '');
  };
  await define(definition('vm'));
  const cases: readonly [Promise<{ code: number; stderr: string }>, string][] = [
    [
      define(definition('vm', '7a3e0000-0000-4000-8000-0000000000b2')),
      complaint('define /tmp/same-name.xml'),
    ],
    [define(definition('other')), complaint('define /tmp/same-uuid.xml')],
    [define(definition('')), complaint('define /tmp/noname.xml')],
    [tool(['start', 'nope'], ''), complaint('start nope')],
  ];
  for (const [asked, said] of cases) {
    const { code, stderr } = await asked;
    assert.equal(code, 1);
    assert.equal(words(stderr).replace(/^error: /, ''), said);
  }
  const wrong = [
    '',
    '<domain',
    '<volume/>',
    definition('x', 'y', '0'),
    definition('x', 'y', 'much'),
  ];
  for (const text of wrong) assert.equal((await define(text)).code, 1, text);
  assert.equal((await tool(['frobnicate'], '')).code, 1);
  assert.equal((await define(definition('vm'))).code, 0, 'defined again as it is');
});

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

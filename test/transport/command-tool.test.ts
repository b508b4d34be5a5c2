import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unreachable } from '../../src/failures.ts';
import { processTool, recordedTool } from '../../src/transport/command-tool.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { createRedactor } from '../../src/transport/redaction.ts';

const node = (code: string): readonly string[] => [process.execPath, '-e', code, '--'];

test('arguments and input go to the program, and what it says comes back with its exit status', async () => {
  const run = processTool(
    node(
      `process.stdin.on('data', (d) => process.stdout.write(d)).on('end', () => {
        process.stderr.write(process.argv.slice(1).join('|') + ' ' + process.env.LC_ALL);
        process.exitCode = 3;
      })`,
    ),
  );
  assert.deepEqual(await run(['define', '$(x) y'], '<ü/>'), {
    code: 3,
    stdout: '<ü/>',
    stderr: 'define|$(x) y C',
  });
});

test('a program that reads nothing and ends is no failure', async () => {
  const { code } = await processTool(node(''))(['x'], 'y'.repeat(1_000_000));
  assert.equal(code, 0);
});

test('what cannot be run, is killed or says too much is unreachable', async () => {
  await assert.rejects(processTool(['/nowhere/virsh'])([], ''), Unreachable);
  await assert.rejects(
    processTool(node("process.kill(process.pid, 'SIGKILL')"))([], ''),
    Unreachable,
  );
  await assert.rejects(
    processTool(node("setInterval(() => process.stdout.write('x'.repeat(65536)), 1)"))([], ''),
    /more than 1048576 bytes/,
  );
});

test('each run is in the transcript, without secrets', async () => {
  const log = createExchangeLog();
  const clock = { now: () => 0, sleep: () => Promise.resolve() };
  const redactor = createRedactor({ secrets: ['hush-hush'] });
  const command = ['virsh', '-c', 'test:///a b'];
  const record = { command, actor: 'VIM', log, redactor, clock };
  const answer = { code: 1, stdout: 'hush-hush', stderr: 'error' };
  await recordedTool({ ...record, run: () => Promise.resolve(answer) })(['list'], 'hush-hush');
  const failing = recordedTool({ ...record, run: () => Promise.reject(new Unreachable('gone')) });
  await assert.rejects(failing(['list'], ''), Unreachable);
  const [first, second] = log.exchanges;
  assert.equal(first?.curl, "virsh -c 'test:///a b' list");
  assert.equal(first.request.body, '<redacted>');
  assert.deepEqual(first.response, { status: 1, headers: {}, body: '<redacted>error' });
  assert.equal(second?.error, 'gone');
});

import assert from 'node:assert/strict';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { readMessageFile } from '../../src/verdict/message-file.ts';
import { openRunFolder } from '../../src/cli/run-folder.ts';

const now = new Date('2026-11-24T03:15:59Z');
const reports = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'run-folder-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return join(folder, 'a/b');
};

test('a run has a folder of its own, which others may not read, named by its time', (t) => {
  const root = reports(t);
  const folder = openRunFolder(root, now);
  assert.match(folder.id, /^261124-0315-[0-9a-f]{4}$/);
  assert.equal(folder.path, join(root, folder.id));
  assert.equal(statSync(folder.path).mode & 0o777, 0o700);
  assert.equal(statSync(join(folder.path, 'messages.ndjson')).mode & 0o777, 0o600);
});

test('each message is in the file as soon as it was written, one a line', (t) => {
  const folder = openRunFolder(reports(t), now);
  folder.write({ testRunFinished: { success: true, timestamp: { seconds: 1, nanos: 0 } } });
  folder.attach('text/plain', { a: 'line\nbreak' });
  const lines = readFileSync(join(folder.path, 'messages.ndjson'), 'utf8').split('\n');
  assert.equal(lines.length, 3);
  assert.deepEqual(
    lines.slice(0, 2).map((line) => JSON.parse(line) as unknown),
    [...readMessageFile(folder.messages)],
  );
  assert.equal(folder.failure, undefined);
});

test('latest points at the run that ended last, and a link that leads nowhere is replaced', (t) => {
  const root = reports(t);
  const first = openRunFolder(root, now);
  const second = openRunFolder(root, now);
  symlinkSync('nowhere', join(root, 'latest'));
  second.close();
  assert.equal(readlinkSync(join(root, 'latest')), second.id);
  first.close();
  assert.equal(readlinkSync(join(root, 'latest')), basename(first.path));
});

test('what is called latest and is no link stays', (t) => {
  const root = reports(t);
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'latest'), 'mine');
  openRunFolder(root, now).close();
  assert.ok(lstatSync(join(root, 'latest')).isFile());
});

test('a folder that cannot be made is refused by its flag', (t) => {
  const root = reports(t);
  mkdirSync(join(root, '..'), { recursive: true });
  writeFileSync(root, 'a file');
  assert.throws(() => openRunFolder(root, now), {
    name: 'ConfigurationError',
    message: /^--reports: cannot write .*\/b: /,
  });
});

test('where nothing can be made, it is refused, and not tried for ever', (t) => {
  if (!existsSync('/proc/self')) {
    t.skip('there is no /proc');
    return;
  }
  assert.throws(() => openRunFolder('/proc/nothing/deeper', now), {
    name: 'ConfigurationError',
    message: /^--reports: cannot write \/proc\/nothing\/deeper: ENOENT/,
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMonitoring } from '../../src/bindings/monitoring-access.ts';
import { NoStimulus } from '../../src/failures.ts';
import type { Sink } from '../../src/transport/sink.ts';
import { answer, stubHttp } from './stub-http.ts';

const failing = { 'host-fail': { url: 'https://vim.example/fail' } };
const recovering = { 'host-recover': { url: 'https://vim.example/recover' } };

test('no host is broken that nobody knows how to mend', async () => {
  const http = stubHttp(() => answer(200, {}));
  const options = { sink: {} as Sink, http, silence: 1000 };
  const broken = createMonitoring({ ...options, stimuli: failing });
  await assert.rejects(broken.failHost('compute-9'), (error: unknown) => {
    assert.ok(error instanceof NoStimulus);
    assert.match(error.message, /stimuli\.host-recover/);
    return true;
  });
  assert.equal(http.asked.length, 0);
  await createMonitoring({ ...options, stimuli: { ...failing, ...recovering } }).failHost(
    'compute-9',
  );
  assert.deepEqual(
    http.asked.map(({ url }) => url),
    ['https://vim.example/fail'],
  );
});

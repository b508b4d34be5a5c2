/** The probe itself: what it is told may be anything. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { longestProbeFrame, probeFrame } from '../../src/transport/probe-frames.ts';
import { createProbeServer } from '../../src/transport/probe-server.ts';

test('whatever the probe is told, it answers with one frame of its own, or with none', async () => {
  const said: string[] = [];
  const server = createProbeServer(
    (frame) => said.push(frame),
    () => false,
  );
  const call = (method: string, params: object): string =>
    JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const wrongs = [
    '',
    '[]',
    call('exec', {}),
    call('open', { socket: 1, over: 'udp', to: 'no port' }),
    call('open', { socket: 0, over: 'udp', to: '127.0.0.1:9' }),
    call('open', { socket: 1, over: 'raw', to: '127.0.0.1:9' }),
    call('send', { socket: 1, bytes: 'not base64' }),
    call('send', { socket: 1, bytes: 'A'.repeat(longestProbeFrame) }),
    call('close', { socket: 1, more: true }),
  ];
  for (const wrong of wrongs) server.receive(wrong);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      server.receive(text);
    }),
    { numRuns: 100 },
  );
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(said.length, wrongs.length + 100);
  for (const frame of said) assert.ok('error' in probeFrame.parse(JSON.parse(frame)), frame);
});

test('the probe opens no more sockets than it needs, and none twice', async () => {
  const said: { id: number; error?: { message: string } }[] = [];
  const server = createProbeServer(
    (frame) => said.push(JSON.parse(frame) as (typeof said)[number]),
    () => false,
  );
  const open = (id: number, socket: number): void => {
    const params = { socket, over: 'udp', to: '127.0.0.1:9' };
    server.receive(JSON.stringify({ jsonrpc: '2.0', id, method: 'open', params }));
  };
  open(0, 1);
  for (let n = 1; n <= 65; n += 1) open(n, n);
  while (said.length < 66) await new Promise((resolve) => setTimeout(resolve, 5));
  server.closed();
  const refused = said.flatMap(({ id, error }) =>
    error === undefined ? [] : [[id, error.message]],
  );
  assert.deepEqual(refused, [
    [1, 'there is a socket 1'],
    [65, 'there are 64 sockets already'],
  ]);
});

/** Lines that misbehave without being asked: each ends in a failure with its frame in the transcript. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { openWorkload } from '../../src/bindings/acceleration/workload.ts';
import { longestFrame, subprotocol } from '../../src/contract/acceleration/frames.ts';
import { realClock } from '../../src/transport/clock.ts';
import { commandLine } from '../../src/transport/command-line.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import type { OpenLine } from '../../src/transport/frame-line.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import { webSocketLine } from '../../src/transport/web-socket-line.ts';

async function workload(t: TestContext, open: OpenLine, timeoutMs = 5_000) {
  const log = createExchangeLog();
  const vnf = await openWorkload({
    open,
    log,
    redactor: createRedactor(),
    clock: realClock,
    us: 'VNF',
    calls: [],
    timeoutMs,
  });
  t.after(() => {
    vnf.close();
  });
  return { vnf, log };
}
const to = (url: string, timeoutMs = 5_000): OpenLine =>
  webSocketLine({ url, subprotocol, longestFrame, tls: {}, timeoutMs });

async function impolite(t: TestContext, greet: (socket: WebSocket) => void): Promise<string> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', greet);
  await once(server, 'listening');
  t.after(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  return `ws://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
}
const agent = (script: string): OpenLine =>
  commandLine([process.execPath, '-e', script], longestFrame);

async function eventually(is: () => boolean): Promise<void> {
  const end = Date.now() + 5_000;
  while (!is() && Date.now() < end) await sleep(5);
  assert.ok(is());
}

const unasked: Readonly<Record<string, readonly [string | Buffer, RegExp, string]>> = {
  'an answer to nothing': ['{"jsonrpc":"2.0","id":7,"result":{}}', /an answer to 7/, '"id":7'],
  'a call without an id': [
    '{"jsonrpc":"2.0","method":"AccEventNotification","params":{}}',
    /neither a call nor an answer/,
    'AccEventNotification',
  ],
  'an error without an id': [
    '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no"}}',
    /an answer to null/,
    '-32700',
  ],
  'a batch': ['[{"jsonrpc":"2.0","id":1,"result":{}}]', /neither/, '[{'],
  'bytes that are text': [Buffer.from('{"a":1}'), /a binary message/, '{"a":1}'],
  'bytes that are none': [Buffer.from([0xff, 0xfe]), /a binary message/, '<not text: 2 bytes'],
  'a JSON that is very deep': ['['.repeat(100_000), /neither/, '[[[['],
};

for (const [what, [frame, message, shown]] of Object.entries(unasked)) {
  test(`${what}, sent as soon as there is a connection`, async (t) => {
    const url = await impolite(t, (socket) => {
      socket.send(frame);
    });
    const { vnf, log } = await workload(t, to(url));
    await eventually(() => log.exchanges.length > 0);
    assert.throws(() => vnf.heard(), { name: 'Violation', message });
    assert.throws(() => {
      vnf.check();
    }, message);
    await assert.rejects(vnf.call('InitAcc', {}), { name: 'Violation' });
    const [{ request, error } = {}] = log.exchanges;
    assert.ok(request?.body?.includes(shown), request?.body?.slice(0, 200));
    assert.match(error ?? '', message);
  });
}

test('what follows a frame that is none is not listened to, and the line is closed', async (t) => {
  let closed = false;
  const url = await impolite(t, (socket) => {
    for (let n = 0; n < 1_000; n += 1) socket.send('{');
    socket.on('close', () => {
      closed = true;
    });
  });
  const { log } = await workload(t, to(url));
  await eventually(() => closed);
  assert.equal(log.exchanges.length, 1);
});

test('a command that floods with calls is listened to for so long', async (t) => {
  const { vnf, log } = await workload(
    t,
    agent(`let n = 0;
      const params = { regHandlerId: 'h' };
      const say = () => {
        for (let i = 0; i < 1000; i += 1) {
          n += 1;
          console.log(JSON.stringify({
            jsonrpc: '2.0', id: n, method: 'AccDataAvailableEventNotification', params }));
        }
        setImmediate(say);
      };
      say();`),
  );
  await assert.rejects(vnf.call('InitAcc', {}), { message: /more than 10000 calls/ });
  const { length } = log.exchanges;
  await sleep(50);
  assert.equal(log.exchanges.length, length);
});

test('a line without an end is cut, and its beginning is in the transcript', async (t) => {
  const { vnf, log } = await workload(
    t,
    agent(`const block = 'x'.repeat(1024 * 1024);
      const say = () => process.stdout.write(block, say);
      say();`),
  );
  await assert.rejects(vnf.call('InitAcc', {}), {
    name: 'Violation',
    message: /a line of more than \d+ characters/,
  });
  assert.match(log.exchanges[0]?.request.body ?? '', /^xxx[^]*<cut here: \d+ bytes in full/);
});

test('a handshake that never ends, and a connection on which nobody is any more', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  server.on('connection', (socket) => {
    t.after(() => socket.destroy());
  });
  const { port } = server.address() as AddressInfo;
  await assert.rejects(workload(t, to(`ws://127.0.0.1:${String(port)}/`, 200)), {
    name: 'Unreachable',
  });
  const { vnf } = await workload(t, to(await impolite(t, () => undefined)), 200);
  assert.deepEqual(vnf.heard(), []);
  await assert.rejects(vnf.alive(), { name: 'Unreachable', message: /no answer within 0.2 s/ });
});

test('a socket that is closed in mid-call fails that call and the next', async (t) => {
  const url = await impolite(t, (socket) => {
    socket.on('message', () => {
      socket.terminate();
    });
  });
  const { vnf, log } = await workload(t, to(url));
  await assert.rejects(vnf.call('InitAcc', {}), { name: 'Unreachable', message: /was closed/ });
  await assert.rejects(vnf.call('InitAcc', {}), { name: 'Unreachable' });
  assert.match(log.exchanges[0]?.error ?? '', /was closed/);
});

test('a command that dies while a child of it keeps its streams open', async (t) => {
  const { vnf } = await workload(
    t,
    commandLine(['/bin/sh', '-c', 'sleep 20 & echo gone >&2; exit 4'], longestFrame),
  );
  const started = Date.now();
  await assert.rejects(vnf.call('InitAcc', {}), { message: /exit code 4\): gone/ });
  assert.ok(Date.now() - started < 4_000);
});

test('a command that does not end when it is told to is ended', async (t) => {
  const script = `process.on('SIGTERM', () => 1); console.error(process.pid); setInterval(() => 1, 1e6)`;
  const spoken = `console.log('{"jsonrpc":"2.0","id":"' + process.pid + '","result":{}}')`;
  const { log } = await workload(t, agent(`${script}; ${spoken}`));
  await eventually(() => log.exchanges.length > 0);
  const pid = Number(/"id":"(\d+)"/.exec(log.exchanges[0]?.request.body ?? '')?.[1]);
  assert.ok(pid > 0);
  await eventually(() => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  });
});

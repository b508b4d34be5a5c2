/** Frames to a workload's accelerator: over WebSocket, over a command, and when they are wrong. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { type WebSocket, WebSocketServer } from 'ws';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { listen } from '../../simulator/listen.ts';
import { itemOf, openWorkload, type Workload } from '../../src/bindings/acceleration/workload.ts';
import { longestFrame, subprotocol } from '../../src/contract/acceleration/frames.ts';
import { realClock } from '../../src/transport/clock.ts';
import { commandLine } from '../../src/transport/command-line.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import type { OpenLine } from '../../src/transport/frame-line.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import { webSocketLine } from '../../src/transport/web-socket-line.ts';

const ends: (() => unknown)[] = [];
after(async () => {
  for (const end of ends) await end();
});

const log = createExchangeLog();
async function workload(open: OpenLine, timeoutMs = 5_000): Promise<Workload> {
  const redactor = createRedactor();
  const opened = await openWorkload({
    open,
    log,
    redactor,
    clock: realClock,
    us: 'VNF',
    calls: [],
    timeoutMs,
  });
  ends.push(() => {
    opened.close();
  });
  return opened;
}
const to = (url: string): OpenLine =>
  webSocketLine({ url, subprotocol, longestFrame, tls: {}, timeoutMs: 5_000 });

/** The simulator on a socket. */
async function simulated(): Promise<string> {
  const listening = await listen(createSimulator({ clock: 'real' }), { port: 0 });
  ends.push(() => listening.close());
  return listening.url.replace('http', 'ws');
}

/** Something on a socket that does with each call what it is told to. */
async function impolite(react: (socket: WebSocket, frame: string) => void): Promise<string> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      react(socket, (data as Buffer).toString());
    });
  });
  await once(server, 'listening');
  ends.push(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  return `ws://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
}

test('calls go both ways over WebSocket, and each is in the transcript', async () => {
  const base = await simulated();
  const vnf = await workload(to(`${base}/acceleration/vn-nf/workload-1`));
  log.begin();
  await vnf.call('InitAcc', {});
  const channel = { accChannel: 'crypto-0/0' };
  await vnf.call('RegisterForAccDataAvailableEvent', { regHandlerId: 'h', ...channel });
  await vnf.call('AccSendData', { accData: itemOf('ping'), ...channel });
  const started = Date.now();
  while (vnf.heard().length === 0 && Date.now() - started < 2_000) await realClock.sleep(1);
  assert.deepEqual(vnf.heard(), [{ call: 'AccDataAvailableEventNotification', handler: 'h' }]);
  const methods = log.exchanges.map(({ actor, request }) => `${actor} ${request.method}`);
  assert.deepEqual(methods, [
    'VNF InitAcc',
    'VNF RegisterForAccDataAvailableEvent',
    'VNF AccSendData',
    'NFVI AccDataAvailableEventNotification',
  ]);
  const [, , sent] = log.exchanges;
  assert.match(sent?.curl ?? '', /^printf '%s\\n' '.*AccSendData.*' \| websocat/);
});

test('an item of a MiB goes there and back', async () => {
  const vnf = await workload(to(`${await simulated()}/acceleration/vn-nf/workload-2`));
  await vnf.call('InitAcc', {});
  const accData = itemOf(Buffer.alloc(1024 * 1024, 'x'));
  const answer = await vnf.call('AccData', { accData, accChannel: 'crypto-0/0' });
  assert.equal(answer.accData.payload, accData.payload);
});

test('an address where nothing is, and a port where nobody listens', async () => {
  await assert.rejects(workload(to(`${await simulated()}/acceleration/vn-nf/nobody`)), {
    name: 'Violation',
    message: /status 404/,
  });
  await assert.rejects(workload(to('ws://127.0.0.1:1/')), {
    name: 'Unreachable',
    message: /the connection was refused/,
  });
});

/** What the other side does when it is called, what becomes of the call, and what is told. */
const misbehaviour: Readonly<
  Record<string, readonly [(socket: WebSocket, frame: string) => void, string, RegExp]>
> = {
  'no JSON': [
    (socket) => {
      socket.send('{');
    },
    'Violation',
    /neither a call nor an answer/,
  ],
  'a batch': [
    (socket) => {
      socket.send('[]');
    },
    'Violation',
    /neither a call nor an answer/,
  ],
  'no id': [
    (socket) => {
      socket.send('{"jsonrpc":"2.0","result":{}}');
    },
    'Violation',
    /neither/,
  ],
  'another id': [
    (socket) => {
      socket.send('{"jsonrpc":"2.0","id":99,"result":{}}');
    },
    'Violation',
    /an answer to 99, which was not asked/,
  ],
  'both result and error': [
    (socket) => {
      socket.send('{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":""}}');
    },
    'Violation',
    /neither/,
  ],
  'a binary message': [
    (socket) => {
      socket.send(Buffer.from('{}'));
    },
    'Violation',
    /binary/,
  ],
  'a huge frame': [
    (socket) => {
      socket.send('x'.repeat(longestFrame + 1));
    },
    'Violation',
    /Max payload size exceeded/,
  ],
  'an unknown code': [
    (socket) => {
      socket.send('{"jsonrpc":"2.0","id":1,"error":{"code":7,"message":"no"}}');
    },
    'Violation',
    /code 7: no/,
  ],
  'a result of another form': [
    (socket) => {
      socket.send('{"jsonrpc":"2.0","id":1,"result":{"accCapabilities":1}}');
    },
    'Violation',
    /the response of InitAcc/,
  ],
  'the end of the connection': [
    (socket) => {
      socket.close();
    },
    'Unreachable',
    /was closed/,
  ],
  silence: [() => undefined, 'Unreachable', /no answer within 0.3 s/],
};

for (const [what, [react, name, message]] of Object.entries(misbehaviour)) {
  test(`${what} in the place of an answer`, async () => {
    const vnf = await workload(to(await impolite(react)), 300);
    log.begin();
    await assert.rejects(vnf.call('InitAcc', {}), { name, message });
    assert.ok(log.exchanges.length > 0);
  });
}

test('a call that the infrastructure may not make fails what is looked at next', async () => {
  const url = await impolite((socket, frame) => {
    if (!frame.includes('InitAcc')) return;
    socket.send('{"jsonrpc":"2.0","id":"a","method":"InitAcc","params":{}}');
    socket.send('{"jsonrpc":"2.0","id":1,"result":{"accCapabilities":[]}}');
  });
  const vnf = await workload(to(url));
  await vnf.call('InitAcc', {});
  assert.throws(() => vnf.heard(), { name: 'Violation', message: /InitAcc/ });
});

const agent = (script: string): OpenLine =>
  commandLine([process.execPath, '-e', script], longestFrame);

test('calls go over the standard streams of a command, a line a frame', async () => {
  const vnf = await workload(
    agent(`require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const { id } = JSON.parse(line);
      console.log(JSON.stringify({ jsonrpc: '2.0', id, result: { accCapabilities: [] } }));
    })`),
  );
  assert.deepEqual(await vnf.call('InitAcc', {}), { accCapabilities: [] });
});

test('a command that ends, and one that cannot be started', async () => {
  const vnf = await workload(agent('console.error("no device"); process.exit(3)'));
  await assert.rejects(vnf.call('InitAcc', {}), {
    name: 'Unreachable',
    message: /exit code 3\): no device/,
  });
  await assert.rejects(workload(commandLine(['/no/such/program'], 10)), { name: 'Unreachable' });
});

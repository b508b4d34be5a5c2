/** The agent kit: what it takes off a vendor's hands, and what it does with what others send. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { WebSocket } from 'ws';
import {
  type AgentOptions,
  type Calls,
  serveOnWebSocket,
  type Tell,
  type WebSocketOptions,
} from '../../../simulator/acceleration-agent.ts';
import { AgentConnection } from '../../../simulator/agent/connection.ts';
import { Notifications } from '../../../simulator/agent/notifications.ts';
import { takeStreams } from '../../../simulator/agent/streams.ts';
import { createVirtualClock } from '../../../simulator/kernel/clock.ts';
import { longestFrame, subprotocol } from '../../../src/contract/acceleration/frames.ts';

interface Frame {
  readonly id?: unknown;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

const capable = () => ({ accCapabilities: [{ subSystem: 'a', attributes: {} }] });
const item = { payload: 'cGluZw==' };
const channel = { accChannel: 'a/0' };

/** A session on a line in this process, and what came of it. */
function connected(make: (tell: Tell) => Calls) {
  const frames: Frame[] = [];
  const failures: unknown[] = [];
  let [ended, closed] = [0, false];
  const clock = createVirtualClock();
  const line = {
    send: (frame: string) => void frames.push(JSON.parse(frame) as Frame),
    close: () => {
      closed = true;
    },
  };
  const notifications = new Notifications(line, clock);
  const connection = new AgentConnection({
    line,
    notifications,
    session: {
      calls: { InitAcc: capable, ...make(notifications.tell) },
      ended: () => (ended += 1),
    },
    failed: (error) => failures.push(error),
  });
  let id = 0;
  const ask = (method: string, params: object = {}): void => {
    id += 1;
    connection.receive(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
  };
  return { frames, failures, clock, connection, ask, ended: () => ended, closed: () => closed };
}
const words = (frames: readonly Frame[]): string[] =>
  frames.map(({ id, method, error }) => error?.message.split(':')[0] ?? method ?? String(id));

test('no other call gets through before InitAcc and after ReleaseAcc', () => {
  let called = 0;
  const { ask, frames } = connected(() => ({
    ReleaseAcc: () => ({}),
    GetAccConfigs: () => {
      called += 1;
      return { accConfigs: [] };
    },
  }));
  for (const method of ['GetAccConfigs', 'InitAcc', 'GetAccConfigs', 'ReleaseAcc', 'GetAccConfigs'])
    ask(method);
  assert.deepEqual(words(frames), ['NOT_INITIALISED', '2', '3', '4', 'NOT_INITIALISED']);
  assert.equal(called, 1);
});

test('an initialisation that finds nothing changes nothing', () => {
  const { ask, frames } = connected(() => ({
    InitAcc: ({ accFilter }) => (accFilter === undefined ? capable() : { accCapabilities: [] }),
    ReleaseAcc: () => ({}),
  }));
  ask('InitAcc', { accFilter: 'x' });
  ask('ReleaseAcc');
  ask('InitAcc');
  ask('InitAcc', { accFilter: 'x' });
  ask('ReleaseAcc');
  assert.deepEqual(words(frames), ['1', 'NOT_INITIALISED', '3', '4', '5']);
});

test('what is not offered is refused, and a failure of the session is no refusal', () => {
  const { ask, frames, failures } = connected(() => ({
    ReleaseAcc: () => {
      throw new Error('the device has a secret');
    },
  }));
  ask('InitAcc');
  ask('GetAccConfigs');
  ask('ReleaseAcc');
  assert.deepEqual(words(frames), ['1', 'NO_SUCH_CALL', 'INTERNAL_ERROR']);
  assert.equal(frames[2]?.error?.code, -32603);
  assert.match(String(failures), /the device has a secret/);
});

test('calls are worked on one after another, and are told of after their answer', async () => {
  const finish: (() => void)[] = [];
  const order: string[] = [];
  const { ask, frames, connection } = connected((tell) => ({
    AccSendData: ({ accData: { payload } }) => {
      order.push(payload);
      tell('AccDataAvailableEventNotification', { regHandlerId: payload });
      return new Promise((resolve) => {
        finish.push(() => {
          resolve({});
        });
      });
    },
  }));
  ask('InitAcc');
  ask('AccSendData', { accData: item, ...channel });
  ask('AccSendData', { accData: { payload: '' }, ...channel });
  assert.deepEqual(order, [item.payload]);
  // What comes meanwhile and is no call need not wait.
  connection.receive('{');
  assert.deepEqual(words(frames), ['1', 'NOT_JSON']);
  finish[0]?.();
  await new Promise(setImmediate);
  assert.deepEqual(words(frames.slice(2)), ['2', 'AccDataAvailableEventNotification']);
  assert.deepEqual(order, [item.payload, '']);
});

test('who floods an agent that works is cut off', () => {
  const { ask, ended, closed } = connected(() => ({ AccSendData: () => new Promise(() => 1) }));
  ask('InitAcc');
  for (let n = 0; n < 1_001; n += 1) ask('AccSendData', { accData: item, ...channel });
  assert.ok(!closed());
  ask('AccSendData', { accData: item, ...channel });
  assert.ok(closed());
  assert.equal(ended(), 1);
});

test('many notifications need one timer, and none once they are acknowledged', () => {
  const { ask, frames, clock, connection } = connected((tell) => ({
    ReleaseAcc: () => {
      for (const regHandlerId of ['a', 'b', 'c']) {
        tell('AccDataAvailableEventNotification', { regHandlerId });
      }
      return {};
    },
  }));
  ask('InitAcc');
  ask('ReleaseAcc');
  assert.equal(clock.capture().timers.length, 1);
  connection.receive('{"jsonrpc":"2.0","id":"nfvi-1","result":{}}');
  connection.receive('{"jsonrpc":"2.0","id":"nfvi-3","error":{"code":1,"message":"no"}}');
  clock.advance(1_000);
  assert.deepEqual(
    frames.slice(5).map(({ id }) => id),
    ['nfvi-2'],
  );
  connection.receive('{"jsonrpc":"2.0","id":"nfvi-2","result":{}}');
  clock.advance(1_000);
  assert.equal(clock.capture().timers.length, 0);
  assert.equal(frames.length, 6);
});

const attach: AgentOptions['attach'] = (_tell, attachTarget) =>
  attachTarget === 'nobody' ? undefined : { calls: { InitAcc: capable } };

async function served(t: TestContext, options: Partial<WebSocketOptions> = {}) {
  const listening = await serveOnWebSocket({ attach, port: 0, ...options });
  t.after(() => listening.close());
  return listening.url;
}
async function statusOf(url: string, authorization?: string): Promise<string> {
  const headers = authorization === undefined ? {} : { authorization };
  const socket = new WebSocket(url, [subprotocol], { headers });
  const said = await Promise.race([once(socket, 'open').then(() => 'open'), once(socket, 'error')]);
  socket.terminate();
  return String(said);
}

test('a token is asked for; addresses may be nonsense', async (t) => {
  const url = await served(t, { token: 'secret' });
  assert.match(await statusOf(`${url}/a`), /401/);
  assert.match(await statusOf(`${url}/a`, 'Bearer secret2'), /401/);
  assert.equal(await statusOf(`${url}/a`, 'Bearer secret'), 'open');
  assert.match(await statusOf(`${url}/nobody`, 'Bearer secret'), /404/);
  assert.equal(await statusOf(`${url}/%`, 'Bearer secret'), 'open');
});

test('others than this machine connect with a token only', async () => {
  await assert.rejects(
    serveOnWebSocket({ attach, port: 0, address: '0.0.0.0' }),
    /a token is needed where others can connect: 0\.0\.0\.0/,
  );
});

test('standard streams: a line is a frame, however it is cut; one that is too long ends it', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const received: string[] = [];
  let closed = false;
  const done = takeStreams(
    (_path, line) => ({
      receive: (frame) => {
        received.push(frame);
        line.send('answer');
      },
      closed: () => {
        closed = true;
      },
    }),
    input,
    output,
  );
  input.write('{"a":1}\n\n{"b"');
  input.write(':2}\n');
  await new Promise(setImmediate);
  assert.deepEqual(received, ['{"a":1}', '{"b":2}']);
  assert.equal(String(output.read()), 'answer\nanswer\n');
  for (let sent = 0; sent <= longestFrame; sent += 1024 * 1024)
    input.write(Buffer.alloc(1024 * 1024, 'x'));
  await done;
  assert.ok(closed);
});

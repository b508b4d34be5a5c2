/** A simulator that is a process of its own tells its subscribers, over sockets. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test, type TestContext } from 'node:test';
import { signIn } from '../simulator/signed-in.ts';
import { workplace } from './workplace.ts';

interface Received {
  readonly url: string;
  readonly type: string;
  readonly body: { readonly SubscriptionId: string };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8') as AsyncIterable<string>) text += part;
  return text;
}

/** Takes what is sent to it; what goes to `/elsewhere` is sent on, which nobody should follow. */
async function sink(t: TestContext) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      const { url = '', headers } = request;
      const body = JSON.parse(text) as Received['body'];
      received.push({ url, type: headers['content-type'] ?? '', body });
      if (url === '/elsewhere') response.writeHead(307, { location: '/followed' });
      else response.writeHead(204);
      response.end();
      server.emit('received');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const until = async (count: number): Promise<void> => {
    while (received.length < count) await once(server, 'received');
  };
  return { url: `http://127.0.0.1:${String(port)}`, received, until };
}

/** Starts a simulator and signs its administrator in. */
async function simulatorOf(t: TestContext) {
  const { child, outcome, says } = workplace(t).start('simulator');
  let printed = '';
  child.stderr?.on('data', (text: string) => (printed += text));
  t.after(async () => {
    child.kill('SIGTERM');
    await outcome;
  });
  await says(/Ctrl-C ends it/);
  const origin = /http:\/\/[\d.:]+/.exec(printed)?.[0] ?? '';
  const { token } = await signIn({ fetch: (request) => fetch(request) }, 'admin', origin);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${origin}/acceleration${path}`, {
      headers,
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok, text);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
  return ask;
}

describe('notifications', { timeout: 60_000 }, () => {
  test('an alarm reaches those who subscribed at once; no redirection is followed', async (t) => {
    const { url, received, until } = await sink(t);
    const ask = await simulatorOf(t);
    const subscribe = async (path: string) =>
      (
        (await ask('/nf-vi/hosts/compute-1/subscriptions', { callbackUri: url + path })) as {
          SubscriptionId: string;
        }
      ).SubscriptionId;
    const ids = [await subscribe('/here'), await subscribe('/elsewhere')];
    const { accQueryResult } = (await ask('/nf-vi/hosts/compute-1/resources')) as {
      accQueryResult: readonly { readonly accResourceId: string }[];
    };
    const accResourceId = accQueryResult[0]?.accResourceId;
    const fault = async (probableCause: string) => {
      await ask('/stimuli/acc-fault', { accResourceId, probableCause });
    };
    await fault('first');
    await until(2);
    await fault('second');
    await until(3);
    assert.deepEqual(
      received.map(({ url: at, type, body }) => [at, type, body.SubscriptionId]).sort(),
      [
        ['/elsewhere', 'application/json', ids[1]],
        ['/here', 'application/json', ids[0]],
        ['/here', 'application/json', ids[0]],
      ],
    );
  });
});

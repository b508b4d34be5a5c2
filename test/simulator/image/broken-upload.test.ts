/** An upload whose connection breaks off, over a real socket: only there can it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSimulator } from '../../../simulator/create-simulator.ts';
import { listen } from '../../../simulator/listen.ts';
import { image } from '../../../src/contract/image/image.ts';
import { signIn } from '../signed-in.ts';

const ways = {
  'of a length that was told': ['Content-Length: 1000000', 'half'],
  'in pieces': ['Transfer-Encoding: chunked', '4\r\nhalf\r\n'],
} as const;

for (const [way, [header, body]] of Object.entries(ways)) {
  test(`an upload ${way} that breaks off leaves the image queued`, async (t) => {
    const simulator = createSimulator({ clock: 'real' });
    const listening = await listen(simulator, { port: 0 });
    t.after(() => listening.close());
    const { token } = await signIn(simulator, 'demo');
    const ask = async (method: string, path: string, json?: object) => {
      const answer = await fetch(`${listening.url}/image/v2/images${path}`, {
        method,
        headers: { 'x-auth-token': token, 'content-type': 'application/json' },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      });
      return image.parse(await answer.json());
    };
    const { id } = await ask('POST', '', { disk_format: 'raw', container_format: 'bare' });
    const statusBecomes = async (status: string) => {
      for (let tries = 0; (await ask('GET', `/${id}`)).status !== status; tries += 1) {
        assert.ok(tries < 100, `the image never becomes ${status}`);
        await sleep(20);
      }
    };

    const { hostname, port } = new URL(listening.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const head = [
      `PUT /image/v2/images/${id}/file HTTP/1.1`,
      `Host: ${hostname}`,
      `X-Auth-Token: ${token}`,
      'Content-Type: application/octet-stream',
      header,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    await statusBecomes('saving');
    socket.destroy();
    await statusBecomes('queued');
    assert.equal((await ask('GET', `/${id}`)).size, null);
  });
}

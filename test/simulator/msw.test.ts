import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setupServer } from 'msw/node';
import * as undici from 'undici';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { simulatorHandlers } from '../../simulator/msw.ts';
import { signIn } from './signed-in.ts';

const origin = 'https://cloud.test';

/** What undici's `install()` replaces. */
const installed = [
  ...(['fetch', 'Headers', 'Response', 'Request', 'FormData', 'WebSocket'] as const),
  ...(['CloseEvent', 'ErrorEvent', 'MessageEvent', 'EventSource'] as const),
];

/** What a client does, with whatever fetch is the global one. */
async function listFlavours(): Promise<void> {
  const cloud = setupServer(...simulatorHandlers(createSimulator(), origin));
  cloud.listen({ onUnhandledFrame: 'error' });
  try {
    const refused = await fetch(`${origin}/compute/v2.1/flavors`);
    assert.equal(refused.status, 401);
    assert.match(refused.headers.get('www-authenticate') ?? '', /uri="https:\/\/cloud\.test\//);
    const { token } = await signIn({ fetch: (asked) => fetch(asked) }, 'admin', origin);
    const headers = { 'x-auth-token': token, 'content-type': 'application/json' };
    const created = await fetch(`${origin}/compute/v2.1/flavors`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ flavor: { name: 'x', id: 'x', ram: 1, vcpus: 1, disk: 1 } }),
    });
    assert.equal(created.status, 200);
    const answer = await fetch(`${origin}/compute/v2.1/flavors`, { headers });
    const { flavors } = (await answer.json()) as { flavors: { links: { href: string }[] }[] };
    assert.equal(flavors.at(-1)?.links[0]?.href, `${origin}/compute/v2.1/flavors/x`);
  } finally {
    cloud.close();
  }
}

test('a whole cloud stands behind the global fetch', listFlavours);

test('and behind npm’s undici once it is installed as the global fetch', async () => {
  const own = installed.map((name) => [name, Reflect.get(globalThis, name) as unknown] as const);
  undici.install();
  try {
    assert.equal(globalThis.fetch, undici.fetch);
    await listFlavours();
  } finally {
    Object.assign(globalThis, Object.fromEntries(own));
  }
});

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { test, type TestContext } from 'node:test';
import { client, get, httpServer } from './loopback.ts';

/** A client made while the environment names this proxy. */
function behind(t: TestContext, proxy: string) {
  const before = process.env['http_proxy'];
  process.env['http_proxy'] = proxy;
  try {
    return client(t);
  } finally {
    if (before === undefined) delete process.env['http_proxy'];
    else process.env['http_proxy'] = before;
  }
}

test('requests go through the proxy that the environment names, but not those to this machine', async (t) => {
  const origin = await httpServer(t, (request, response) => response.end(`"${request.url ?? ''}"`));
  const seen: string[] = [];
  const port = Number(new URL(origin).port);
  // Either way of asking a proxy: a tunnel, or the address in full.
  const proxy = createServer((request, response) => {
    seen.push(request.url ?? '');
    response.end(`"${new URL(request.url ?? '').pathname}"`);
  }).on('connect', (request, socket) => {
    seen.push(request.url ?? '');
    const through = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const address = proxy.address();
  assert.ok(typeof address === 'object' && address !== null);
  const { http } = behind(t, `http://127.0.0.1:${String(address.port)}`);
  assert.equal((await http.send(get('http://cloud.invalid/a'))).json(), '/a');
  assert.equal(seen.length, 1);
  assert.match(seen[0] ?? '', /cloud\.invalid/);
  assert.equal((await http.send(get(`${origin}/b`))).json(), '/b');
  assert.equal(seen.length, 1);
});

test('a proxy that is not there makes the target unreachable', async (t) => {
  const { http } = behind(t, 'http://127.0.0.1:1');
  await assert.rejects(http.send(get('http://cloud.invalid/')), { name: 'Unreachable' });
});

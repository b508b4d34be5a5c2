import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Violation } from '../../src/failures.ts';
import { client, get, httpServer } from './loopback.ts';

test('a redirect to another host is refused, and nothing is sent there', async (t) => {
  let asked = 0;
  const elsewhere = await httpServer(t, (_request, response) => {
    asked += 1;
    response.end();
  });
  const origin = await httpServer(t, (_request, response) => {
    response.writeHead(302, { Location: `${elsewhere}/steal?token=secret` }).end();
  });
  const { http, log } = client(t);
  for (const method of ['GET', 'POST', 'DELETE'] as const) {
    const ask = { ...get(`${origin}/v3`), method, headers: { 'X-Auth-Token': 'abcdefghijklmnop' } };
    await assert.rejects(http.send(ask), (error: unknown) => {
      assert.ok(error instanceof Violation);
      assert.match(
        error.observed,
        /a redirect \(302\) to .*steal\?token=<redacted>; it was not followed/,
      );
      return true;
    });
  }
  assert.equal(asked, 0);
  assert.equal(log.exchanges.length, 3);
});

test('a redirect to another scheme or to credentials is another origin', async (t) => {
  const { http } = client(t, {
    fetch: (request) =>
      Promise.resolve(
        new Response(null, {
          status: 301,
          headers: { Location: decodeURIComponent(new URL(request.url).search.slice(1)) },
        }),
      ),
  });
  for (const location of [
    'https://sim.test/',
    'http://u:p@sim.test/',
    'http://[',
    '//other.test',
  ]) {
    const url = `http://sim.test/?${encodeURIComponent(location)}`;
    await assert.rejects(http.send(get(url)), Violation, location);
  }
});

test('a GET is redirected at most three times, each in the transcript', async (t) => {
  const origin = await httpServer(t, (request, response) => {
    const left = Number(request.url?.slice(1));
    if (left === 0) response.end('"there"');
    else response.writeHead(301, { Location: `/${String(left - 1)}` }).end();
  });
  const { http, log } = client(t);
  assert.equal((await http.send(get(`${origin}/3`))).json(), 'there');
  assert.equal(log.exchanges.length, 4);
  await assert.rejects(http.send(get(`${origin}/4`)), { message: /more than 3 redirects/ });
});

test('a DELETE that is redirected, and a list of versions, are answers', async (t) => {
  const { http } = client(t, {
    fetch: (request) =>
      Promise.resolve(
        new Response('{}', {
          status: request.method === 'GET' ? 300 : 302,
          headers: { Location: '/stacks/name/id' },
        }),
      ),
  });
  assert.equal(
    (await http.send({ ...get('http://sim.test/stacks/name'), method: 'DELETE' })).status,
    302,
  );
  assert.equal((await http.send(get('http://sim.test/'))).status, 300);
});

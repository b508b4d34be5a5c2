/** Whatever the network does to an answer ends in one of two classes and a sentence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Unreachable, Violation } from '../../src/failures.ts';
import { client, get, httpServer, rawServer } from './loopback.ts';

const complete = (body: string, type = 'application/json') =>
  `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${String(body.length)}\r\nConnection: close\r\n\r\n${body}`;

test('an answer is read in full and stands in the transcript', async (t) => {
  const origin = await httpServer(t, (_request, response) => {
    response.setHeader('X-OpenStack-Request-Id', 'req-1');
    response.setHeader('Set-Cookie', ['a=1', 'b=2']);
    response.end('{"a":1}');
  });
  const { http, log } = client(t);
  const answer = await http.send({
    ...get(`${origin}/v3/`),
    method: 'POST',
    json: { name: 'x' },
    headers: { 'X-Auth-Token': 'abcdefghijklmnopqrstuvwxyz' },
  });
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.json(), { a: 1 });
  assert.equal(answer.headers['x-openstack-request-id'], 'req-1');
  assert.equal(answer.exchange, log.last());
  assert.equal(log.exchanges.length, 1);
  const { n, actor, request, response, requestId } = answer.exchange;
  assert.deepEqual({ n, actor, requestId }, { n: 1, actor: 'VDC user', requestId: 'req-1' });
  assert.equal(request.body, '{"name":"x"}');
  assert.equal(request.headers['X-Auth-Token'], '<redacted>');
  assert.equal(response?.headers['set-cookie'], '<redacted>');
  log.begin();
  assert.deepEqual(log.exchanges, []);
});

const unreachable: Record<string, { bytes: string; end?: 'end' | 'reset' | 'hold'; says: RegExp }> =
  {
    'a connection that is closed without a word': { bytes: '', says: /closed before the answer/ },
    'a connection that is reset': { bytes: '', end: 'reset', says: /reset|closed before/ },
    'a body that is cut off': {
      bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a":',
      says: /status 200 had come/,
    },
    'a chunked body that is cut off': {
      bytes: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n',
      says: /status 200 had come/,
    },
    'headers that are cut off': { bytes: 'HTTP/1.1 200 OK\r\nContent-Le', says: /closed before/ },
    'nothing at all': { bytes: '', end: 'hold', says: /no complete answer within 0\.2 s/ },
    'a body that never ends': {
      bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{',
      end: 'hold',
      says: /no complete answer within 0\.2 s, after status 200 had come/,
    },
  };
for (const [what, { bytes, end, says }] of Object.entries(unreachable)) {
  test(`unreachable: ${what}`, async (t) => {
    const origin = await rawServer(t, bytes, end);
    const { http, log } = client(t, { timeoutMs: 200 });
    await assert.rejects(http.send(get(`${origin}/x`)), (error: unknown) => {
      assert.ok(error instanceof Unreachable, String(error));
      assert.match(error.message, says);
      assert.ok(error.message.startsWith(`GET ${origin}/x: `));
      assert.equal(log.last()?.error, error.message);
      return true;
    });
    assert.equal(log.exchanges.length, 1);
  });
}

test('unreachable: nothing listens, no such name', async (t) => {
  const { http } = client(t);
  const refused = http.send(get('http://127.0.0.1:1/'));
  await assert.rejects(refused, { name: 'Unreachable', message: /refused.*ECONNREFUSED/s });
  const unknown = http.send(get('http://nobody.invalid/'));
  await assert.rejects(unknown, { name: 'Unreachable', message: /nobody\.invalid.*host name/s });
});

const violations: Record<string, { bytes: string | Buffer; says: RegExp }> = {
  'what is no HTTP': { bytes: 'SSH-2.0-OpenSSH_9.2\r\n\r\n', says: /what is not HTTP/ },
  'more than was announced': {
    bytes:
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: keep-alive\r\n\r\n{}{}garbage\r\n\r\n',
    says: /not JSON|JSON in answer|not HTTP/,
  },
  'ten megabytes of garbage': {
    bytes: complete('x'.repeat(10_000_000)),
    says: /more than 8388608 bytes/,
  },
  HTML: {
    bytes: complete('<html><body>Sign in</body>', 'text/html'),
    says: /text\/html, 26 characters that begin "<html>/,
  },
  'JSON that is cut off': {
    bytes: complete('{"servers":[{"id":'),
    says: /application\/json, 18 characters/,
  },
  'an empty body': { bytes: complete(''), says: /an empty body/ },
  'bytes that are no text': {
    bytes: Buffer.concat([
      Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n'),
      Buffer.from([0xff, 0xfe, 0x22, 0x7b]),
    ]),
    says: /no UTF-8/,
  },
  'a body that does not unpack': {
    bytes: 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}',
    says: /not gzip/,
  },
  'an unknown encoding': {
    bytes: 'HTTP/1.1 200 OK\r\nContent-Encoding: snappy\r\nContent-Length: 2\r\n\r\n{}',
    says: /unknown Content-Encoding snappy/,
  },
  'endless headers': {
    bytes: `HTTP/1.1 200 OK\r\n${'X-A: b\r\n'.repeat(20_000)}\r\n`,
    says: /not HTTP/,
  },
};
for (const [what, { bytes, says }] of Object.entries(violations)) {
  test(`violation: ${what}`, async (t) => {
    const origin = await rawServer(t, bytes);
    const { http, log } = client(t);
    await assert.rejects(
      async () => (await http.send(get(`${origin}/x`))).json(),
      (error: unknown) => {
        assert.ok(error instanceof Violation, String(error));
        assert.match(error.message, says);
        return true;
      },
    );
    assert.equal(log.exchanges.length, 1);
  });
}

test('a packed body is unpacked, and a bomb is not', async (t) => {
  const origin = await httpServer(t, (request, response) => {
    response.setHeader('Content-Encoding', 'gzip');
    response.end(gzipSync(request.url === '/bomb' ? Buffer.alloc(9_000_000) : '{"a":1}'));
  });
  const { http } = client(t);
  assert.deepEqual((await http.send(get(`${origin}/`))).json(), { a: 1 });
  await assert.rejects(http.send(get(`${origin}/bomb`)), { message: /more than 8388608 bytes/ });
});

test('an interruption ends what is under way and all that follows', async (t) => {
  const origin = await rawServer(t, '', 'hold');
  const stop = new AbortController();
  const { http, log } = client(t, { signal: stop.signal });
  const asked = http.send(get(origin));
  setImmediate(() => {
    stop.abort();
  });
  await assert.rejects(asked, { name: 'Unreachable', message: /interrupted/ });
  await assert.rejects(http.send(get(origin)), { name: 'Unreachable', message: /interrupted/ });
  assert.equal(log.exchanges.length, 2);
});

test('an interruption lets a request that changes something come to its end', async (t) => {
  const stop = new AbortController();
  const origin = await httpServer(t, (_request, response) => {
    stop.abort();
    setTimeout(() => response.writeHead(201).end('{"id":"made"}'), 20);
  });
  const { http } = client(t, { signal: stop.signal });
  const answer = await http.send({ ...get(origin), method: 'POST' });
  assert.deepEqual(answer.json(), { id: 'made' });
  const next = http.send({ ...get(origin), method: 'POST' });
  await assert.rejects(next, { name: 'Unreachable', message: /interrupted/ });
});

test('a target in this process that never answers meets the time limit too', async (t) => {
  const { http } = client(t, { timeoutMs: 50, fetch: () => new Promise(() => undefined) });
  await assert.rejects(http.send(get('http://sim.test/')), { name: 'Unreachable' });
});

test('what a handler in this process throws stays what it is, and is in the transcript', async (t) => {
  const { http, log } = client(t, { fetch: () => Promise.reject(new RangeError('a bug')) });
  await assert.rejects(http.send(get('http://sim.test/')), RangeError);
  assert.equal(log.last()?.error, 'a bug');
});

test('what cannot be sent is not sent', async (t) => {
  const { http, log } = client(t, { fetch: () => Promise.resolve(new Response()) });
  const injected = {
    ...get('http://sim.test/'),
    headers: { 'X-Auth-Token': 'sesame\r\nX-Evil: 1' },
  };
  await assert.rejects(http.send(injected), (error: unknown) => {
    assert.ok(error instanceof TypeError);
    assert.doesNotMatch(error.message, /sesame/);
    return true;
  });
  await assert.rejects(
    http.send({ ...get('http://sim.test/'), headers: { 'a b': '' } }),
    TypeError,
  );
  const twice = { ...get('http://sim.test/'), json: {}, body: '' };
  await assert.rejects(http.send(twice), TypeError);
  for (const url of [
    '/relative',
    'ftp://sim.test/',
    'javascript:alert(1)',
    'http://u:pw@sim.test/',
    '',
  ]) {
    await assert.rejects(http.send(get(url)), Violation);
  }
  assert.deepEqual(log.exchanges, []);
});

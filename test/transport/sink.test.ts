/** The sink takes what its own addresses are sent, within limits, and tells others nothing. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { test, type TestContext } from 'node:test';
import { ConfigurationError } from '../../src/failures.ts';
import { realClock } from '../../src/transport/clock.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import {
  createSink,
  type Delivery,
  sinkLimits,
  type SinkOptions,
} from '../../src/transport/sink.ts';

function sink(t: TestContext, options: Partial<SinkOptions> = {}) {
  const log = createExchangeLog();
  const made = createSink({
    where: { listen: '127.0.0.1:0' },
    log,
    redactor: createRedactor(),
    clock: realClock,
    them: 'NFVI',
    ...options,
  });
  t.after(() => made.close());
  return { ...made, log };
}
const collecting = (status = 204) => {
  const deliveries: Delivery[] = [];
  return {
    deliveries,
    take: (delivery: Delivery) => {
      deliveries.push(delivery);
      return 'problem' in delivery ? delivery.status : status;
    },
  };
};
const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

test('what comes to an address of its own is taken, acknowledged, and stands in the transcript', async (t) => {
  const { open, log } = sink(t);
  const { take, deliveries } = collecting();
  const { url } = await open(take);
  const answer = await post(url, '{"password":"of-somebody-else"}', { cookie: 'session=1' });
  assert.equal(answer.status, 204);
  assert.deepEqual(deliveries, [{ text: '{"password":"of-somebody-else"}' }]);
  const [exchange] = log.exchanges;
  assert.equal(exchange?.actor, 'NFVI');
  assert.equal(exchange.response?.status, 204);
  assert.equal(exchange.request.body, '{"password":"<redacted>"}');
  assert.ok(!JSON.stringify(exchange).includes('session=1'));
  // Whoever knows the address can speak for the target.
  assert.ok(!JSON.stringify(exchange).includes(new URL(url).pathname.slice(1)));
});

test('strangers learn nothing, and leave nothing behind', async (t) => {
  const { open, address, log } = sink(t);
  const { take, deliveries } = collecting();
  const { url } = await open(take);
  const base = await address();
  const guesses = [
    '/',
    '/x',
    `/${new URL(url).pathname.slice(2)}`,
    '/../etc/passwd',
    '/favicon.ico',
  ];
  for (const path of guesses) {
    for (const method of ['GET', 'POST', 'PUT', 'OPTIONS']) {
      const answer = await fetch(base + path, { method });
      assert.equal(answer.status, 404, path);
      assert.equal(await answer.text(), '');
      assert.equal(answer.headers.get('server'), null);
      assert.equal(answer.headers.get('x-powered-by'), null);
    }
  }
  assert.deepEqual(deliveries, []);
  assert.deepEqual(log.exchanges, []);
});

test('addresses cannot be guessed, and no two are the same', async (t) => {
  const { open } = sink(t);
  const urls = await Promise.all(Array.from({ length: 50 }, () => open(() => 204)));
  const tokens = new Set(urls.map(({ url }) => new URL(url).pathname.slice(1)));
  assert.equal(tokens.size, 50);
  for (const token of tokens) assert.ok(Buffer.from(token, 'base64url').length >= 24, token);
});

test('a body that is too large is not read to its end', async (t) => {
  const { open, log } = sink(t);
  const { take, deliveries } = collecting();
  const { url } = await open(take);
  const answer = await post(url, 'x'.repeat(sinkLimits.bytes + 1));
  assert.equal(answer.status, 413);
  assert.deepEqual(deliveries, [
    { problem: `a body of more than ${String(sinkLimits.bytes)} bytes`, status: 413 },
  ]);
  assert.match(log.exchanges[0]?.error ?? '', /more than 65536 bytes/);
  assert.ok((log.exchanges[0]?.request.body ?? '').length < 70_000);
});

test('other methods, and bytes that are no text, are told apart from notifications', async (t) => {
  const { open, log } = sink(t);
  const { take, deliveries } = collecting();
  const { url } = await open(take);
  assert.equal((await fetch(url)).status, 405);
  assert.equal((await fetch(url, { method: 'POST', body: Buffer.from([0xff, 0xfe]) })).status, 400);
  assert.deepEqual(
    deliveries.map((each) => ('problem' in each ? each.problem : '')),
    ['GET instead of POST', 'a body that is no UTF-8'],
  );
  assert.equal(log.exchanges.length, 2);
});

test('more than so many within a second are not taken, and told once', async (t) => {
  const {
    open,
    fetch: take,
    log,
  } = sink(t, {
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    inProcess: true,
  });
  const { deliveries, take: collect } = collecting();
  const { url } = await open(collect);
  const statuses: number[] = [];
  for (let n = 0; n < sinkLimits.perSecond + 5; n += 1) {
    statuses.push((await take(new Request(url, { method: 'POST', body: '{}' }))).status);
  }
  assert.deepEqual([...new Set(statuses)], [204, 429]);
  assert.equal(deliveries.filter((each) => 'problem' in each).length, 5);
  assert.equal(log.exchanges.length, sinkLimits.perSecond + 1);
});

test('what comes when nobody listens any more is refused, and told as late', async (t) => {
  const { open, log } = sink(t);
  const { take, deliveries } = collecting();
  const box = await open(take);
  box.close();
  assert.equal((await post(box.url, '{}')).status, 404);
  assert.deepEqual(deliveries, []);
  assert.match(log.exchanges[0]?.error ?? '', /^late/);
});

test('a proxy may put something before the path', async (t) => {
  const { open, address } = sink(t, {
    where: { listen: '127.0.0.1:0', url: 'https://proxy.example/callbacks/' },
  });
  const { take, deliveries } = collecting();
  const { url } = await open(take);
  assert.equal(await address(), 'https://proxy.example/callbacks');
  assert.match(url, /^https:\/\/proxy\.example\/callbacks\/[\w-]{32}$/);
  assert.deepEqual(deliveries, []);
});

test('who breaks off in mid-request does not keep others from being heard', async (t) => {
  const { open } = sink(t);
  const { take, deliveries } = collecting();
  const { url } = await open(take);
  const { hostname, port, pathname } = new URL(url);
  const half = connect(Number(port), hostname);
  half.on('error', () => undefined);
  half.write(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"half":`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  half.destroy();
  const noise = request({ port: Number(port), host: hostname, method: 'POST', path: pathname });
  noise.on('error', () => undefined);
  noise.destroy();
  assert.equal((await post(url, '{"whole":true}')).status, 204);
  assert.deepEqual(
    deliveries.filter((each) => 'text' in each),
    [{ text: '{"whole":true}' }],
  );
});

test('who cannot listen names the key to change', async (t) => {
  const first = sink(t);
  const taken = new URL(await first.address()).port;
  const second = sink(t, { where: { listen: `127.0.0.1:${taken}` } });
  await assert.rejects(second.address(), (error: Error) => {
    assert.ok(error instanceof ConfigurationError);
    assert.match(error.message, /^callbacks\.listen: cannot listen at 127\.0\.0\.1:\d+: .*in use/);
    return true;
  });
  const nowhere = sink(t, { where: { listen: '192.0.2.1:0' } });
  await assert.rejects(nowhere.address(), /does not have the address/);
});

test('who listens everywhere tells the address that faces the target', async (t) => {
  const everywhere = sink(t, { where: { listen: '0.0.0.0:0', target: '127.0.0.1' } });
  assert.match(await everywhere.address(), /^http:\/\/127\.0\.0\.1:\d+$/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { versionDocument, versionsDocument } from '../../../src/contract/discovery.ts';
import { computeAlone, origin, refusal } from './compute-alone.ts';

test('the root lists versions without a token, without request id, at the client’s own origin', async () => {
  const { ask } = computeAlone();
  for (const path of ['', '/']) {
    const { status, body, headers } = await ask(`GET ${path}`);
    assert.equal(status, 200);
    const current = versionsDocument.parse(body).versions.find(({ id }) => id === 'v2.1');
    assert.equal(current?.version, '2.93');
    assert.equal(current?.links[0]?.href, `${origin}/compute/v2.1/`);
    assert.equal(headers.get('x-openstack-request-id'), null);
  }
});

test('the version document needs no token and says the range of the release', async () => {
  for (const [release, max] of [
    ['zed', '2.93'],
    ['2026.1', '2.103'],
  ] as const) {
    const { ask } = computeAlone(release);
    for (const path of ['/v2.1', '/v2.1/']) {
      const { version } = versionDocument.parse((await ask(`GET ${path}`)).body);
      assert.deepEqual([version.min_version, version.version], ['2.1', max]);
    }
    assert.equal((await ask('GET /v2.1/flavors', { as: 'admin', at: max })).status, 200);
    const beyond = `2.${String(Number(max.slice(2)) + 1)}`;
    assert.equal((await ask('GET /v2.1/flavors', { as: 'admin', at: beyond })).status, 406);
  }
});

test('both headers are understood, the newer one first, and answered with both and two Vary', async () => {
  const { ask } = computeAlone();
  const served = async (headers: Record<string, string>) => {
    const answer = await ask('GET /v2.1/flavors', { as: 'admin', headers });
    assert.equal(answer.headers.get('vary'), 'OpenStack-API-Version, X-OpenStack-Nova-API-Version');
    assert.equal(
      answer.headers.get('openstack-api-version'),
      `compute ${answer.headers.get('x-openstack-nova-api-version') ?? ''}`,
    );
    return answer.headers.get('x-openstack-nova-api-version');
  };
  assert.equal(await served({}), '2.1');
  assert.equal(await served({ 'OpenStack-API-Version': 'compute 2.60' }), '2.60');
  assert.equal(await served({ 'X-OpenStack-Nova-API-Version': '2.35' }), '2.35');
  assert.equal(await served({ 'OpenStack-API-Version': 'compute latest' }), '2.93');
  assert.equal(await served({ 'OpenStack-API-Version': 'volume 3.1, compute 2.5' }), '2.5');
  assert.equal(
    await served({
      'OpenStack-API-Version': 'compute 2.60',
      'X-OpenStack-Nova-API-Version': '2.35',
    }),
    '2.60',
  );
  assert.equal(await served({ 'OpenStack-API-Version': 'volume 3.60' }), '2.1');
});

test('a version out of range is 406 and echoed, a malformed one 400 without version headers', async () => {
  const { ask } = computeAlone();
  for (const at of ['2.999', '2.0', '3.1']) {
    const answer = await ask('GET /v2.1/flavors', { as: 'admin', at });
    assert.deepEqual(refusal(answer), [
      406,
      'computeFault',
      `Version ${at} is not supported by the API. Minimum is 2.1 and maximum is 2.93.`,
    ]);
    assert.equal(answer.headers.get('openstack-api-version'), `compute ${at}`);
  }
  for (const at of ['abc', '2', '2.01']) {
    const answer = await ask('GET /v2.1/flavors', { as: 'admin', at });
    assert.deepEqual(refusal(answer).slice(0, 2), [400, 'badRequest']);
    assert.equal(answer.headers.get('openstack-api-version'), null);
    assert.equal(answer.headers.get('content-type'), 'application/json; charset=UTF-8');
  }
});

test('what has ended or not begun at a version is 404, in the service’s own words', async () => {
  const { ask } = computeAlone();
  const words = [404, 'itemNotFound', 'The resource could not be found.'];
  assert.deepEqual(refusal(await ask('GET /v2.1/images', { as: 'admin', at: '2.36' })), words);
  assert.equal((await ask('GET /v2.1/images', { as: 'admin', at: '2.35' })).status, 501);
  const body = { flavor: { description: 'x' } };
  const put = (at: string) => ask('PUT /v2.1/flavors/42', { as: 'admin', at, body });
  assert.deepEqual(refusal(await put('2.54')), words);
  assert.equal((await put('2.55')).status, 200);
});

test('what is known and not served is 501 with its name; unknown paths and methods are HTML 404', async () => {
  const { ask, compute } = computeAlone();
  const notServed = compute.operations.filter(({ served }) => !served);
  assert.ok(notServed.length > 40);
  for (const { method, path, operation } of notServed) {
    const real = path.slice('/compute'.length).replaceAll(/:\w+/g, '7').replace('*', 'servers');
    const [status, kind, message] = refusal(await ask(`${method} ${real}`, { as: 'admin' }));
    assert.deepEqual([status, kind], [501, 'notImplemented'], `${method} ${path}`);
    assert.ok(message.includes(`"${operation}"`));
  }
  for (const what of ['GET /v2.1/nope', 'PATCH /v2.1/servers', 'DELETE /v2.1/flavors']) {
    const { status, headers, text } = await ask(what, { as: 'admin' });
    assert.equal(status, 404, what);
    assert.equal(headers.get('content-type'), 'text/html; charset=UTF-8');
    assert.match(text, /<h1>404 Not Found<\/h1>/);
    assert.equal(headers.get('openstack-api-version'), null);
  }
  const head = await ask('HEAD /v2.1/flavors', { as: 'admin' });
  assert.deepEqual([head.status, head.headers.get('openstack-api-version')], [404, null]);
  assert.equal((await ask('HEAD /v2.1/')).status, 200);
});

test('what lies below no version offers the versions, to anybody', async () => {
  const { ask } = computeAlone();
  for (const what of ['GET /v3', 'POST /nope/flavors']) {
    const { status, body, headers } = await ask(what);
    assert.equal(status, 300);
    assert.equal(headers.get('x-compute-request-id'), null);
    const { choices } = body as { choices: { links: { href: string }[] }[] };
    const path = what.split(' ')[1] ?? '';
    assert.deepEqual(
      choices.map(({ links }) => links[0]?.href),
      [`${origin}/compute/v2${path}`, `${origin}/compute/v2.1${path}`],
    );
  }
});

test('without a valid token everything but version documents is 401 in the token check’s format', async () => {
  const { ask } = computeAlone();
  for (const as of [undefined, 'forged']) {
    for (const path of ['/v2.1/flavors', '/v2.1/servers', '/v2.1/nope']) {
      const { status, body, headers } = await ask(`GET ${path}`, as === undefined ? {} : { as });
      assert.equal(status, 401);
      assert.deepEqual(body, {
        error: {
          code: 401,
          title: 'Unauthorized',
          message: 'The request you have made requires authentication.',
        },
      });
      assert.equal(headers.get('www-authenticate'), `Keystone uri="${origin}/identity"`);
      assert.match(headers.get('x-compute-request-id') ?? '', /^req-/);
    }
  }
});

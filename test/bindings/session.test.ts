import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Service } from '../../src/bindings/catalogue-endpoints.ts';
import { createPeople } from '../../src/bindings/people.ts';
import type { Cloud, SignedIn } from '../../src/bindings/session.ts';
import { createSession } from '../../src/bindings/session.ts';
import { Violation } from '../../src/failures.ts';
import type { Answer, Ask } from '../../src/transport/http.ts';
import { answer, stubHttp } from './stub-http.ts';

const endpoint = (url: string, face: 'public' | 'internal' = 'public', region = 'RegionOne') => ({
  id: 'e',
  interface: face,
  region,
  region_id: region,
  url,
});
const catalogue = [
  {
    id: 's',
    type: 'compute',
    name: 'any',
    endpoints: [
      endpoint('http://cloud.test/compute/v2.1/the-tenant'),
      endpoint('http://inside.test/compute/v2.1', 'internal'),
      endpoint('http://two.test/compute/v2.1', 'public', 'RegionTwo'),
    ],
  },
  { id: 'i', type: 'identity', endpoints: [endpoint('http://cloud.test/identity/')] },
];
const signedIn = (token: string): SignedIn => ({ token, userId: 'u', roles: [], catalogue });

const cloudWith = (
  reply: (ask: Ask) => Answer,
  endpoints: Partial<Cloud['endpoints']> = {},
): Cloud & { http: ReturnType<typeof stubHttp> } => ({
  http: stubHttp(reply),
  endpoints: { interface: 'public', overrides: {}, ...endpoints },
  versions: new Map(),
  found: new Map(),
  choices: {},
  people: createPeople(() => ''),
});
const versionDocument = answer(200, {
  version: { id: 'v2.1', status: 'CURRENT', links: [], version: '2.53', min_version: '2.1' },
});
const unauthenticated = answer(401, { error: { code: 401, title: 'Unauthorized', message: 'no' } });

test('the address is that of the region and interface that were asked for', () => {
  const addressIn = (endpoints: Partial<Cloud['endpoints']>) =>
    createSession(
      cloudWith(() => unauthenticated, endpoints),
      'x',
      signedIn('t'),
    ).address('compute');
  assert.equal(addressIn({}), 'http://cloud.test/compute/v2.1/the-tenant');
  assert.equal(addressIn({ interface: 'internal' }), 'http://inside.test/compute/v2.1');
  assert.equal(addressIn({ region: 'RegionTwo' }), 'http://two.test/compute/v2.1');
  assert.equal(addressIn({ overrides: { compute: 'http://over.test/' } }), 'http://over.test/v2.1');
  assert.throws(() => addressIn({ region: 'Mars' }), /region Mars/);
});

test('identity is asked at its version, whether the catalogue names it or not', async () => {
  const cloud = cloudWith(() => answer(200, {}));
  await createSession(cloud, 'x', signedIn('t')).ask('identity', { method: 'GET', path: '/users' });
  assert.equal(cloud.http.asked[0]?.url, 'http://cloud.test/identity/v3/users');
  const old = [{ id: 'i', type: 'identity', endpoints: [endpoint('http://cloud.test/v2.0')] }];
  const session = createSession(cloud, 'x', { ...signedIn('t'), catalogue: old });
  assert.equal(session.address('identity'), 'http://cloud.test/v3');
});

test('a microversion is negotiated once per service, at the root without the tenant', async () => {
  const cloud = cloudWith((ask) =>
    ask.url.endsWith('/v2.1/') ? versionDocument : answer(200, {}),
  );
  const session = createSession(cloud, 'x', signedIn('t'));
  const versions = { wanted: '2.61', needed: '2.1' };
  await session.ask('compute', { method: 'GET', path: '/flavors', versions });
  await session.ask('compute', { method: 'GET', path: '/flavors', versions });
  assert.deepEqual(
    cloud.http.asked.map((ask) => ask.url),
    [
      'http://cloud.test/compute/v2.1/',
      'http://cloud.test/compute/v2.1/the-tenant/flavors',
      'http://cloud.test/compute/v2.1/the-tenant/flavors',
    ],
  );
  assert.equal(cloud.http.asked[1]?.headers?.['OpenStack-API-Version'], 'compute 2.53');
});

test('the version document is asked for with the token, which some proxies want', async () => {
  const cloud = cloudWith((ask) => {
    if (ask.headers?.['X-Auth-Token'] !== 'new') return unauthenticated;
    return ask.url.endsWith('/v2.1/') ? versionDocument : answer(200, {});
  });
  const renew = () => Promise.resolve(signedIn('new'));
  const session = createSession(cloud, 'x', signedIn('old'), renew);
  const versions = { wanted: '2.61', needed: '2.1' };
  const { status } = await session.ask('compute', { method: 'GET', path: '/flavors', versions });
  assert.equal(status, 200);
});

test('a version document that is refused is no refusal of the call', async () => {
  const session = createSession(
    cloudWith(() => unauthenticated),
    'x',
    { anonymous: true, catalogue },
  );
  const versions = { wanted: '2.61', needed: '2.1' };
  await assert.rejects(
    session.ask('compute', { method: 'GET', path: '/flavors', versions }),
    (error: unknown) => error instanceof Violation && error.expected.includes('version document'),
  );
});

test('an expired token is renewed once, and the request sent again', async () => {
  const cloud = cloudWith((ask) =>
    ask.headers?.['X-Auth-Token'] === 'new' ? answer(200, {}) : unauthenticated,
  );
  let renewed = 0;
  const session = createSession(cloud, 'x', signedIn('old'), () => {
    renewed += 1;
    return Promise.resolve(signedIn('new'));
  });
  const answers = await Promise.all(
    [1, 2].map(() => session.ask('identity', { method: 'GET', path: '/x' })),
  );
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  );
  assert.equal(renewed, 1);
});

test('a 401 to a fresh token, and one to a token that cannot be renewed, stand', async () => {
  const cloud = cloudWith(() => unauthenticated);
  const renew = () => Promise.resolve(signedIn('new'));
  const get = { method: 'GET', path: '/x' } as const;
  assert.equal(
    (await createSession(cloud, 'x', signedIn('t'), renew).ask('identity', get)).status,
    401,
  );
  assert.equal(cloud.http.asked.length, 2);
  assert.equal((await createSession(cloud, 'x', signedIn('t')).ask('identity', get)).status, 401);
  assert.equal(cloud.http.asked.length, 3);
});

test('an anonymous caller sends no token', async () => {
  const cloud = cloudWith(() => unauthenticated);
  const session = createSession(cloud, 'x', { anonymous: true, catalogue });
  await session.ask('identity', { method: 'GET', path: '/users' });
  assert.equal(cloud.http.asked[0]?.headers?.['X-Auth-Token'], undefined);
  assert.equal(session.signedIn, undefined);
});

test('a catalogue that gives no address is a violation', () => {
  const broken = [{ id: 's', type: 'compute', endpoints: [endpoint('gopher://x')] }];
  const session = createSession(
    cloudWith(() => unauthenticated),
    'x',
    {
      ...signedIn('t'),
      catalogue: broken,
    },
  );
  assert.throws(() => session.address('compute'), Violation);
  assert.throws(() => session.address('image'), /lists compute/);
});

const addressOf = (service: Service, type: string, url: string, overrides = {}) =>
  createSession(
    cloudWith(() => unauthenticated, { overrides }),
    'x',
    { anonymous: true, catalogue: [{ id: 's', type, endpoints: [endpoint(url)] }] },
  ).address(service);

test('each service is asked at its version, whether the catalogue names it or not', () => {
  for (const [service, type, url, address] of [
    ['image', 'image', 'http://x:9292', 'http://x:9292/v2'],
    ['image', 'image', 'http://x/image/v2', 'http://x/image/v2'],
    ['network', 'network', 'http://x:9696/', 'http://x:9696/v2.0'],
    ['network', 'network', 'http://x/networking/v2.0', 'http://x/networking/v2.0'],
    ['block storage', 'volumev3', 'http://x/v3/tenant', 'http://x/v3/tenant'],
    ['block storage', 'block-storage', 'http://x/volume', 'http://x/volume/v3'],
    ['orchestration', 'orchestration', 'http://x/v1/tenant', 'http://x/v1/tenant'],
  ] as const) {
    assert.equal(addressOf(service, type, url), address);
  }
});

test('an address that the target description gives counts, whatever the service is called', () => {
  const overrides = { volumev3: 'http://given/v3' };
  assert.equal(
    addressOf('block storage', 'block-storage', 'http://x/v3', overrides),
    'http://given/v3',
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  keyPairAnswer,
  keyPairsAnswer,
  newKeyPairAnswer,
} from '../../../src/contract/compute/key-pair.ts';
import { type Answered, bearers, computeAlone, origin, refusal } from './compute-alone.ts';

const publicKey =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILF4fOxMMeA4rqdPZLiJz1HFaABswE+jWl5Np8Rs2xpC me';
const pair = (name: string, more: object = {}) => ({
  keypair: { name, public_key: publicKey, ...more },
});
const path = '/v2.1/os-keypairs';
const names = (answer: Answered) =>
  keyPairsAnswer.parse(answer.body).keypairs.map(({ keypair }) => keypair.name);
const userId = (bearer: string) => bearers[bearer]?.userId ?? '';

test('a key is imported, shown, listed and deleted, as each microversion has it', async () => {
  for (const [at, made, gone, type] of [
    ['2.1', 200, 202, undefined],
    ['2.2', 201, 204, 'ssh'],
    ['2.92', 201, 204, 'ssh'],
  ] as const) {
    const { ask } = computeAlone();
    const answer = await ask(`POST ${path}`, { as: 'member', at, body: pair('k') });
    assert.equal(answer.status, made, at);
    const { keypair } = newKeyPairAnswer.parse(answer.body);
    assert.equal(keypair.private_key, undefined);
    assert.equal(keypair.type, type);
    assert.equal(keypair.fingerprint, 'ac:0d:71:ee:8c:2c:46:b0:f9:48:42:bf:2e:69:3e:14');
    const shown = keyPairAnswer.parse((await ask(`GET ${path}/K`, { as: 'member', at })).body);
    assert.equal(shown.keypair.public_key, publicKey);
    assert.equal(shown.keypair.user_id, userId('member'));
    assert.equal(shown.keypair.created_at, '2026-01-01T00:00:00.000000');
    assert.deepEqual(names(await ask(`GET ${path}`, { as: 'member', at })), ['k']);
    const deletion = await ask(`DELETE ${path}/k`, { as: 'member', at });
    assert.equal(deletion.status, gone, at);
    const again = refusal(await ask(`DELETE ${path}/k`, { as: 'member', at }));
    assert.deepEqual(again.slice(0, 2), [404, 'itemNotFound']);
    assert.equal(again[2], `Keypair k not found for user ${userId('member')}`);
  }
});

test('before 2.92 the service makes a pair when none is given', async () => {
  const { ask } = computeAlone();
  const body = { keypair: { name: 'k' } };
  const made = await ask(`POST ${path}`, { as: 'member', at: '2.91', body });
  assert.match(newKeyPairAnswer.parse(made.body).keypair.private_key ?? '', /^-----BEGIN OPENSSH/);
  const [status, , said] = refusal(
    await ask(`POST ${path}`, { as: 'member', at: '2.92', body: { keypair: { name: 'l' } } }),
  );
  assert.equal(status, 400);
  assert.match(said, /'public_key' is a required property$/);
});

test('names are taken whatever their case, and for one user only', async () => {
  const { ask } = computeAlone();
  await ask(`POST ${path}`, { as: 'member', body: pair('k') });
  const taken = refusal(await ask(`POST ${path}`, { as: 'member', body: pair('K') }));
  assert.deepEqual(taken, [409, 'conflictingRequest', "Key pair 'K' already exists."]);
  assert.equal((await ask(`POST ${path}`, { as: 'outsider', body: pair('K') })).status, 200);
});

test('what is no key pair is refused in the words of the service', async () => {
  const { ask } = computeAlone();
  const said = async (body: unknown, at = '2.92') => {
    const [status, , message] = refusal(await ask(`POST ${path}`, { as: 'member', at, body }));
    assert.equal(status, 400, JSON.stringify(body));
    return message;
  };
  assert.equal(await said({}), "'keypair' is a required property");
  assert.match(await said({ keypair: {} }), /'name' is a required property$/);
  assert.equal(
    await said(pair('k', { public_key: 'x' })),
    'Keypair data is invalid: failed to generate fingerprint',
  );
  assert.match(await said(pair('k', { type: 'dsa' })), /'dsa' is not one of \['ssh', 'x509'\]$/);
  assert.match(await said(pair('k', { user_id: 'u' }), '2.9'), /'user_id' was unexpected/);
  assert.match(await said(pair('a.b'), '2.91'), /Only expected characters: \[_- 0123456789abc/);
  assert.match(await said(pair('a/b')), /Only expected characters: \[@\._- 0123456789abc/);
  assert.match(await said(pair(' a')), /printable characters/);
  const x509 = await ask(`POST ${path}`, {
    as: 'member',
    at: '2.2',
    body: pair('k', { type: 'x509' }),
  });
  assert.equal(x509.status, 501);
});

test('a list is sorted by name, and comes in pages from 2.35 on', async () => {
  const { ask } = computeAlone();
  const get = (query: string, at = '2.35') => ask(`GET ${path}${query}`, { as: 'member', at });
  for (const name of ['kb', 'Ka', 'k_c', 'k1']) {
    await ask(`POST ${path}`, { as: 'member', body: pair(name) });
  }
  assert.deepEqual(names(await get('')), ['k1', 'Ka', 'kb', 'k_c']);
  assert.deepEqual(names(await get('?limit=1', '2.34')), ['k1', 'Ka', 'kb', 'k_c']);
  assert.deepEqual(names(await get('?limit=0')), []);
  const page = await get('?limit=2&marker=K1');
  assert.deepEqual(names(page), ['Ka', 'kb']);
  assert.deepEqual(keyPairsAnswer.parse(page.body).keypairs_links, [
    { rel: 'next', href: `${origin}/compute${path}?limit=2&marker=kb` },
  ]);
  const said = async (query: string, at?: string) => refusal(await get(query, at))[2];
  assert.equal(await said('?marker=zzz'), 'Marker zzz could not be found.');
  assert.match(await said('?limit='), /'' is too short$/);
  assert.match(await said('?limit=-1'), /does not match/);
  assert.match(await said('?colour=red', '2.75'), /'colour' was unexpected/);
});

test('administrators act for others from 2.10 on, and nobody else does', async () => {
  for (const release of ['zed', '2026.1'] as const) {
    const { ask } = computeAlone(release);
    const of = `?user_id=${userId('member')}`;
    const at = '2.10';
    const body = pair('k', { user_id: userId('member') });
    assert.equal((await ask(`POST ${path}`, { as: 'outsider', at, body })).status, 403);
    assert.equal((await ask(`GET ${path}${of}`, { as: 'outsider', at })).status, 403);
    assert.equal((await ask(`POST ${path}`, { as: 'admin', at, body })).status, 201);
    assert.deepEqual(names(await ask(`GET ${path}${of}`, { as: 'admin', at })), ['k']);
    assert.deepEqual(names(await ask(`GET ${path}${of}`, { as: 'admin', at: '2.9' })), []);
    assert.deepEqual(names(await ask(`GET ${path}?user_id=`, { as: 'admin', at })), []);
    assert.equal((await ask(`GET ${path}/k${of}`, { as: 'admin', at })).status, 200);
    assert.equal((await ask(`GET ${path}/k`, { as: 'outsider', at })).status, 404);
    assert.equal((await ask(`DELETE ${path}/k${of}`, { as: 'outsider', at })).status, 403);
    assert.equal((await ask(`DELETE ${path}/k${of}`, { as: 'admin', at })).status, 204);
    const system = await ask(`GET ${path}`, { as: 'system' });
    assert.equal(system.status, release === 'zed' ? 200 : 403);
  }
});

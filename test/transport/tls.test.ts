import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { ConfigurationError, Unreachable } from '../../src/failures.ts';
import type { TlsSettings } from '../../src/transport/http.ts';
import { client, get, httpServer, tlsServer } from './loopback.ts';

const file = (name: string) => new URL(`certificates/${name}`, import.meta.url).pathname;
const ca = { cacert: file('ca.pem') };
const server = (t: TestContext, name: string, options = {}) =>
  tlsServer(
    t,
    { cert: readFileSync(file(`${name}.pem`)), key: readFileSync(file(`${name}.key`)), ...options },
    (_request, response) => response.end('{}'),
  );
const status = async (t: TestContext, origin: string, tls: TlsSettings) =>
  (await client(t, { tls }).http.send(get(origin))).status;

test('a certificate of an unknown authority is refused, and the sentence says cacert', async (t) => {
  const origin = await server(t, 'loopback');
  await assert.rejects(status(t, origin, {}), {
    name: 'Unreachable',
    message: /not trusted: name the file of its authority with `cacert`/,
  });
  assert.equal(await status(t, origin, ca), 200);
  assert.equal(await status(t, origin, { verify: false }), 200);
});

test('a certificate for another host is refused', async (t) => {
  const origin = await server(t, 'elsewhere');
  await assert.rejects(status(t, origin, ca), {
    name: 'Unreachable',
    message: /another host name/,
  });
  assert.equal(await status(t, origin, { ...ca, verify: false }), 200);
});

test('a client certificate is given', async (t) => {
  const options = { requestCert: true, rejectUnauthorized: true, ca: readFileSync(ca.cacert) };
  const origin = await server(t, 'loopback', options);
  const own = { ...ca, cert: file('client.pem'), key: file('client.key') };
  assert.equal(await status(t, origin, own), 200);
  await assert.rejects(status(t, origin, ca), Unreachable);
});

test('http where https is served, and the other way round', async (t) => {
  const tls = await server(t, 'loopback');
  await assert.rejects(status(t, tls.replace('https', 'http'), ca), /Unreachable|not HTTP/);
  const plain = await httpServer(t, (_request, response) => response.end());
  await assert.rejects(status(t, plain.replace('http', 'https'), ca), {
    name: 'Unreachable',
    message: /is the address http rather than https/,
  });
});

test('a file that is missing or holds no PEM is named with its key', () => {
  const open = (tls: TlsSettings) => () => client({ after: () => undefined } as never, { tls });
  assert.throws(open({ cacert: '/nowhere/ca.pem' }), {
    name: ConfigurationError.name,
    message: 'cacert: cannot read /nowhere/ca.pem (ENOENT)',
  });
  assert.throws(open({ ...ca, cert: file('README.md') }), {
    message: /^cert: .*README\.md holds no PEM/,
  });
});

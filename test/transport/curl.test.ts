/** The line must survive a real shell: what curl gets is what was sent, with variables for secrets. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { curlLine, type RedactedRequest } from '../../src/transport/curl.ts';

const run = (request: RedactedRequest, env: Record<string, string> = {}): string[] =>
  execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${curlLine(request)}`], {
    env,
    encoding: 'utf8',
  })
    .split('\0')
    .slice(0, -1);

const body =
  '{"auth":{"identity":{"password":{"user":{"name":"O\'Neil $HOME `id` \\"","password":"<redacted>"}}}}}';

test('quotes, dollars and line breaks reach curl as they are; secrets come from named variables', () => {
  const request = {
    method: 'POST',
    url: "http://h/v3?a=b&c='d'",
    headers: {
      'X-Auth-Token': '<redacted>',
      'Content-Type': 'application/json',
      'User-Agent': 'x',
    },
    body,
  };
  assert.doesNotMatch(curlLine(request), /<redacted>/);
  assert.match(curlLine(request), /\$OS_TOKEN.*\$OS_PASSWORD/);
  assert.deepEqual(run(request, { OS_TOKEN: 'tok en', OS_PASSWORD: 'p"w' }), [
    '-sS',
    '-i',
    '-X',
    'POST',
    "http://h/v3?a=b&c='d'",
    '-H',
    'X-Auth-Token: tok en',
    '-H',
    'Content-Type: application/json',
    '--data-binary',
    body.replace('<redacted>', 'p"w'),
  ]);
});

test('each secret has the name of its field', () => {
  const line = curlLine({
    method: 'PUT',
    url: 'http://h/?sig=<redacted>',
    headers: { 'X-Service-Token': '<redacted>' },
    body: '{"adminPass": "<redacted>", "token": {"id":"<redacted>"}, "x": ["<redacted>"]}',
  });
  const variables = [...line.matchAll(/\$(\w+)/g)].map((match) => match[1]);
  assert.deepEqual(variables, ['SECRET', 'X_SERVICE_TOKEN', 'ADMIN_PASS', 'OS_TOKEN', 'SECRET']);
});

test('a body that is not shown in full comes from a file', () => {
  const base = { method: 'PUT', url: 'http://h/', headers: {} };
  assert.deepEqual(run({ ...base, body: '<not text: 3 bytes>' }).slice(-2), [
    '--data-binary',
    '@request-body',
  ]);
  assert.deepEqual(run({ method: 'HEAD', url: 'http://h/', headers: {} }), [
    '-sS',
    '-i',
    '-I',
    'http://h/',
  ]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRedactor } from '../../src/transport/redaction.ts';

const body = (json: string, type?: string) => createRedactor().body(json, type);

test('headers that carry secrets are blank, others stay', () => {
  const headers = createRedactor().headers({
    'X-Auth-Token': 'gAAAA',
    'x-subject-token': 'a',
    'X-Service-Token': 'b',
    authorization: 'Basic dTpw',
    'Proxy-Authorization': 'c',
    Cookie: 'd',
    'set-cookie': 'e',
    'X-Account-Meta-Temp-URL-Key': 'f',
    'X-Api-Key': 'g',
    Location: 'http://u:p@h/v1?temp_url_sig=abc&temp_url_expires=1',
    'Content-Type': 'application/json',
    'x-openstack-request-id': 'req-1',
  });
  const { Location, ...others } = headers;
  assert.equal(Location, 'http://<redacted>@h/v1?temp_url_sig=<redacted>&temp_url_expires=1');
  assert.deepEqual(
    Object.entries(others).filter(([, value]) => value !== '<redacted>'),
    [
      ['Content-Type', 'application/json'],
      ['x-openstack-request-id', 'req-1'],
    ],
  );
});

const fields: [string, string][] = [
  // Identity v3: password is a method and a field; only the field is secret.
  [
    '{"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "u", "password": "pw"}}}}}',
    '{"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "u", "password": "<redacted>"}}}}}',
  ],
  [
    '{"auth":{"identity":{"token":{"id":"abc"}}}}',
    '{"auth":{"identity":{"token":{"id":"<redacted>"}}}}',
  ],
  [
    '{"token":{"user":{"id":"u1"},"audit_ids":["x"]}}',
    '{"token":{"user":{"id":"u1"},"audit_ids":["x"]}}',
  ],
  [
    '{"application_credential":{"id":"i","secret":"s"}}',
    '{"application_credential":{"id":"i","secret":"<redacted>"}}',
  ],
  ['{"server":{"id":"1","adminPass":"x"}}', '{"server":{"id":"1","adminPass":"<redacted>"}}'],
  [
    '{"user":{"original_password":"x","password":"y"}}',
    '{"user":{"original_password":"<redacted>","password":"<redacted>"}}',
  ],
  ['{"OS-EXT-SRV-ATTR:user_data" : "Zm9v"}', '{"OS-EXT-SRV-ATTR:user_data" : "<redacted>"}'],
  ['{"private_key":"k","public_key":"p"}', '{"private_key":"<redacted>","public_key":"p"}'],
  [
    '{"passphrase": 1234, "password": null, "x": 5}',
    '{"passphrase": "<redacted>", "password": null, "x": 5}',
  ],
  ['{"secret": ["a", {"b": "c"}, "d"]}', '{"secret": ["<redacted>", {"b": "c"}, "<redacted>"]}'],
  ['{"pass\\u0077ord": "x"}', '{"pass\\u0077ord": "<redacted>"}'],
  [
    '{"password_expires_at": "2027", "is_secret": true}',
    '{"password_expires_at": "2027", "is_secret": true}',
  ],
  // JSON in a string of JSON: credentials of EC2, errors of accelerators.
  [
    '{"faultstring": "{\\"password\\": \\"x\\"}"}',
    '{"faultstring": "{\\"password\\": \\"<redacted>\\"}"}',
  ],
  ['{"blob": "{\\"access\\": \\"a\\"}"}', '{"blob": "<redacted>"}'],
  // Cut off, or not JSON.
  ['{"adminPass": "abc', '{"adminPass": "<redacted>"'],
  ['{"adminPass": "abc\\', '{"adminPass": "<redacted>"'],
  ['{"adminPass": 12', '{"adminPass": "<redacted>"'],
  ['{"a": "b"}{"password":"x"}', '{"a": "b"}{"password":"<redacted>"}'],
  ['password', 'password'],
  // By form, wherever it stands.
  ['-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\n', '<redacted>\n'],
  ['{"output_value":"-----BEGIN PRIVATE KEY-----\\nabc"}', '{"output_value":"<redacted>"}'],
  ['see gAAAAABmKp3wU8Zq_tL4vN2xYc9dRbHs1== there', 'see <redacted> there'],
  ['<a href="https://u:p@w@host/x">', '<a href="https://<redacted>@host/x">'],
  ['{"url":"http:\\/\\/u:p@h\\/"}', '{"url":"http:\\/\\/<redacted>@h\\/"}'],
  [
    '{"url":"https://c/vnc_auto.html?path=%3Ftoken%3Dabc-def"}',
    '{"url":"https://c/vnc_auto.html?path=%3Ftoken%3D<redacted>"}',
  ],
  [
    'https://s3/x?X-Amz-Credential=AK&X-Amz-Signature=ff&marker=1&Signature=a%2Fb&sig=1',
    'https://s3/x?X-Amz-Credential=<redacted>&X-Amz-Signature=<redacted>&marker=1&Signature=<redacted>&sig=<redacted>',
  ],
  ['{"u":"http://h/?token=a\\u0026x=1"}', '{"u":"http://h/?token=<redacted>\\u0026x=1"}'],
];
for (const [before, after] of fields) {
  test(`redacts ${before.slice(0, 70).replaceAll('\n', ' ')}`, () => {
    assert.equal(body(before), after);
  });
}

test('a form is redacted by its names', () => {
  const type = 'application/x-www-form-urlencoded; charset=utf-8';
  assert.equal(
    body('password=x&name=y&token=z', type),
    'password=<redacted>&name=y&token=<redacted>',
  );
});

test('what was once seen in a secret place is known everywhere', () => {
  const redactor = createRedactor();
  redactor.headers({
    'X-Subject-Token': 'abcdef-0123456789',
    Authorization: 'Bearer zyxwvu-987654321',
  });
  redactor.body('{"password":"correct horse battery"}');
  assert.equal(
    redactor.text('no token abcdef-0123456789 nor zyxwvu-987654321, correct%20horse%20battery'),
    'no token <redacted> nor <redacted>, <redacted>',
  );
});

test('a short word in a secret field is not taken out of the whole report', () => {
  const redactor = createRedactor();
  redactor.body('{"password":"simulator"}');
  assert.equal(redactor.text('bundled simulator'), 'bundled simulator');
});

test('a secret is found inside escapes and numbers without breaking JSON', () => {
  const redactor = createRedactor({ secrets: ['nabcdef', '2345678', '":"x'] });
  assert.deepEqual(JSON.parse(redactor.body('{"a":"\\nabcdef","b":123456789,"c":"x y"}')), {
    a: '\nabcdef',
    b: '<redacted>',
    c: 'x y',
  });
});

test('100,000 open brackets and backslashes are no trouble', () => {
  for (const text of [
    '['.repeat(100_000),
    '{"password":'.repeat(20_000),
    `"token${'\\"'.repeat(100_000)}`,
  ]) {
    assert.equal(typeof body(text), 'string');
  }
});

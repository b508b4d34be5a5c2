import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloudTarget } from '../../src/target/choose-target.ts';
import { machine, refusal } from './files.ts';

const auth = `auth:
      auth_url: http://192.0.2.1/identity
      username: demo
      password: pw
      project_name: demo`;
const clouds = (entry: string) => `clouds:\n  acme:\n    ${entry}\n`;

const refused: Record<string, [string, RegExp | string]> = {
  'an unknown key of auth': [
    'auth: { auth_url: "http://h", usrname: u }',
    'work/clouds.yaml:3:35: auth.usrname is no key of auth that this tool knows (did you mean username?)',
  ],
  'no auth_url': [
    'auth: { username: u, password: p }',
    'work/clouds.yaml:3:5: auth.auth_url is missing',
  ],
  'an auth_url that is none': [
    'auth: { auth_url: "keystone:5000" }',
    /3:13: auth\.auth_url must be an http or https address$/,
  ],
  'credentials in the auth_url': [
    'auth: { auth_url: "http://u:hush@h" }',
    /must not hold credentials/,
  ],
  'no password': [
    'auth: { auth_url: "http://h", username: u, password: "" }',
    /auth\.password is missing$/,
  ],
  'no user': [
    'auth: { auth_url: "http://h", password: hush }',
    /auth\.username is missing \(or user_id\)$/,
  ],
  'two scopes': [
    'auth: { auth_url: "http://h", username: u, password: hush, project_id: p, domain_id: d }',
    /auth\.project_id and domain_id contradict each other/,
  ],
  'a system scope that is none': [
    'auth: { auth_url: "http://h", username: u, password: hush, system_scope: some }',
    /auth\.system_scope must be all$/,
  ],
  'an unknown way to sign in': [
    `auth_type: v3pasword\n    ${auth}`,
    'work/clouds.yaml:3:5: auth_type: "v3pasword" is not supported (did you mean v3password?); there are password, v3password, token, v3token, v3applicationcredential',
  ],
  'a token that would break a header': [
    'auth: { auth_url: "http://h", token: "hush\\r\\nX: y" }',
    /auth\.token has characters that no token has$/,
  ],
  'a name of an application credential without its user': [
    'auth: { auth_url: "http://h", application_credential_name: n, application_credential_secret: hush }',
    /auth\.username is missing \(or user_id\): the name/,
  ],
  'an interface that is none': [
    `${auth}\n    interface: pubic`,
    /8:5: interface must be public, internal or admin$/,
  ],
  'an override that is no address': [
    `${auth}\n    image_endpoint_override: x`,
    /8:5: image_endpoint_override must be/,
  ],
  'a file that is not there': [
    `${auth}\n    cacert: gone.pem`,
    'work/clouds.yaml:8:5: cacert: the file work/gone.pem cannot be read',
  ],
  'a key without its certificate': [`${auth}\n    key: clouds.yaml`, /key needs a cert beside it$/],
  'verify that is neither': [`${auth}\n    verify: maybe`, /8:5: verify must be true or false$/],
  'a list for a text': ['auth: { auth_url: [a] }', /3:13: auth\.auth_url must be a text$/],
  'a text for auth': ['auth: hush', /3:5: auth must hold keys and values$/],
  'regions without names': [
    `${auth}\n    regions: [{ values: {} }]`,
    /8:5: regions must name regions$/,
  ],
};
for (const [what, [entry, says]] of Object.entries(refused)) {
  test(`refuses ${what}`, (t) => {
    const around = machine(t, { 'work/clouds.yaml': clouds(entry) });
    const message = refusal(around, () => cloudTarget('acme', around));
    if (typeof says === 'string') assert.equal(message, says);
    else assert.match(message, says);
    assert.doesNotMatch(message, /hush/);
  });
}

test('a cloud that is not there: which there are, and where was looked', (t) => {
  const none = machine(t, {});
  assert.match(
    refusal(none, () => cloudTarget('acme', none)),
    /^no cloud acme: no clouds\.yaml was found; searched work\/clouds\.yaml, .*etc\/openstack\/clouds\.json$/,
  );
  const around = machine(t, { 'work/clouds.yaml': 'clouds: { acme-1: {}, other: {} }' });
  assert.equal(
    refusal(around, () => cloudTarget('acme', around)),
    'no cloud acme in work/clouds.yaml (did you mean acme-1?); it has acme-1, other',
  );
  const empty = machine(t, { 'work/clouds.yaml': '' });
  assert.match(
    refusal(empty, () => cloudTarget('__proto__', empty)),
    /it has no clouds$/,
  );
});

const malformed: Record<string, [string, RegExp]> = {
  'a key given twice': ['clouds:\n  a: {}\n  a: {}\n', /^work\/clouds\.yaml:3:3: .*unique/],
  'indentation gone wrong': ['clouds:\n  a:\n   b: c\n  d: [', /^work\/clouds\.yaml:\d+:\d+: /],
  'a list of clouds': ['clouds: [a]', /clouds must hold an entry for each cloud$/],
  'a text for an entry': ['clouds: { acme: x }', /1:11: clouds\.acme must hold keys and values$/],
  'a language-specific tag': ['clouds: !!python/object:os.system { a: b }', /tag/i],
  'an endless alias': [
    `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh']
      .map(
        (c, i) =>
          `${c}: &${c} [${Array(9)
            .fill(`*${'abcdefg'[i] ?? ''}`)
            .join(',')}]`,
      )
      .join('\n')}\nclouds: {acme: *h}`,
    /alias/i,
  ],
};
for (const [what, [text, says]] of Object.entries(malformed)) {
  test(`refuses ${what}`, (t) => {
    const around = machine(t, { 'work/clouds.yaml': text });
    assert.match(
      refusal(around, () => cloudTarget('acme', around)),
      says,
    );
  });
}

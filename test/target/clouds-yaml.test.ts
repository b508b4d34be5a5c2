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

test('an entry with password, and defaults as the usual clients have them', (t) => {
  const around = machine(t, { 'work/clouds.yaml': clouds(auth) });
  const {
    credentials,
    name,
    kind,
    region,
    tls,
    interface: face,
    warnings,
  } = cloudTarget('acme', around);
  assert.deepEqual(credentials, {
    authUrl: 'http://192.0.2.1/identity',
    proof: {
      method: 'password',
      user: { name: 'demo', domain: { id: 'default' } },
      password: 'pw',
    },
    scope: { tenant: { name: 'demo', domain: { id: 'default' } } },
  });
  assert.deepEqual(
    { name, kind, region, tls, face, warnings },
    { name: 'acme', kind: 'openstack', region: undefined, tls: {}, face: 'public', warnings: [] },
  );
});

test('the first file counts: the current folder, the user’s, the machine’s; OS_CLIENT_CONFIG_FILE before all', (t) => {
  const at = (host: string) => clouds(auth.replace('192.0.2.1', host));
  const files = {
    'etc/openstack/clouds.yaml': at('etc'),
    'home/.config/openstack/clouds.yml': at('home'),
    'home/xdg/openstack/clouds.yaml': at('xdg'),
    'work/clouds.json': JSON.stringify({
      clouds: { acme: { auth: { auth_url: 'http://work', username: 'u', password: 1 } } },
    }),
    'elsewhere/mine.yaml': at('mine'),
  };
  const around = machine(t, files);
  const url = (changed = {}) => cloudTarget('acme', { ...around, ...changed }).credentials.authUrl;
  assert.equal(url(), 'http://work');
  assert.equal(url({ cwd: around.root }), 'http://home/identity');
  assert.equal(url({ cwd: around.root, home: around.root }), 'http://etc/identity');
  const xdg = { XDG_CONFIG_HOME: `${around.home}/xdg` };
  assert.equal(url({ cwd: around.root, variables: xdg }), 'http://xdg/identity');
  const named = { OS_CLIENT_CONFIG_FILE: '../elsewhere/mine.yaml' };
  assert.equal(url({ variables: named }), 'http://mine/identity');
  const missing = { ...around, variables: { OS_CLIENT_CONFIG_FILE: 'gone.yaml' } };
  assert.equal(
    refusal(around, () => cloudTarget('acme', missing)),
    'OS_CLIENT_CONFIG_FILE: no such file: work/gone.yaml',
  );
});

test('secure.yaml goes over the entry, a profile under it', (t) => {
  const around = machine(t, {
    'work/clouds.yaml': clouds(
      'profile: vendor\n    region_name: R1\n    auth: { username: demo, project_name: demo }',
    ),
    'work/secure.yaml': clouds('auth: { password: from-secure }'),
    'etc/openstack/clouds-public.yaml':
      'public-clouds: { vendor: { auth: { auth_url: "https://vendor.example/v3", user_domain_id: d1 }, region_name: R0, interface: internal } }',
  });
  const target = cloudTarget('acme', around);
  assert.deepEqual(target.credentials, {
    authUrl: 'https://vendor.example/v3',
    proof: {
      method: 'password',
      user: { name: 'demo', domain: { id: 'd1' } },
      password: 'from-secure',
    },
    scope: { tenant: { name: 'demo', domain: { id: 'default' } } },
  });
  assert.equal(target.region, 'R1');
  assert.equal(target.interface, 'internal');
});

test('a profile may stand in the entry; one that is not there is named', (t) => {
  const inPlace = machine(t, {
    'work/clouds.yaml': clouds(`profile: { region_name: R9 }\n    ${auth}`),
  });
  assert.equal(cloudTarget('acme', inPlace).region, 'R9');
  const around = machine(t, { 'work/clouds.yaml': clouds(`profile: vexxhost\n    ${auth}`) });
  assert.match(
    refusal(around, () => cloudTarget('acme', around)),
    /^work\/clouds\.yaml:3:5: profile: no profile vexxhost in clouds-public\.yaml \(searched work\/.*put its auth_url/,
  );
});

const accepted: Record<string, { entry: string; proof: object; scope?: object }> = {
  'v3applicationcredential by id': {
    entry:
      'auth_type: v3applicationcredential\n    auth: { auth_url: "http://h/", application_credential_id: i, application_credential_secret: s }',
    proof: { method: 'application credential', credential: { id: 'i' }, secret: 's' },
  },
  'an application credential by name, without auth_type; its scope is its own': {
    entry:
      'auth: { auth_url: "http://h", application_credential_name: n, application_credential_secret: s, username: u, user_domain_name: D, project_name: p }',
    proof: {
      method: 'application credential',
      credential: { name: 'n' },
      user: { name: 'u', domain: { name: 'D' } },
      secret: 's',
    },
  },
  'a token, for a domain': {
    entry: 'auth_type: v3token\n    auth: { auth_url: "http://h", token: t0, domain_name: D }',
    proof: { method: 'token', token: 't0' },
    scope: { domain: { name: 'D' } },
  },
  'v3password by id, for the system': {
    entry:
      'auth_type: v3password\n    auth: { auth_url: "http://h", user_id: u, password: p, system_scope: all }',
    proof: { method: 'password', user: { id: 'u' }, password: 'p' },
    scope: { system: 'all' },
  },
  'old names, hyphens, keys beside auth, a default domain': {
    entry:
      'auth-url: "http://h"\n    username: u\n    password: p\n    tenant-name: t\n    auth: { default_domain: dd }',
    proof: { method: 'password', user: { name: 'u', domain: { id: 'dd' } }, password: 'p' },
    scope: { tenant: { name: 't', domain: { id: 'dd' } } },
  },
  'ids and secrets that look like numbers, and a merge key': {
    entry:
      'auth: { <<: { auth_url: "http://h" }, username: 007, password: 0123, project_id: 12345678901234567890 }',
    proof: {
      method: 'password',
      user: { name: '007', domain: { id: 'default' } },
      password: '0123',
    },
    scope: { tenant: { id: '12345678901234567890' } },
  },
};
for (const [what, { entry, proof, scope }] of Object.entries(accepted)) {
  test(`accepts ${what}`, (t) => {
    const { credentials } = cloudTarget('acme', machine(t, { 'work/clouds.yaml': clouds(entry) }));
    assert.deepEqual(credentials, {
      authUrl: 'http://h',
      proof,
      ...(scope === undefined ? {} : { scope }),
    });
  });
}

test('regions, interface, overrides; versions are ignored without a word, what is unknown with one', (t) => {
  const around = machine(t, {
    'work/clouds.yaml': clouds(
      `${auth}\n    regions: [{ name: R1, values: { interface: admin } }, R2]\n    identity_api_version: 3\n    compute_endpoint_override: http://c/v2.1/\n    verfy: x`,
    ),
  });
  const target = cloudTarget('acme', around);
  assert.equal(target.region, 'R1');
  assert.equal(target.interface, 'admin');
  assert.deepEqual(target.overrides, { compute: 'http://c/v2.1' });
  assert.deepEqual(
    target.warnings.map((warning) => warning.replaceAll(`${around.root}/`, '')),
    [
      'cloud acme has several regions; R1 is taken, being the first',
      'work/clouds.yaml:11:5: verfy means nothing here and is ignored (did you mean verify?)',
    ],
  );
});

test('certificates: paths are resolved, and not checking is only said', (t) => {
  const tls = 'cacert: ~/ca.pem\n    cert: c.pem\n    key: c.pem';
  const files = { 'home/ca.pem': '', 'work/c.pem': '' };
  const around = machine(t, { ...files, 'work/clouds.yaml': clouds(`${auth}\n    ${tls}`) });
  assert.deepEqual(cloudTarget('acme', around).tls, {
    cacert: `${around.home}/ca.pem`,
    cert: `${around.cwd}/c.pem`,
    key: `${around.cwd}/c.pem`,
  });
  for (const said of ['verify: false', 'verify: no', 'insecure: "True"']) {
    const target = cloudTarget(
      'acme',
      machine(t, { 'work/clouds.yaml': clouds(`${auth}\n    ${said}`) }),
    );
    assert.deepEqual(target.tls, { verify: false });
    assert.deepEqual(target.warnings, [
      "cloud acme: the target's certificate is not checked (verify: false)",
    ]);
  }
  const checked = machine(t, { 'work/clouds.yaml': clouds(`${auth}\n    verify: true`) });
  assert.deepEqual(cloudTarget('acme', checked).tls, {});
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { chooseTarget } from '../../src/target/choose-target.ts';
import { secretsOf } from '../../src/target/target.ts';
import { targetFileJsonSchema } from '../../src/target/target-file-schema.ts';
import { machine, refusal } from './files.ts';

const sample = (name: string) =>
  readFileSync(new URL(`../samples/target/${name}`, import.meta.url), 'utf8');
const published = JSON.parse(
  readFileSync(new URL('../../src/target/target-file.schema.json', import.meta.url), 'utf8'),
) as object;
const claimable = {
  ids: new Set(['virtual-compute/suspend', 'restricted-security-groups', 'flavour/create']),
};
const clouds = `clouds:
  acme:
    auth: { auth_url: http://192.0.2.1/identity, username: admin, password: pw, project_name: admin }
    region_name: R1
`;

function read(t: TestContext, text: string, name = 'target.yaml') {
  const files = { 'work/clouds.yaml': clouds, [`work/${name}`]: text, 'work/authority.pem': '' };
  const around = machine(t, files);
  return { around, choose: () => chooseTarget({ target: name }, claimable, around) };
}

test('two lines suffice; the rest has defaults', (t) => {
  const { around, choose } = read(t, sample('minimal.yaml'));
  const target = choose();
  assert.equal(target.name, 'acme-vim-2026.2');
  assert.equal(target.kind, 'openstack');
  assert.equal(target.region, 'R1');
  assert.equal(target.credentials.authUrl, 'http://192.0.2.1/identity');
  assert.deepEqual(target.parameters, {
    silence: 2_000,
    clockOffset: 1_000,
    deadlines: { server: 300_000, volume: 120_000, stack: 600_000 },
  });
  assert.deepEqual(target.callbacks, { listen: '127.0.0.1:0' });
  assert.deepEqual(target.disposable, { hosts: [], systems: [] });
  assert.deepEqual(target.personas, {});
  // Workers get it as plain data.
  assert.deepEqual(JSON.parse(JSON.stringify(target)), { ...target });
  assert.ok(around.cwd);
});

test('every key arrives', (t) => {
  const { around, choose } = read(t, sample('every-key.yaml'));
  const target = choose();
  const authority = `${around.cwd}/authority.pem`;
  assert.deepEqual(target.tls, { cacert: authority });
  assert.equal(target.interface, 'internal');
  assert.deepEqual(target.overrides, {
    compute: 'https://cloud.example:8774/v2.1',
    block_storage: 'https://cloud.example:8776/v3',
  });
  assert.deepEqual(target.credentials, target.personas['cloud zone administrator']);
  assert.deepEqual(target.credentials.scope, { system: 'all' });
  assert.deepEqual(target.personas['VDC administrator'], {
    authUrl: 'https://cloud.example:5000/v3',
    proof: {
      method: 'password',
      user: { name: 'vdc', domain: { name: 'customer' } },
      password: 'pw-of-vdc',
    },
    scope: { domain: { name: 'customer' } },
  });
  assert.equal(target.personas['VDC user']?.authUrl, 'http://other.example/identity');
  assert.equal(target.personas.reader?.proof.method, 'token');
  assert.deepEqual(Object.keys(target.stimuli).length, 10);
  assert.deepEqual(target.parameters, {
    image: 'cirros',
    flavour: 'm1.tiny',
    externalNetwork: 'public',
    volumeType: 'lvm',
    acceleratorImage: authority,
    policyContent: authority,
    silence: 1_500,
    clockOffset: 100,
    deadlines: { server: 300_000, volume: 90_000, stack: 5_400_000 },
  });
  assert.deepEqual(target.acceleration?.['nf-vi'], {
    url: 'https://acc.example/ifa019',
    token: 'token-of-vim',
    cert: authority,
    key: authority,
  });
  for (const key of ['acceleration.vn-nf', 'policy', 'enabler-services.load-balancer.members']) {
    assert.ok(target.keys.includes(key), key);
  }
  assert.deepEqual(
    new Set(secretsOf(target)),
    new Set(
      sample('every-key.yaml')
        .match(/\b(?:(?:pw|secret|token)-of-\w+|000102[0-9a-f]+)/g)
        ?.filter((s) => s !== 'pw-of-admin'),
    ),
  );
});

test('JSON, and the other form of each key that has two', (t) => {
  const { choose } = read(t, sample('other-forms.json'), 'target.json');
  const target = choose();
  assert.equal(target.region, 'R2');
  assert.equal(target.interface, 'admin');
  assert.ok(target.keys.includes('enabler-services.load-balancer'));
  assert.ok(!target.keys.includes('enabler-services.load-balancer.members'));
});

test('the published schema is that of the code, and accepts the samples', () => {
  assert.deepEqual(published, targetFileJsonSchema(), 'run: node test/target/write-schema.ts');
  const validate = new Ajv2020({ strict: false }).compile(published);
  for (const name of ['minimal.yaml', 'every-key.yaml', 'other-forms.json']) {
    assert.ok(validate(parse(sample(name))), `${name}: ${JSON.stringify(validate.errors)}`);
  }
  assert.ok(!validate({ target: 'x', vim: { openstack: { cloud: 'a', bogus: 1 } } }));
});

const two = sample('minimal.yaml');
const refused: Record<string, [string, string | RegExp]> = {
  'an unknown key': [`${two}bogus: 1`, 'work/target.yaml:3:1: bogus is not known here'],
  'an unknown key deep down': [
    `${two}parameters: { deadlines: { sever: 5m } }`,
    'work/target.yaml:3:28: parameters.deadlines.sever is not known here (did you mean server?)',
  ],
  'a key given twice': [`${two}target: other`, /^work\/target\.yaml:3:1: .*unique/],
  nothing: ['', 'work/target.yaml:1:1: the file must hold keys and values'],
  'a list': ['- a', 'work/target.yaml:1:1: the file must hold keys and values'],
  'two documents': [`${two}---\n${two}`, /^work\/target\.yaml:\d+:\d+: .*multiple documents/],
  'no vim': ['target: x', 'work/target.yaml:1:1: vim is missing'],
  'a number for a text': [
    two.replace('acme-vim-2026.2', '2026'),
    /1:1: target must be a text \(put numbers/,
  ],
  'a bad duration': [
    `${two}parameters: { silence: 2 sec }`,
    'work/target.yaml:3:15: parameters.silence must be a duration, for example 500ms, 2s, 5m or 1h',
  ],
  'no hosts': [
    `${two}parameters: { hosts: 0 }`,
    'work/target.yaml:3:15: parameters.hosts must be at least 1',
  ],
  'half a host': [
    `${two}parameters: { hosts: 1.5 }`,
    'work/target.yaml:3:15: parameters.hosts must be a whole number',
  ],
  'a bad port': [
    `${two}enabler-services: { ntp: ['h:99999'] }`,
    'work/target.yaml:3:27: enabler-services.ntp.0 must be host or host:port, with IPv6 in brackets',
  ],
  'a key of another length': [
    `${two}enabler-services: { ntp-key: { id: 1, algorithm: aes-128-cmac, secret: '00' } }`,
    /enabler-services\.ntp-key\.secret must have 32 digits for aes-128-cmac/,
  ],
  'a zone that is none': [
    `${two}enabler-services: { dns: { servers: [h], zone: a..b } }`,
    /enabler-services\.dns\.zone must be a domain name, for example www\.lab\.test/,
  ],
  'records without data': [
    `${two}enabler-services: { dns: { servers: [h], zone: z, records: [{ name: a, type: A }] } }`,
    /enabler-services\.dns\.records\.0 must have either data or count/,
  ],
  'the way back from a name': [
    `${two}enabler-services: { dns: { servers: [h], zone: z, records: [{ name: a, type: PTR, count: 1 }] } }`,
    /records\.0\.name must be a domain name, or an address where the type is PTR/,
  ],
  'callbacks without a port': [
    `${two}callbacks: { listen: h }`,
    /3:14: callbacks\.listen must be host:port/,
  ],
  'credentials in an address': [
    `${two}policy: { url: 'https://u:hush@h/' }`,
    /3:11: policy\.url must be an http or https address without/,
  ],
  'an empty command': [
    `${two}hardware: { libvirt: { command: [] } }`,
    /3:24: hardware\.libvirt\.command must name a program/,
  ],
  'an unknown persona': [
    `${two}personas: { vdc-usr: { cloud: acme } }`,
    'work/target.yaml:3:13: personas.vdc-usr is not known here (did you mean vdc-user?)',
  ],
  'a persona that cannot sign in': [
    `${two}personas:\n  vdc-user: { username: u }`,
    'work/target.yaml:4:3: personas.vdc-user.password is missing',
  ],
  'a persona of no cloud': [
    `${two}personas: { reader: { cloud: nowhere } }`,
    'work/target.yaml:3:23: personas.reader.cloud: no cloud nowhere in work/clouds.yaml; it has acme',
  ],
  'an unknown cause': [
    `${two}stimuli: { host-fial: { url: 'http://h' } }`,
    /3:12: stimuli\.host-fial is not known here/,
  ],
  'a claim of nothing': [
    `${two}claims: { flavour/creat: { supported: false, reason: x } }`,
    'work/target.yaml:3:11: claims.flavour/creat is neither a clause nor a need (did you mean flavour/create?); `nfvi-conformance requirements` lists them',
  ],
  'a claim without a reason': [
    `${two}claims: { flavour/create: { supported: false } }`,
    'work/target.yaml:3:11: claims.flavour/create.reason is missing',
  ],
  'a cloud with a key of the other form': [
    two.replace('cloud: acme', 'cloud: acme, username: hush'),
    'work/target.yaml:2:34: vim.openstack.username is not known here',
  ],
  'a password that is a number': [
    'target: x\nvim: { openstack: { auth_url: http://h, username: u, password: 5319009 } }',
    'work/target.yaml:2:54: vim.openstack.password must be a text (put numbers and the like in quotes)',
  ],
  'a file of PEM that is not there': [
    `${two}policy: { url: 'https://h', cacert: gone.pem }`,
    'work/target.yaml:3:29: policy.cacert: the file work/gone.pem cannot be read',
  ],
};
for (const [what, [text, says]] of Object.entries(refused)) {
  test(`refuses ${what}`, (t) => {
    const { around, choose } = read(t, text);
    const message = refusal(around, choose);
    if (typeof says === 'string') assert.equal(message, says);
    else assert.match(message, says);
    assert.doesNotMatch(message, /hush|5319009/);
  });
}

test('a file that cannot be read is named with its reason', (t) => {
  const around = machine(t, { 'work/latin.yaml': '' });
  const say = (target: string) =>
    refusal(around, () => chooseTarget({ target }, claimable, around));
  assert.equal(say('gone.yaml'), 'work/gone.yaml: no such file');
  assert.match(say('.'), /a folder, not a file$/);
});

test('all mistakes are told at once, in the order of the file', (t) => {
  const { around, choose } = read(
    t,
    'target: 1\nbogus: 2\nparameters: { hosts: x }\nvim: { openstack: {} }\n',
  );
  assert.deepEqual(
    refusal(around, choose)
      .split('\n')
      .map((line) => line.split(': ').slice(1).join(': ')),
    [
      'target must be a text (put numbers and the like in quotes)',
      'bogus is not known here',
      'parameters.hosts must be a number',
      'vim.openstack.cloud is missing',
    ],
  );
});

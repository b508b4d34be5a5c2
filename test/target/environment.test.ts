import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseTarget } from '../../src/target/choose-target.ts';
import { secretsOf } from '../../src/target/target.ts';
import { machine, refusal } from './files.ts';

const claimable = { ids: new Set<string>() };
const variables = {
  OS_AUTH_URL: 'http://192.0.2.1/identity',
  OS_USERNAME: 'demo',
  OS_PASSWORD: 'pw',
  OS_PROJECT_NAME: 'demo',
  OS_USER_DOMAIN_NAME: 'Default',
  OS_PROJECT_DOMAIN_ID: 'default',
  OS_PROJECT_ID: '',
  OS_REGION_NAME: 'R1',
  OS_ENDPOINT_TYPE: 'internalURL',
  OS_INSECURE: '1',
  OS_VOLUME_API_VERSION: '3',
  OS_IMAGE_ENDPOINT_OVERRIDE: 'http://i/',
  OS_CLOUD: 'ignored here',
};

test('OS_* variables are the cloud envvars', (t) => {
  const target = chooseTarget({ cloud: 'envvars' }, claimable, machine(t, {}, variables));
  assert.deepEqual(target.credentials, {
    authUrl: 'http://192.0.2.1/identity',
    proof: {
      method: 'password',
      user: { name: 'demo', domain: { name: 'Default' } },
      password: 'pw',
    },
    scope: { tenant: { name: 'demo', domain: { id: 'default' } } },
  });
  const { region, interface: face, overrides, tls, warnings, chosenBy } = target;
  assert.deepEqual(
    { region, face, overrides, tls, warnings, chosenBy },
    {
      region: 'R1',
      face: 'internal',
      overrides: { image: 'http://i' },
      tls: { verify: false },
      warnings: ["the environment: the target's certificate is not checked (verify: false)"],
      chosenBy: '--cloud envvars',
    },
  );
});

test('a variable that is missing or wrong is named', (t) => {
  const around = machine(t, {}, { OS_AUTH_URL: 'http://h', OS_USERNAME: 'u' });
  const choose = (changed: Record<string, string>) => () =>
    chooseTarget({ cloud: 'envvars' }, claimable, { ...around, variables: changed });
  assert.equal(refusal(around, choose({ ...around.variables } as never)), 'OS_PASSWORD is missing');
  assert.match(refusal(around, choose({ OS_AUTH_URL: 'nowhere' })), /^OS_AUTH_URL must be an http/);
  assert.match(refusal(around, choose({ OS_CLOUD: 'a', OS_REGION_NAME: 'b' })), /none is set/);
});

test('without a flag it is the simulator, unless the environment names a cloud', (t) => {
  const around = machine(t, {});
  const choose = (given: Record<string, string>, flags = {}) =>
    chooseTarget(flags, claimable, { ...around, variables: given });
  assert.equal(choose({}).kind, 'simulator');
  // Its password is a word of every report.
  assert.deepEqual(secretsOf(choose({})), []);
  assert.equal(choose(variables, { simulator: true }).kind, 'simulator');
  assert.equal(
    refusal(around, () => choose({ OS_CLOUD: 'acme' })),
    'OS_CLOUD names a cloud, and no target was chosen: say --simulator, --cloud acme or --target FILE',
  );
  assert.equal(
    refusal(around, () => choose({ OS_AUTH_URL: 'http://h' })),
    'OS_AUTH_URL names a cloud, and no target was chosen: say --simulator, --cloud envvars or --target FILE',
  );
  assert.equal(
    refusal(around, () => choose({}, { simulator: true, cloud: 'a' })),
    '--simulator and --cloud exclude each other: choose one target',
  );
});

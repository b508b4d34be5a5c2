import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { hot, orchestrationCloud, refusal } from './cloud.ts';

let cloud: Awaited<ReturnType<typeof orchestrationCloud>>;
before(async () => {
  cloud = await orchestrationCloud();
});

const word = { type: 'OS::Heat::RandomString' };

/** Type and message of the refusal of a template. */
const refused = async (template: unknown, more: object = {}) => {
  const body = { stack_name: 's', template, ...more };
  const answer = await cloud.ask('POST /stacks/preview', { body });
  const [status, type, message] = refusal(answer);
  assert.equal(status, 400, answer.text);
  return `${type}: ${message}`;
};
const refusedResource = (resource: unknown, name = 'a') =>
  refused(hot({ resources: { [name]: resource } }));

test('what is no template is refused', async () => {
  const format = 'HTTPBadRequest: Template not in valid format: ';
  assert.equal(await refused(''), `${format}Template format version not found.`);
  assert.equal(await refused('a: b'), `${format}Template format version not found.`);
  const noObject = `${format}The template is not a JSON object or YAML mapping.`;
  assert.equal(await refused('[]'), noObject);
  assert.equal(await refused('a'), noObject);
  for (const text of ['heat_template_version: [', '\tx: 1', 'a: b: c', 'b: *c', '--- 1\n--- 2\n']) {
    assert.ok(
      (await refused(text)).startsWith(`${format}Error parsing template [root stack] `),
      text,
    );
  }
  assert.equal(await refused(null), 'HTTPBadRequest: No template specified');
  assert.equal(
    await refused(`heat_template_version: 2018-08-31\n# ${'x'.repeat(600_000)}`),
    'RequestLimitExceeded: Request limit exceeded: Template size (600036 bytes) exceeds maximum allowed size (524288 bytes).',
  );
});

test('templates that would grow without end are refused at once', async () => {
  const lines = [...'abcdefgh'].map((name, i, all) => {
    const part = i === 0 ? 'x' : `*${all[i - 1] ?? ''}`;
    return `${name}: &${name} [${Array.from({ length: 9 }, () => part).join(', ')}]`;
  });
  const started = performance.now();
  assert.match(
    await refused(['heat_template_version: 2018-08-31', ...lines].join('\n')),
    /Excessive alias count/,
  );
  assert.match(await refused('['.repeat(100_000)), /Error parsing template/);
  assert.ok(performance.now() - started < 2000);
});

test('YAML is read as the service reads it', async () => {
  const text =
    'heat_template_version: 2018-08-31\nparameters:\n  p: {type: boolean, default: yes}\n  d: {type: string, default: 2020-01-01}\n';
  const { status, body } = await cloud.ask('POST /stacks/preview', {
    body: { stack_name: 's', template: text },
  });
  const { parameters } = (body as { stack: { parameters: Record<string, string> } }).stack;
  assert.equal(status, 200);
  assert.deepEqual([parameters['p'], parameters['d']], ['True', '2020-01-01']);
});

test('versions of templates', async () => {
  const version = 'InvalidTemplateVersion: The template version is invalid: ';
  assert.equal(await refused({}), `${version}Template version was not provided`);
  assert.match(
    await refused({ heat_template_version: '2000-01-01' }),
    /should be one of: 2013-05-23, .*, 2021-04-16, newton, ocata, pike, queens, rocky, wallaby$/,
  );
  const aws = { AWSTemplateFormatVersion: '2010-09-09' };
  assert.match(await refused({ ...aws, heat_template_version: 'rocky' }), /Ambiguous versions/);
  const body = { stack_name: 's', template: aws };
  assert.equal((await cloud.ask('POST /stacks', { body })).status, 501);
});

const failed = 'StackValidationFailed: ';

test('sections and resources', async () => {
  assert.equal(await refused(hot({ foo: {} })), `${failed}The template section is invalid: foo`);
  const cases: readonly (readonly [unknown, string])[] = [
    [{}, 'Each resource must contain a type key.'],
    [null, 'Each resource must contain a type key.'],
    ['x', `"resources" must contain a map of resource maps. Found a [<class 'str'>] instead`],
    [{ type: 1 }, 'Resource a type type must be string'],
    [{ type: 'OS::Nope' }, 'The Resource Type (OS::Nope) could not be found.'],
    [{ ...word, foo: 1 }, '"foo" is not a valid keyword inside a resource definition'],
    [{ ...word, properties: 1 }, 'Resource a properties type must be object'],
    [
      { ...word, properties: { nope: 1 } },
      'Property error: : resources.a.properties: : Unknown Property nope',
    ],
    [
      { ...word, properties: { length: 'x' } },
      "Property error: : resources.a.properties.length: : Value 'x' is not an integer",
    ],
    [
      { ...word, properties: { length: 9999 } },
      'Property error: : resources.a.properties.length: : 9999 is out of range (min: 1, max: 512)',
    ],
    [{ ...word, depends_on: 5 }, 'Resource a depends_on type must be list or string'],
    [{ ...word, deletion_policy: 'x' }, 'Invalid deletion policy "x"'],
    [{ ...word, condition: 'x' }, 'resources.a.condition: : Invalid condition "x"'],
  ];
  for (const [resource, message] of cases) {
    assert.equal(await refusedResource(resource), failed + message);
  }
  assert.equal(await refusedResource(word, 'a/b'), `${failed}Resource name may not contain "/"`);
});

test('references', async () => {
  const salted = (salt: unknown) => ({ ...word, properties: { salt } });
  const lost = (where: string) =>
    `InvalidTemplateReference: The specified reference "z" (in ${where}) is incorrect.`;
  assert.equal(await refusedResource({ ...word, depends_on: 'z' }), lost('a'));
  const inSalt = lost('a.Properties.salt');
  assert.equal(await refusedResource(salted({ get_resource: 'z' })), inSalt);
  assert.equal(await refusedResource(salted({ get_attr: ['z', 'value'] })), inSalt);
  assert.equal(
    await refused(hot({ resources: { b: word, a: salted({ get_attr: ['b', 'nope'] }) } })),
    `${failed}resources.a.properties.salt.get_attr: : The Referenced Attribute (b nope) is incorrect.`,
  );
  assert.equal(
    await refusedResource(salted({ get_param: 'zz' })),
    `${failed}Property error: : resources.a.properties.salt: : The Parameter (zz) was not provided.`,
  );
  const circle = { a: { ...word, depends_on: 'b' }, b: { ...word, depends_on: 'a' } };
  assert.match(await refused(hot({ resources: circle })), /^CircularDependencyException: /);
  assert.match(await refusedResource(salted({ get_resource: 'a' })), /^CircularDependency/);
});

test('outputs', async () => {
  const output = `${failed}Output validation error: : outputs.o: : `;
  assert.equal(
    await refused(hot({ outputs: { o: {} } })),
    `${output}Each output definition must contain a value key.`,
  );
  assert.equal(
    await refused(hot({ outputs: { o: 1 } })),
    `${output}Output definitions must be a map. Found a int instead`,
  );
});

test('what is asked beside the template', async () => {
  const ask = async (body: object | string) =>
    refusal(await cloud.ask('POST /stacks', { body })).join(' ');
  const template = hot({});
  assert.equal(await ask({}), '400 HTTPBadRequest No stack name specified');
  assert.equal(await ask({ stack_name: 'a' }), '400 HTTPBadRequest No template specified');
  assert.match(await ask('{'), /^400 HTTPBadRequest /);
  assert.match(await ask([]), /^400 HTTPBadRequest The server could not comply/);
  assert.match(await ask({ stack_name: 1, template }), /Invalid stack name 1, must be a string$/);
  for (const name of ['9a', 'a b', '', 'a'.repeat(256), 'ä']) {
    assert.match(await ask({ stack_name: name, template }), /must start with alpha/);
  }
  const named = { stack_name: 'a', template };
  assert.match(await ask({ ...named, timeout_mins: 'x' }), /acceptable by 'timeout_mins'\.$/);
  assert.match(await ask({ ...named, timeout_mins: -1 }), /non-negative integer\.$/);
  assert.equal(await ask({ ...named, disable_rollback: 'x' }), '400 ValueError ');
  assert.match(await ask({ ...named, tags: 'b'.repeat(81) }), /longer than 80 characters$/);
  assert.equal(await ask({ ...named, tags: ['a'] }), '400 AttributeError ');
  assert.match(await ask({ ...named, environment: { foo: 1 } }), /wrong section "foo"$/);
  assert.match(
    await ask({ stack_name: 'a', template_url: 'file:///etc/passwd' }),
    /Invalid URL scheme file$/,
  );
  assert.match(
    await ask({ stack_name: 'a', x: 'x'.repeat(1_100_000) }),
    /^400 RequestLimitExceeded Request limit exceeded: JSON body size \(1100\d+ bytes\) exceeds maximum allowed size \(1048576 bytes\)\.$/,
  );
});

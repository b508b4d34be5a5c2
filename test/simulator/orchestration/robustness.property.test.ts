/** Whatever is sent for a template, the answer is a refusal or a stack, and never a fault of the simulator. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { orchestrationCloud } from './cloud.ts';

const words = fc.constantFrom(
  'a',
  'b',
  'value',
  'OS::stack_name',
  '__proto__',
  'constructor',
  'toString',
  '',
  'x/y',
  '0',
);
const names = fc.constantFrom(
  'get_param',
  'get_resource',
  'get_attr',
  'list_join',
  'str_replace',
  'str_replace_strict',
  'repeat',
  'digest',
  'str_split',
  'map_merge',
  'filter',
  'list_concat',
  'list_concat_unique',
  'contains',
  'if',
  'equals',
  'not',
  'and',
  'or',
  'yaql',
  'get_file',
  'Fn::Join',
  'template',
  'params',
  'for_each',
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    fc.oneof(
      words,
      fc.constantFrom(null, true, 0, -1, 1.5, 1e21, '', 'md5'),
      fc.string({ maxLength: 8 }),
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(names, words), tie('value'), { maxKeys: 2 }),
  ),
}));

const resource = fc.oneof(
  value,
  fc.record(
    {
      type: fc.oneof(
        fc.constantFrom(
          'OS::Heat::RandomString',
          'OS::Heat::Value',
          'OS::Heat::None',
          'OS::Heat::TestResource',
          'OS::Neutron::Port',
          'OS::Nova::Server',
        ),
        value,
      ),
      properties: fc.oneof(
        value,
        fc.dictionary(
          fc.oneof(
            words,
            fc.constantFrom(
              'length',
              'salt',
              'value',
              'character_classes',
              'fixed_ips',
              'networks',
            ),
          ),
          value,
        ),
      ),
      depends_on: fc.oneof(words, value),
      deletion_policy: fc.oneof(fc.constant('Delete'), value),
      condition: fc.oneof(words, value),
      metadata: value,
    },
    { requiredKeys: [] },
  ),
);
const parameter = fc.oneof(
  value,
  fc.record(
    {
      type: fc.constantFrom('string', 'number', 'json', 'boolean', 'comma_delimited_list'),
      default: value,
      constraints: fc.oneof(
        value,
        fc.array(
          fc.dictionary(
            fc.constantFrom('length', 'range', 'modulo', 'allowed_values', 'allowed_pattern'),
            fc.oneof(value, fc.record({ min: value, max: value }, { requiredKeys: [] })),
          ),
          { maxLength: 2 },
        ),
      ),
    },
    { requiredKeys: [] },
  ),
);
const section = (entry: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.dictionary(words, entry, { maxKeys: 3 }) },
    { weight: 1, arbitrary: value },
  );
const template = fc.record(
  {
    heat_template_version: fc.constantFrom('2013-05-23', '2015-10-15', '2018-08-31', 'wallaby'),
    resources: section(resource),
    parameters: section(parameter),
    conditions: section(value),
    outputs: section(fc.oneof(value, fc.record({ value, condition: value }, { requiredKeys: [] }))),
    description: value,
  },
  { requiredKeys: ['heat_template_version'] },
);

/** Well-formed, around whatever functions make of whatever. */
const plausible = fc.record({
  heat_template_version: fc.constantFrom('2018-08-31', 'wallaby'),
  resources: fc.dictionary(
    fc.constantFrom('a', 'b'),
    fc.record({ type: fc.constant('OS::Heat::Value'), properties: fc.record({ value }) }),
    { maxKeys: 2 },
  ),
  outputs: fc.dictionary(words, fc.record({ value }), { maxKeys: 2 }),
});

const allowed = [200, 201, 400, 403, 409, 501];

test('any template is refused or built, without a fault of the simulator', async () => {
  const { ask, pass } = await orchestrationCloud();
  const bugs: unknown[] = [];
  const note = (warning: Error) => bugs.push(warning);
  process.on('warning', note);
  let n = 0;
  const made: string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.oneof(template, plausible), section(value), async (written, parameters) => {
      n += 1;
      const body = { stack_name: `s${String(n)}`, template: written, parameters };
      for (const path of ['/validate', '/stacks/preview', '/stacks']) {
        const { status, text, headers } = await ask(`POST ${path}`, { body });
        if (status === 201) made.push(new URL(headers.get('location') ?? '').pathname);
        assert.ok(allowed.includes(status), `${path}: ${String(status)} ${text}`);
      }
    }),
    { numRuns: 400, seed: 7 },
  );
  assert.ok(made.length > 20, `${String(made.length)} of them are templates`);
  await pass(2);
  for (const path of made) assert.equal((await ask(`GET ${path}`)).status, 200);
  process.off('warning', note);
  assert.deepEqual(bugs, []);
});

test('any text is refused as a template, or is one', async () => {
  const { ask } = await orchestrationCloud();
  const line = fc.oneof(
    fc.constantFrom(
      'heat_template_version: 2018-08-31',
      'resources:',
      '  a:',
      '    type: OS::Heat::None',
      '---',
      '...',
    ),
    fc.string({ maxLength: 20 }),
    fc.stringMatching(/^[-?:&*!|>'"%@`{}[\],# \t a-c]{0,12}$/),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 8 }), async (lines) => {
      const body = { stack_name: 's', template: lines.join('\n') };
      const { status, text } = await ask('POST /stacks/preview', { body });
      assert.ok(allowed.includes(status), `${String(status)} ${text}`);
    }),
    { numRuns: 500, seed: 7 },
  );
});

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { hot, orchestrationCloud, refusal } from './cloud.ts';

let cloud: Awaited<ReturnType<typeof orchestrationCloud>>;
before(async () => {
  cloud = await orchestrationCloud();
});

const judged = async (parameter: unknown, given?: unknown) => {
  const body = {
    stack_name: 's',
    template: hot({ parameters: { p: parameter } }),
    ...(given === undefined ? {} : { parameters: { p: given } }),
  };
  const answer = await cloud.ask('POST /stacks/preview', { body });
  if (answer.status !== 200) return refusal(answer)[2].replace("Parameter 'p' is invalid: ", '');
  return (answer.body as { stack: { parameters: Record<string, string> } }).stack.parameters['p'];
};

test('parameters have types, and values of them', async () => {
  const cases: readonly (readonly [object, unknown, string])[] = [
    [{ type: 'string' }, undefined, 'The Parameter (p) was not provided.'],
    [{ type: 'strange' }, 'x', 'Invalid type (strange)'],
    [{}, 'x', 'Missing parameter type for parameter: p'],
    [{ type: 'string', foo: 1 }, 'x', "Invalid key 'foo' for parameter (p)"],
    [{ type: 'number' }, 'x', "could not convert string to float: 'x'"],
    [{ type: 'number' }, '1.50', '1.5'],
    [{ type: 'json' }, { a: 1 }, '{"a": 1}'],
    [{ type: 'boolean' }, 'on', 'True'],
    [{ type: 'comma_delimited_list' }, ['a', 1], 'a,1'],
    [
      { type: 'comma_delimited_list' },
      5,
      "Value must be a comma-delimited list string: 'int' object has no attribute 'split'",
    ],
    [{ type: 'string' }, { a: 1 }, "{'a': 1}"],
    [{ type: 'string', hidden: true }, 'secret', '******'],
    [{ type: 'string', default: 'd' }, undefined, 'd'],
  ];
  for (const [parameter, given, said] of cases) assert.equal(await judged(parameter, given), said);
  assert.match(String(await judged({ type: 'boolean' }, 'x')), /^Unrecognized value 'x'/);
  const body = { stack_name: 's', template: hot({}), parameters: { q: 1 } };
  assert.deepEqual(refusal(await cloud.ask('POST /stacks', { body })), [
    400,
    'UnknownUserParameter',
    'The Parameter (q) was not defined in template.',
  ]);
});

test('constraints are kept', async () => {
  const constrained = (constraint: unknown, given: unknown, type = 'string') =>
    judged({ type, constraints: [constraint] }, given);
  const cases: readonly (readonly [unknown, unknown, string, string?])[] = [
    [{ length: { min: 2, max: 4 } }, 'abcde', 'length (5) is out of range (min: 2, max: 4)'],
    [{ length: { max: 2 } }, 'abc', 'length (3) is out of range (min: None, max: 2)'],
    [{ range: { min: 2 } }, '1', '1 is out of range (min: 2, max: None)', 'number'],
    [{ allowed_values: ['a', 'b'] }, 'c', '"c" is not an allowed value ["a", "b"]'],
    [{ allowed_values: [1, 2] }, 3, '3 is not an allowed value [1, 2]', 'number'],
    [{ allowed_pattern: '[a-z]+' }, 'A', '"A" does not match pattern "[a-z]+"'],
    [{ allowed_pattern: '[a-z]+', description: 'lower only' }, 'A', 'lower only'],
    [
      { modulo: { step: 3, offset: 1 } },
      9,
      '9 is not a multiple of 3 with an offset of 1',
      'number',
    ],
    [{ range: { min: 1 } }, 'a', 'Range constraint invalid for string'],
    [{ nope: 1 }, 'a', "Invalid key 'nope' for parameter constraints"],
    [
      { length: {} },
      'a',
      'A length constraint must have a min value and/or a max value specified.',
    ],
    [{ length: { foo: 1 } }, 'a', "Invalid key 'foo' for length constraint"],
    [{}, 'a', 'No constraint expressed'],
    [1, 'a', 'Invalid parameter constraints, expected a mapping'],
    [{ allowed_values: 'a' }, 'a', 'AllowedValues must be a list'],
    [{ allowed_pattern: '[a-z]+' }, 'abc', 'abc'],
  ];
  for (const [constraint, given, said, type] of cases) {
    assert.equal(await constrained(constraint, given, type), said);
  }
  const hungry = await cloud.ask('POST /stacks/preview', {
    body: {
      stack_name: 's',
      template: hot({
        parameters: { p: { type: 'string', constraints: [{ allowed_pattern: '(a+)+b' }] } },
      }),
      parameters: { p: 'a'.repeat(60) },
    },
  });
  assert.equal(hungry.status, 501);
});

let count = 0;
/** What a function comes to, in a stack; or why not. */
const worth = async (value: unknown, version = '2018-08-31') => {
  count += 1;
  const name = `v${String(count)}`;
  const template = {
    heat_template_version: version,
    parameters: {
      l: { type: 'comma_delimited_list', default: 'a,b' },
      m: { type: 'json', default: { k: 'v', n: [1, 2] } },
      s: { type: 'string', default: 'str' },
    },
    ...(version < '2016'
      ? {}
      : { conditions: { c: { equals: [{ get_param: 's' }, 'str'] }, d: { not: 'c' } } }),
    resources: { v: { type: 'OS::Heat::Value', properties: { value } } },
    outputs: { o: { value: { get_attr: ['v', 'value'] } } },
  };
  const made = await cloud.ask('POST /stacks', { body: { stack_name: name, template } });
  if (made.status !== 201) {
    return refusal(made)[2].replace(
      /^(?:Property error: : )?resources\.v\.properties\.value[^:]*: : /,
      '',
    );
  }
  await cloud.pass(1);
  const output = await cloud.ask(`GET ${new URL(made.headers.get('location') ?? '').pathname}`);
  return (output.body as { stack: { outputs: { output_value: unknown }[] } }).stack.outputs[0]
    ?.output_value;
};

test('functions', async () => {
  const cases: readonly (readonly [unknown, unknown])[] = [
    [{ get_param: ['m', 'k'] }, 'v'],
    [{ get_param: ['m', 'n', 1] }, 2],
    [{ get_param: ['m', 'zz'] }, ''],
    [{ get_param: ['l', '0'] }, 'a'],
    [{ get_param: 'OS::stack_name' }, 'v5'],
    [{ list_join: [',', ['a'], ['b', { x: 1 }]] }, 'a,b,{"x": 1}'],
    [{ list_join: [',', ['a', 3]] }, 'Items to join must be string, map or list not 3'],
    [{ list_join: [1, ['a']] }, '"list_join" delimiter must be a string'],
    [{ str_replace: { template: 'a $x b $xy', params: { $x: '1', $xy: 2 } } }, 'a 1 b 2'],
    [{ str_replace: { template: 'a', params: [] } }, '"str_replace" parameters must be a mapping'],
    [
      { str_replace_strict: { template: 'a', params: { z: '1' } } },
      'The following params were not found in the template: z',
    ],
    [{ repeat: { template: 'x-%i%', for_each: { '%i%': ['a', 'b'] } } }, ['x-a', 'x-b']],
    [
      { repeat: { template: { '%i%': '%j%' }, for_each: { '%i%': ['a'], '%j%': ['1', '2'] } } },
      [{ a: '1' }, { a: '2' }],
    ],
    [{ digest: ['md5', 'foo'] }, 'acbd18db4cc2f85cedef654fccc4a4d8'],
    [{ digest: 'x' }, 'Argument to function "digest" must be a list of strings'],
    [{ str_split: [',', 'a,b,c'] }, ['a', 'b', 'c']],
    [{ str_split: [',', 'a,b,c', 1] }, 'b'],
    [{ str_split: [',', 'a,b,c', 9] }, 'Incorrect index to "str_split" should be between 0 and 2'],
    [{ map_merge: [{ a: 1 }, { b: 2, a: 3 }] }, { a: 3, b: 2 }],
    [{ map_merge: ['x'] }, 'Incorrect arguments: Items to merge must be maps.'],
    [{ filter: [['a'], ['a', 'b']] }, ['b']],
    [{ contains: ['a', ['a']] }, true],
    [{ list_concat_unique: [['a'], ['a', 'b']] }, ['a', 'b']],
    [{ if: ['c', 'y', 'n'] }, 'y'],
    [{ if: ['d', 'y', 'n'] }, 'n'],
    [{ if: [{ equals: [1, 2] }, 'y', 'n'] }, 'n'],
    [{ if: ['zz', 'y', 'n'] }, 'Invalid condition "zz"'],
    [{ equals: [1, 1] }, { equals: [1, 1] }],
    [{ unknown_fn: 1 }, { unknown_fn: 1 }],
    [{ get_file: 'x' }, 'No content found in the "files" section for get_file path: x'],
    [{ str_split: [',', { list_join: [',', ['q', 'r']] }] }, ['q', 'r']],
    [
      { yaql: {} },
      'The simulator does not implement the operation "the function yaql of templates".',
    ],
    [null, null],
  ];
  for (const [value, expected] of cases) {
    assert.deepEqual(await worth(value), expected, JSON.stringify(value));
  }
  assert.deepEqual(await worth({ map_merge: [{}] }, '2015-10-15'), { map_merge: [{}] });
});

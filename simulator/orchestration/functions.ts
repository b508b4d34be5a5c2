/** The functions of templates that work on values alone. Source: Heat template guide, "Intrinsic functions". */
import { Misuse } from './expression.ts';
import { repeat } from './repeat-function.ts';
import { digest, join, replacing, split } from './text-functions.ts';
import { need, type ValueFunction } from './value-function.ts';
import { equal, isMapping } from './values.ts';

const merge: ValueFunction = {
  since: '2016-04-08',
  check(written) {
    const form = '"map_merge" : [ { "key1": "val1" }, { "key2": "val2" } ]';
    need(Array.isArray(written), `Incorrect arguments to "map_merge" should be: ${form}`);
  },
  result: (given) =>
    Object.fromEntries(
      (given as readonly unknown[]).flatMap((part) => {
        if (part === null) return [];
        if (!isMapping(part)) {
          throw new Misuse('Incorrect arguments: Items to merge must be maps.');
        }
        return Object.entries(part);
      }),
    ),
};

const lists = (name: string, given: unknown): readonly (readonly unknown[])[] => {
  const all = (Array.isArray(given) ? given : []) as readonly unknown[];
  need(
    all.length > 0 && all.every((part) => part === null || Array.isArray(part)),
    `Incorrect arguments to "${name}" should be: "${name}" : [ [ <value 1>, <value 2> ], [ <value 3>, <value 4> ] ]`,
  );
  return all.map((part) => (part ?? []) as readonly unknown[]);
};

const without = (name: string): ValueFunction => ({
  since: '2017-02-24',
  check(written) {
    need(Array.isArray(written), `Argument to "${name}" must be a list`);
    const form = `"${name}" expected 2 arguments of the form [values, sequence]`;
    need((written as unknown[]).length === 2, form);
  },
  result(given) {
    const [values, sequence] = given as readonly unknown[];
    need(Array.isArray(values) && Array.isArray(sequence), `"${name}" only works with lists`);
    const unwanted = values as readonly unknown[];
    return (sequence as readonly unknown[]).filter(
      (item) => !unwanted.some((one) => equal(one, item)),
    );
  },
});

export const valueFunctions: Readonly<Record<string, ValueFunction>> = {
  list_join: join,
  str_replace: replacing('str_replace', '2013-05-23', false),
  str_replace_strict: replacing('str_replace_strict', '2017-02-24', true),
  repeat,
  digest,
  str_split: split,
  map_merge: merge,
  filter: without('filter'),
  list_concat: {
    since: '2017-09-01',
    result: (given) => lists('list_concat', given).flat(),
  },
  list_concat_unique: {
    since: '2017-09-01',
    result: (given) =>
      lists('list_concat_unique', given)
        .flat()
        .filter((item, i, all) => all.findIndex((other) => equal(other, item)) === i),
  },
  contains: {
    since: '2017-09-01',
    result(given) {
      const [value, sequence] = given as readonly unknown[];
      need(Array.isArray(sequence), 'Second argument to "contains" should be a sequence.');
      return (sequence as readonly unknown[]).some((item) => equal(item, value));
    },
  },
};

/** Known functions that the simulator does not serve, by the first version that has them. */
export const functionsNotServed: Readonly<Record<string, string>> = {
  yaql: '2016-10-14',
  map_replace: '2016-10-14',
  make_url: '2017-09-01',
  str_replace_vstrict: '2017-09-01',
  resource_facade: '2013-05-23',
};

/** Functions of an older format, which the first version of this one had too. */
export const removedFunctions = [
  'Fn::GetAZs',
  'Fn::Join',
  'Fn::Split',
  'Fn::Replace',
  'Fn::Base64',
  'Fn::MemberListToMap',
  'Fn::ResourceFacade',
  'Fn::Select',
  'Ref',
];

/** The functions of templates that work on values alone. Source: Heat template guide, "Intrinsic functions". */
import { createHash, getHashes } from 'node:crypto';
import { Misuse } from './expression.ts';
import { asText, equal, isMapping, type Mapping, spacedJson, typeName } from './values.ts';

export interface ValueFunction {
  /** The first version of templates that has it. */
  readonly since: string;
  /** Judges the arguments as they are written. @throws Misuse */
  readonly check?: (written: unknown) => void;
  /** @throws Misuse */
  readonly result: (given: unknown) => unknown;
}

const need = (holds: boolean, message: string): void => {
  if (!holds) throw new Misuse(message);
};

const joinForm =
  'Incorrect arguments to "list_join" should be: "list_join" : [ " ", [ "str1", "str2"] ...]';
const splitForm =
  'Incorrect arguments to "str_split" should be: "str_split" : [ ",", "apples,pears", <index>]';
const replaceForm = (name: string) =>
  `'"${name}" syntax should be ${name}:\\n              template: This is var1 template var2\\n              params:\\n                var1: a\\n                var2: string'`;
const repeatForm =
  "'\"repeat\" syntax should be repeat:\\n              template: This is %var%\\n              for_each:\\n                %var%: [\\'a\\', \\'b\\', \\'c\\']'";

function join(given: unknown): string {
  const [delimiter, ...lists] = given as readonly unknown[];
  if (typeof delimiter !== 'string') throw new Misuse('"list_join" delimiter must be a string');
  const items = lists.flatMap((list) => {
    if (list === null || list === undefined) return [];
    if (!Array.isArray(list)) throw new Misuse('"list_join" must operate on a list');
    return list as readonly unknown[];
  });
  const texts = items.map((item) => {
    if (item === null) return '';
    if (typeof item === 'string') return item;
    if (typeof item === 'object') return spacedJson(item);
    throw new Misuse(`Items to join must be string, map or list not ${asText(item)}`);
  });
  return texts.join(delimiter);
}

/** Longer names first, so that one that begins like another is not cut. */
const placeholders = (params: Mapping) =>
  Object.keys(params)
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length);

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function replace(name: string, given: unknown, strict: boolean): string {
  const { template, params } = given as Mapping;
  if (typeof template !== 'string') throw new Misuse(`"${name}" template must be a string`);
  if (!isMapping(params)) throw new Misuse(`"${name}" params must be a map`);
  const missing = Object.keys(params).filter((param) => !template.includes(param));
  need(
    !strict || missing.length === 0,
    `The following params were not found in the template: ${missing.join(', ')}`,
  );
  const names = placeholders(params);
  if (names.length === 0) return template;
  const any = new RegExp(names.map(escaped).join('|'), 'g');
  return template.replace(any, (found) => {
    const value = params[found];
    if (value === null || value === undefined) return '';
    return typeof value === 'object' ? spacedJson(value) : asText(value);
  });
}

const replacing = (name: string, since: string, strict: boolean): ValueFunction => ({
  since,
  check(written) {
    if (!isMapping(written)) throw new Misuse(`Arguments to "${name}" must be a map`);
    need('template' in written && 'params' in written, replaceForm(name));
    const isMap = isMapping(written['params']);
    need(isMap, `"${name}" parameters must be a mapping`);
  },
  result: (given) => replace(name, given, strict),
});

/** Every combination of the values that placeholders take, the first placeholder slowest. */
function combinations(lists: readonly (readonly [string, readonly unknown[]])[], nested: boolean) {
  if (nested) {
    return lists.reduce<(readonly (readonly [string, unknown])[])[]>(
      (all, [name, values]) =>
        all.flatMap((one) => {
          need(all.length * values.length <= 10_000, '"repeat" makes too much');
          return values.map((value) => [...one, [name, value] as const]);
        }),
      [[]],
    );
  }
  const [[, first] = ['', []]] = lists;
  for (const [name, { length }] of lists) {
    need(
      length === first.length,
      `For ${name}, the length of for_each values should be equal if no permutations.`,
    );
  }
  return first.map((_, i) => lists.map(([name, values]) => [name, values[i]] as const));
}

function fillIn(template: unknown, values: readonly (readonly [string, unknown])[]): unknown {
  if (typeof template === 'string') {
    const whole = values.find(([name]) => name === template);
    if (whole !== undefined) return whole[1];
    return values.reduce((text, [name, value]) => {
      if (typeof value === 'string') return text.replaceAll(name, value);
      need(!text.includes(name), `replace() argument 2 must be str, not ${typeName(value)}`);
      return text;
    }, template);
  }
  if (Array.isArray(template)) return template.map((part) => fillIn(part, values));
  if (!isMapping(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, part]) => [
      asText(fillIn(key, values)),
      fillIn(part, values),
    ]),
  );
}

const repeat: ValueFunction = {
  since: '2015-04-30',
  check(written) {
    if (!isMapping(written)) throw new Misuse('Arguments to "repeat" must be a map');
    need('template' in written && 'for_each' in written, repeatForm);
  },
  result(given) {
    const { template, for_each: forEach, permutations = true } = given as Mapping;
    if (!isMapping(forEach)) {
      throw new Misuse('The "for_each" argument to "repeat" must contain a map');
    }
    const lists = Object.entries(forEach).map(([name, values]) => {
      if (Array.isArray(values)) return [name, values as readonly unknown[]] as const;
      if (isMapping(values)) return [name, Object.keys(values)] as const;
      throw new Misuse('The values of the "for_each" argument to "repeat" must be lists or maps');
    });
    return combinations(lists, permutations !== false).map((values) => fillIn(template, values));
  },
};

const digest: ValueFunction = {
  since: '2015-04-30',
  result(given) {
    const isList = Array.isArray(given) && given.every((part) => typeof part === 'string');
    need(isList, 'Argument to function "digest" must be a list of strings');
    const [algorithm, text, ...surplus] = given as readonly string[];
    if (algorithm === undefined || text === undefined || surplus.length > 0) {
      throw new Misuse('Function "digest" usage: ["<algorithm>", "<value>"]');
    }
    need(getHashes().includes(algorithm), `Algorithm must be one of ${getHashes().join(', ')}`);
    return createHash(algorithm).update(text).digest('hex');
  },
};

const split: ValueFunction = {
  since: '2015-10-15',
  check(written) {
    need(Array.isArray(written) && [2, 3].includes(written.length), splitForm);
  },
  result(given) {
    const [delimiter, text, index] = given as readonly unknown[];
    if (text === null || text === undefined) return [];
    if (typeof delimiter !== 'string' || typeof text !== 'string') throw new Misuse(splitForm);
    const parts = text.split(delimiter);
    if (index === undefined) return parts;
    const last = parts.length - 1;
    const found = parts[Number(index)];
    if (found !== undefined) return found;
    throw new Misuse(`Incorrect index to "str_split" should be between 0 and ${String(last)}`);
  },
};

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
  list_join: {
    since: '2013-05-23',
    check: (written) => {
      need(Array.isArray(written) && written.length >= 2, joinForm);
    },
    result: join,
  },
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

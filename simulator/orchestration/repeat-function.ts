/** The function `repeat` of templates. Source: Heat template guide, "Intrinsic functions". */
import { Misuse } from './expression.ts';
import { need, type ValueFunction } from './value-function.ts';
import { asText, isMapping, type Mapping, typeName } from './values.ts';

const repeatForm =
  "'\"repeat\" syntax should be repeat:\\n              template: This is %var%\\n              for_each:\\n                %var%: [\\'a\\', \\'b\\', \\'c\\']'";

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

export const repeat: ValueFunction = {
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

/** The functions of templates that make texts. Source: Heat template guide, "Intrinsic functions". */
import { createHash, getHashes } from 'node:crypto';
import { Misuse } from './expression.ts';
import { need, type ValueFunction } from './value-function.ts';
import { asText, isMapping, type Mapping, spacedJson } from './values.ts';

const joinForm =
  'Incorrect arguments to "list_join" should be: "list_join" : [ " ", [ "str1", "str2"] ...]';
const splitForm =
  'Incorrect arguments to "str_split" should be: "str_split" : [ ",", "apples,pears", <index>]';
const replaceForm = (name: string) =>
  `'"${name}" syntax should be ${name}:\\n              template: This is var1 template var2\\n              params:\\n                var1: a\\n                var2: string'`;

function joined(given: unknown): string {
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

export const replacing = (name: string, since: string, strict: boolean): ValueFunction => ({
  since,
  check(written) {
    if (!isMapping(written)) throw new Misuse(`Arguments to "${name}" must be a map`);
    need('template' in written && 'params' in written, replaceForm(name));
    const isMap = isMapping(written['params']);
    need(isMap, `"${name}" parameters must be a mapping`);
  },
  result: (given) => replace(name, given, strict),
});

export const digest: ValueFunction = {
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

export const split: ValueFunction = {
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

export const join: ValueFunction = {
  since: '2013-05-23',
  check: (written) => {
    need(Array.isArray(written) && written.length >= 2, joinForm);
  },
  result: joined,
};

/**
 * How features are written (features/README.md), as rules that can be checked. A rule returns a
 * sentence for each place that breaks it.
 */
import { requirementById } from '../../src/catalogue/catalogue.ts';
import { interfacePoints } from '../../src/catalogue/interface-points.ts';
import { isNeedName } from '../../src/catalogue/needs.ts';
import type { Table } from '../../src/catalogue/requirement.ts';
import type { ExampleFile, FeatureFile, PlainStep } from './suite.ts';

export interface Finding {
  readonly rule: string;
  /** File and line. */
  readonly at: string;
  readonly says: string;
}

type Rule<T> = (subject: T) => readonly string[];

const when = (broken: boolean, says: string): readonly string[] => (broken ? [says] : []);
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const valuesOf = (tags: readonly string[], prefix: string): readonly string[] =>
  tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));

/** All tags of an example, for each of its tables of rows; of a plain example once. */
const tagSets = ({ own, inherited, tables }: ExampleFile): readonly (readonly string[])[] =>
  tables.length === 0
    ? [[...inherited, ...own]]
    : tables.map(({ tags }) => [...inherited, ...own, ...tags]);

const clausesOf = (example: ExampleFile): readonly string[] => [
  ...new Set(tagSets(example).flatMap((tags) => valuesOf(tags, '@clause:'))),
];

const ofType = (steps: readonly PlainStep[], type: PlainStep['type']): readonly PlainStep[] =>
  steps.filter((step) => step.type === type);

const folders: Readonly<Record<string, Table>> = {
  'interface-points': '6-1',
  'tenant-resources': '6-2',
  acceleration: '6-3',
  'enabler-services': 'enablers',
};
const folderOf = (path: string): string => path.split('/').at(-2) ?? '';

const tagVocabulary: Readonly<Record<string, (value: string) => boolean>> = {
  '@id': (value) => value !== '',
  '@clause': (value) => value !== '',
  '@interface': (value) => Object.hasOwn(interfacePoints, value),
  '@needs': isNeedName,
  '@level': (value) => value === 'should',
};
const plainTags = ['@disruptive', '@slow'];

const isKnownTag = (tag: string): boolean => {
  const [kind = '', ...value] = tag.split(':');
  return plainTags.includes(tag) || (tagVocabulary[kind]?.(value.join(':')) ?? false);
};

const foreignWords =
  /\b(https?|json|openstack|nova|neutron|keystone|glance|cinder|octavia|cyborg|blazar|aodh|gnocchi|redfish|libvirt|flavors?|projects?)\b/i;
const methods = /\b(GET|POST|PUT|PATCH|DELETE)\b/;

const foreignWord = (text: string): readonly string[] => {
  const found = foreignWords.exec(text) ?? methods.exec(text);
  return found === null ? [] : [`${JSON.stringify(found[0])} is no word of the chapter`];
};

/** What each example keeps to. */
const exampleRules: Readonly<Record<string, Rule<ExampleFile>>> = {
  'one id': ({ own }) => {
    const ids = valuesOf(own, '@id:');
    return [
      ...when(ids.length !== 1, `it has ${String(ids.length)} @id tags of its own, not one`),
      ...ids.filter((id) => !kebabCase.test(id)).map((id) => `${id} is not in kebab-case`),
    ];
  },
  'id on the example': ({ inherited, tables }) =>
    when(
      valuesOf([...inherited, ...tables.flatMap(({ tags }) => tags)], '@id:').length > 0,
      'an @id stands on its feature, rule or table of rows',
    ),
  'a clause': (example) =>
    when(
      tagSets(example).some((tags) => valuesOf(tags, '@clause:').length === 0),
      'it, or a table of its rows, is evidence for no @clause',
    ),
  'known clauses': (example) =>
    clausesOf(example).flatMap((id) => {
      const requirement = requirementById(id);
      if (requirement === undefined) return [`the catalogue has no ${id}`];
      const { worstOf } = requirement;
      return worstOf === undefined ? [] : [`${id} is the worst of ${worstOf.join(', ')}: name one`];
    }),
  'interface points': (example) =>
    tagSets(example).flatMap((tags) => {
      const points = valuesOf(tags, '@interface:');
      return valuesOf(tags, '@clause:').flatMap((id) => {
        const needed = requirementById(id)?.interfacePoints ?? [];
        return when(
          needed.length > 0 && !needed.some((point) => points.includes(point)),
          `${id} belongs to ${needed.join(' and ')}, and no @interface says so`,
        );
      });
    }),
  folder: (example) => {
    const table = folders[folderOf(example.path)];
    return when(
      table !== undefined && !clausesOf(example).some((id) => requirementById(id)?.table === table),
      `it stands in ${folderOf(example.path)} and has no clause from there`,
    );
  },
  'known tags': (example) =>
    [...new Set(tagSets(example).flat())]
      .filter((tag) => !isKnownTag(tag))
      .map((tag) => `${tag} is not in the vocabulary of tags`),
  'in a rule': ({ rule }) => when(rule === undefined || rule === '', 'it stands in no named Rule'),
  'one When': ({ steps }) => {
    const actions = ofType(steps, 'When').length;
    return when(actions !== 1, `it has ${String(actions)} When steps, not one`);
  },
  'a Then': ({ steps }) => when(ofType(steps, 'Then').length === 0, 'nothing is observed by Then'),
  order: ({ steps }) => {
    const order = steps.map(({ type }) => ['Given', 'When', 'Then'].indexOf(type ?? ''));
    return when(
      order.some((at, n) => at < (order[n - 1] ?? 0)),
      'its steps are not in the order Given, When, Then',
    );
  },
  refusals: ({ steps }) => {
    const tries = ofType(steps, 'When').some(({ text }) => / tr(ies|y) to /.test(text));
    const refused = ofType(steps, 'Then').some(({ text }) => /\brefused\b/.test(text));
    return [
      ...when(tries && !refused, '"tries to" is followed by no refusal'),
      ...when(!tries && refused, 'a refusal follows an action without "tries to"'),
      ...when(tries && ofType(steps, 'Given').length === 0, 'no Given shows that it could succeed'),
    ];
  },
  rows: ({ outline, tables, name }) => [
    ...when(
      outline && (tables.length === 0 || tables.some(({ rows }) => rows === 0)),
      'it is an outline without rows',
    ),
    ...when(outline && !/<[^>]+>/.test(name), 'its rows cannot be told apart by its name'),
  ],
  words: ({ name, rule = '', steps }) =>
    [name, rule, ...steps.map(({ text }) => text)].flatMap(foreignWord),
  titles: ({ name }) => when(name === '' || name.endsWith('.'), 'its title is no claim'),
};

/** What each file keeps to. */
const featureRules: Readonly<Record<string, Rule<FeatureFile>>> = {
  'a known place': ({ path }) => {
    const [top, folder = '', file = '', ...deeper] = path.split('/').slice(-3);
    return when(
      top !== 'features' ||
        deeper.length > 0 ||
        !Object.hasOwn(folders, folder) ||
        !kebabCase.test(file.replace(/\.feature$/, '')),
      `features stand in features/{${Object.keys(folders).join(',')}}/<kebab-case>.feature`,
    );
  },
  'a description': ({ name, description }) => [
    ...when(name === '', 'the feature has no name'),
    ...when(description === '', 'the feature does not say what the chapter says'),
    ...foreignWord(`${name} ${description}`),
  ],
  'an example': ({ examples }) => when(examples.length === 0, 'the feature has no example'),
  background: ({ background }) =>
    when(
      background.some(({ type }) => type !== 'Given'),
      'a background says what is given, and nothing else',
    ),
  'names in a feature': ({ examples }) =>
    repeated(examples.map(({ name }) => name)).map((name) => `two examples are called "${name}"`),
};

/** What all files together keep to. */
const suiteRules: Readonly<Record<string, Rule<readonly FeatureFile[]>>> = {
  'unique ids': (files) =>
    repeated(
      files.flatMap(({ examples }) => examples).flatMap(({ own }) => valuesOf(own, '@id:')),
    ).map((id) => `the id ${id} is given twice`),
  'unique features': (files) =>
    repeated(files.map(({ name }) => name)).map((name) => `two features are called "${name}"`),
};

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}

/** The names of all rules. */
export const ruleNames: readonly string[] = [exampleRules, featureRules, suiteRules].flatMap(
  (rules) => Object.keys(rules),
);

const apply = <T>(
  rules: Readonly<Record<string, Rule<T>>>,
  subject: T,
  at: string,
): readonly Finding[] =>
  Object.entries(rules).flatMap(([rule, check]) =>
    check(subject).map((says) => ({ rule, at, says })),
  );

/** Everything that breaks a rule, in the order of the files. */
export const lint = (files: readonly FeatureFile[]): readonly Finding[] => [
  ...files.flatMap((file) => [
    ...apply(featureRules, file, file.at),
    ...file.examples.flatMap((example) => apply(exampleRules, example, example.at)),
  ]),
  ...apply(suiteRules, files, 'features'),
];

/** Feature files as the rules look at them. */
import type { Feature, GherkinDocument, Scenario, Step } from '@cucumber/messages';
import { StepKeywordType } from '@cucumber/messages';

export interface PlainStep {
  /** What `And`, `But` and `*` continue. */
  readonly type: 'Given' | 'When' | 'Then' | undefined;
  readonly text: string;
}

/** An example or an outline with its rows. */
export interface ExampleFile {
  readonly name: string;
  /** `features/x.feature:7`. */
  readonly at: string;
  readonly path: string;
  /** The rule that it stands in. */
  readonly rule: string | undefined;
  /** Tags of the example itself. */
  readonly own: readonly string[];
  /** Tags of its feature and rule. */
  readonly inherited: readonly string[];
  /** Tags of each table of rows, with the number of its rows; of a plain example none. */
  readonly tables: readonly { readonly tags: readonly string[]; readonly rows: number }[];
  readonly outline: boolean;
  readonly steps: readonly PlainStep[];
}

export interface FeatureFile {
  readonly name: string;
  readonly path: string;
  readonly at: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly ruleTags: readonly string[];
  readonly background: readonly PlainStep[];
  readonly examples: readonly ExampleFile[];
}

const names = (tags: readonly { readonly name: string }[]): readonly string[] =>
  tags.map(({ name }) => name);

const started = {
  [StepKeywordType.CONTEXT]: 'Given',
  [StepKeywordType.ACTION]: 'When',
  [StepKeywordType.OUTCOME]: 'Then',
} as const;

function plain(steps: readonly Step[]): readonly PlainStep[] {
  let type: PlainStep['type'];
  return steps.map(({ keywordType, text }) => {
    if (keywordType !== undefined && keywordType in started) {
      type = started[keywordType as keyof typeof started];
    }
    return { type, text };
  });
}

const example = (
  path: string,
  scenario: Scenario,
  inherited: readonly string[],
  rule?: string,
): ExampleFile => ({
  name: scenario.name,
  at: `${path}:${String(scenario.location.line)}`,
  path,
  rule,
  own: names(scenario.tags),
  inherited,
  tables: scenario.examples.map((table) => ({
    tags: names(table.tags),
    rows: table.tableBody.length,
  })),
  outline: scenario.examples.length > 0 || /outline|template/i.test(scenario.keyword),
  steps: plain(scenario.steps),
});

function examplesOf(path: string, feature: Feature): readonly ExampleFile[] {
  const ofFeature = names(feature.tags);
  return feature.children.flatMap(({ scenario, rule }): readonly ExampleFile[] => {
    if (scenario) return [example(path, scenario, ofFeature)];
    if (!rule) return [];
    const inherited = [...ofFeature, ...names(rule.tags)];
    return rule.children.flatMap((child) =>
      child.scenario ? [example(path, child.scenario, inherited, rule.name)] : [],
    );
  });
}

/** A file without a feature has no examples either, and is seen by its empty name. */
export function featureFile({ uri: path = '', feature }: GherkinDocument): FeatureFile {
  const children = feature?.children ?? [];
  const rules = children.flatMap(({ rule }) => rule ?? []);
  const backgrounds = [...children, ...rules.flatMap((rule) => rule.children)].flatMap(
    ({ background }) => background ?? [],
  );
  return {
    name: feature?.name ?? '',
    path,
    at: `${path}:${String(feature?.location.line ?? 1)}`,
    description: (feature?.description ?? '').trim(),
    tags: names(feature?.tags ?? []),
    ruleTags: rules.flatMap((rule) => names(rule.tags)),
    background: backgrounds.flatMap(({ steps }) => plain(steps)),
    examples: feature ? examplesOf(path, feature) : [],
  };
}

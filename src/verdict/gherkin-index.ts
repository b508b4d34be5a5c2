/** Looking up what the syntax tree of feature files knows and a pickle does not. */
import type { GherkinDocument, Pickle } from '@cucumber/messages';
import type { ReadExample } from './read-example.ts';

interface Place {
  readonly feature: string;
  readonly rule?: string;
}

export class GherkinIndex {
  /** Scenario → where it stands. */
  readonly #places = new Map<string, Place>();
  /** Step → keyword as written. */
  readonly #keywords = new Map<string, string>();
  /** Outline → rows so far. */
  readonly #rows = new Map<string, number>();

  add({ feature }: GherkinDocument): void {
    for (const child of feature?.children ?? []) {
      for (const { background, scenario } of child.rule?.children ?? [child]) {
        for (const { id, keyword } of (background ?? scenario)?.steps ?? []) {
          this.#keywords.set(id, keyword);
        }
        if (scenario === undefined) continue;
        const rule = child.rule?.name;
        this.#places.set(scenario.id, {
          feature: feature?.name ?? '',
          ...(rule === undefined ? {} : { rule }),
        });
      }
    }
  }

  keyword(astNodeIds: readonly string[]): string {
    return astNodeIds.map((id) => this.#keywords.get(id)).find((k) => k !== undefined) ?? '';
  }

  /** Numbers the rows of outlines: to be called once for each pickle, in the order of the files. */
  example(pickle: Pickle): { readonly example: ReadExample; readonly problems: readonly string[] } {
    const [scenario = '', row] = pickle.astNodeIds;
    const tags = pickle.tags.map(({ name }) => name);
    const [tagged, ...more] = valuesOf(tags, '@id:');
    const line = pickle.location?.line ?? 0;
    const where = `${pickle.uri}:${String(line)}`;
    const n = (this.#rows.get(scenario) ?? 0) + 1;
    this.#rows.set(scenario, n);
    const id = tagged ?? where;
    const problems = [
      ...(tagged === undefined ? [`${where}: the example has no tag @id:`] : []),
      ...(tagged !== undefined && !/^[a-z0-9][a-z0-9-]*$/.test(tagged)
        ? [`${where}: @id:${tagged} is not made of a-z, 0-9 and hyphens`]
        : []),
      ...(more.length > 0 ? [`${where}: the example has several tags @id:`] : []),
    ];
    const clauses = [...new Set(valuesOf(tags, '@clause:'))];
    if (clauses.length === 0) problems.push(`${where}: the example has no tag @clause:`);
    return {
      problems,
      example: {
        id: row === undefined ? id : `${id}/${String(n)}`,
        name: pickle.name,
        ...(this.#places.get(scenario) ?? { feature: pickle.uri }),
        uri: pickle.uri,
        line,
        clauses,
        tags,
        should: tags.includes('@level:should'),
        hasSteps: pickle.steps.length > 0,
        selected: false,
        attempts: [],
      },
    };
  }
}

const valuesOf = (tags: readonly string[], prefix: string): readonly string[] =>
  tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));

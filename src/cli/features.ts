/** The feature files as Cucumber reads them, and their examples as the catalogue counts them. */
import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api';
import type { GherkinDocument, Pickle, Scenario } from '@cucumber/messages';
import type { CoveringExample } from '../catalogue/coverage.ts';
import { silent } from './silent.ts';
import { unpublished } from './suite.ts';

/** What Cucumber reads in feature files. */
export interface Features {
  readonly documents: readonly GherkinDocument[];
  /** One an example, or one a row of an outline. */
  readonly pickles: readonly Pickle[];
}

/**
 * Reads `features/**\/*.feature` below a folder, with the parser of Cucumber; a run without support
 * code is how its public API gives access to it.
 * @throws Error naming file and line of what is no Gherkin
 */
export async function readFeatures(root: string): Promise<Features> {
  const documents: GherkinDocument[] = [];
  const pickles: Pickle[] = [];
  const errors: string[] = [];
  const environment = { cwd: root, stdout: silent(), stderr: silent() };
  const { runConfiguration } = await loadConfiguration(
    {
      file: false,
      provided: {
        paths: ['features/**/*.feature'],
        format: ['message'],
        dryRun: true,
        publish: false,
      },
    },
    environment,
  );
  const configuration = { ...unpublished(runConfiguration), support: { importPaths: [] } };
  await runCucumber(configuration, environment, ({ gherkinDocument, pickle, parseError }) => {
    if (gherkinDocument) documents.push(gherkinDocument);
    if (pickle) pickles.push(pickle);
    if (parseError) errors.push(`${parseError.source.uri ?? ''} ${parseError.message}`);
  });
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return { documents, pickles };
}

/** Every scenario of a feature file, also those within its rules. */
export const scenariosOf = (document: GherkinDocument): readonly Scenario[] =>
  (document.feature?.children ?? [])
    .flatMap((child) => [child, ...(child.rule?.children ?? [])])
    .flatMap(({ scenario }) => (scenario === undefined ? [] : [scenario]));

/** The examples as the catalogue counts them, in the order of the files. */
export function examplesOf(
  documents: readonly GherkinDocument[],
  pickles: readonly Pickle[],
): readonly CoveringExample[] {
  const outlines = new Set(
    documents
      .flatMap(scenariosOf)
      .filter(({ examples }) => examples.length > 0)
      .map(({ id }) => id),
  );
  const rows = new Map<string, number>();
  return pickles.map((pickle) => {
    const tags = pickle.tags.map(({ name }) => name);
    const valuesOf = (prefix: string) =>
      tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));
    const scenario = pickle.astNodeIds[0] ?? '';
    const row = (rows.get(scenario) ?? 0) + 1;
    rows.set(scenario, row);
    const id = valuesOf('@id:')[0] ?? '';
    return {
      id: outlines.has(scenario) ? `${id}/${String(row)}` : id,
      name: pickle.name,
      feature: pickle.uri,
      line: pickle.location?.line ?? 0,
      clauses: [...new Set(valuesOf('@clause:'))],
      refuses: pickle.steps.some((step) => / tr(ies|y) to /.test(step.text)),
      silent: pickle.steps.some((step) => /\bhears nothing\b/.test(step.text)),
      onlyShould: tags.includes('@level:should'),
    };
  });
}

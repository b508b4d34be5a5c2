/** Where the suite is, and what a selection selects. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfiguration, type IRunConfiguration } from '@cucumber/cucumber/api';
import { parse as parseTagExpression } from '@cucumber/tag-expressions';
import { ConfigurationError } from '../failures.ts';
import { suggestion } from '../target/nearest.ts';

/** TypeScript in a clone, the JavaScript built from it in the installed package. */
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const codeRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The folder that holds `features` and `package.json`. */
export const packageRoot = existsSync(join(codeRoot, 'package.json'))
  ? codeRoot
  : fileURLToPath(new URL('../../..', import.meta.url));

/** The version of this tool. */
export const toolVersion = (
  JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }
).version;

/** The feature files, relative to the package's root, in order. */
export function featureFiles(): readonly string[] {
  return readdirSync(join(packageRoot, 'features'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.feature'))
    .map((file) => join('features', file))
    .sort();
}

/** SHA-256 over names and texts of the feature files: which specification was run. */
export function featuresDigest(): string {
  const hash = createHash('sha256');
  for (const file of featureFiles()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(packageRoot, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

export interface Selection {
  /** A Cucumber tag expression over all examples. */
  readonly tags?: string;
  /** Feature files to look in, relative to the package's root; all when it is absent. */
  readonly files?: readonly string[];
  readonly parallel?: number;
  /** `I/N`. */
  readonly shard?: string;
}

/** Cucumber's configuration of a run. `worldParameters` reach `src/cli/worker.ts`. */
export async function runConfiguration(
  selection: Selection,
  worldParameters: Record<string, unknown>,
): Promise<IRunConfiguration> {
  const code = relative(packageRoot, codeRoot) || '.';
  const { runConfiguration: configuration } = await loadConfiguration(
    {
      file: false,
      provided: {
        paths: [...(selection.files ?? featureFiles())],
        import: [`${code}/src/cli/worker.${extension}`, `${code}/steps/*.${extension}`],
        // No formatter of Cucumber: all views come from the verdict.
        format: ['message:/dev/null'],
        publish: false,
        strict: true,
        tags: selection.tags ?? '',
        ...(selection.parallel === undefined ? {} : { parallel: selection.parallel }),
        ...(selection.shard === undefined ? {} : { shard: selection.shard }),
        worldParameters: worldParameters as Record<string, never>,
      },
    },
    { cwd: packageRoot },
  );
  return unpublished(configuration);
}

/**
 * CUCUMBER_PUBLISH_TOKEN and CUCUMBER_PUBLISH_ENABLED in the environment outweigh `publish: false`, and
 * the messages would go to a service on the internet.
 */
export const unpublished = (configuration: IRunConfiguration): IRunConfiguration => ({
  ...configuration,
  formats: { ...configuration.formats, publish: false },
});

const tagIn = /@[^\s()]+/g;

/** Tags that may be asked for though no example has them today, see features/README.md. */
const kinds = ['@level:should', '@disruptive', '@slow'];

/** Every tag that stands in the feature files, or may. */
function knownTags(): ReadonlySet<string> {
  const tags = new Set(kinds);
  for (const file of featureFiles()) {
    const lines = readFileSync(join(packageRoot, file), 'utf8').split('\n');
    for (const line of lines.filter((text) => text.trimStart().startsWith('@'))) {
      for (const [tag] of line.matchAll(tagIn)) tags.add(tag);
    }
  }
  return tags;
}

/**
 * Checks an expression before anything is asked of the target.
 * @throws ConfigurationError naming what cannot be parsed, or the tag that no feature has or may have
 */
export function checkTags(expression: string): void {
  try {
    parseTagExpression(expression);
  } catch (error) {
    throw new ConfigurationError(`--tags: ${(error as Error).message}`);
  }
  const known = knownTags();
  const unknown = expression
    .split(/[\s()]+/)
    .filter((word) => !['', 'and', 'or', 'not'].includes(word) && !known.has(word));
  if (unknown.length > 0) {
    const told = unknown.map((tag) => `${tag}${suggestion(tag, known)}`).join(', ');
    const [kind = ''] = (unknown[0] ?? '').split(':');
    const alike = [...known].filter((tag) => tag.startsWith(`${kind}:`));
    const some = (alike.length > 0 ? alike : [...known]).slice(0, 5).join(', ');
    throw new ConfigurationError(
      `--tags: the suite has no tag ${told}; known are for example ${some}`,
    );
  }
}

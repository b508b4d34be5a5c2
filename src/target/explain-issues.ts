/** What zod found, as lines that name file, line and key. Values are never shown: some are secret. */
import type { z } from 'zod';
import { suggestion } from './nearest.ts';
import type { YamlSource } from './yaml-source.ts';

type Issue = z.core.$ZodIssue;

/** A line for each thing that is wrong, in the order of the file. */
export function explainIssues(
  error: z.ZodError,
  source: YamlSource,
  /** Every key that may stand somewhere in the file, to suggest the one that was meant. */
  keys: Iterable<string> = [],
): string {
  const lines = error.issues.flatMap((issue) => explain(issue, [], source, [...keys]));
  return [...new Set(lines)].sort(byPosition).join('\n');
}

const byPosition = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

function explain(
  issue: Issue,
  before: readonly PropertyKey[],
  source: YamlSource,
  keys: readonly string[],
): string[] {
  const path = [...before, ...issue.path].map((step) =>
    typeof step === 'number' ? step : String(step),
  );
  const at = (steps: readonly (string | number)[]) =>
    `${source.at(steps)}: ${steps.length === 0 ? 'the file' : steps.join('.')}`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(
        (key) => `${at([...path, key])} is not known here${suggestion(key, keys)}`,
      );
    case 'invalid_key':
      return [`${at(path)} is not known here${firstMessage(issue.issues)}`];
    case 'invalid_union': {
      const branch = closest(issue.errors);
      if (branch !== undefined)
        return branch.flatMap((inner) => explain(inner, path, source, keys));
      break;
    }
    case 'invalid_type':
      if (!source.has(path)) return [`${at(path)} is missing`];
      return [`${at(path)} ${wanted(issue.expected)}`];
    case 'too_small':
      if (issue.origin !== 'string' && issue.origin !== 'array') {
        return [`${at(path)} must be at least ${String(issue.minimum)}`];
      }
      break;
    case 'too_big':
      return [`${at(path)} must be at most ${String(issue.maximum)}`];
    case 'invalid_value':
      return [`${at(path)} must be ${issue.values.map(String).join(' or ')}`];
  }
  return [`${at(path)} ${lowerFirst(issue.message)}`];
}

/** Of the ways in which a value may be written, the one with the least to change. */
function closest(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const effort = (issues: readonly Issue[]) =>
    issues.reduce(
      (sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1),
      0,
    );
  return [...branches].filter((b) => b.length > 0).sort((a, b) => effort(a) - effort(b))[0];
}

const names: Readonly<Record<string, string>> = {
  string: 'must be a text (put numbers and the like in quotes)',
  object: 'must hold keys and values',
  record: 'must hold keys and values',
  array: 'must be a list',
  boolean: 'must be true or false',
  int: 'must be a whole number',
  number: 'must be a number',
};
const wanted = (expected: string): string => names[expected] ?? `must be ${expected}`;

const firstMessage = (issues: readonly Issue[]): string => {
  const [first] = issues;
  return first?.code === 'invalid_value'
    ? `; there are ${first.values.map(String).join(', ')}`
    : '';
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What changed between two runs. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from '../failures.ts';
import { oneLine } from './printable.ts';
import { exampleVerdicts, overallVerdicts, requirementVerdicts } from './verdicts.ts';

/** What is compared; a file of a later version may hold more. */
const compared = z.object({
  schemaVersion: z.literal(1),
  run: z.object({ id: z.string() }),
  target: z.object({ name: z.string(), kind: z.string() }),
  verdict: z.enum(overallVerdicts),
  requirements: z.array(
    z.object({
      id: z.string(),
      verdict: z.enum(requirementVerdicts),
      parameters: z
        .array(z.object({ name: z.string(), type: z.string(), exercised: z.boolean() }))
        .exactOptional(),
    }),
  ),
  scenarios: z.array(z.object({ id: z.string(), verdict: z.enum(exampleVerdicts) })),
});
export type Compared = z.infer<typeof compared>;

/** One line of the comparison. */
export interface Change {
  readonly id: string;
  /** Undefined: it was not there. */
  readonly before?: string;
  readonly after?: string;
}

export interface Comparison {
  /** They did not fail before, and do now. */
  readonly new: readonly Change[];
  /** They failed before, and pass now. */
  readonly fixed: readonly Change[];
  readonly stillFailing: readonly Change[];
  /** They were there before, and are not now: not run any more is not fixed. */
  readonly disappeared: readonly Change[];
}

/** `error` and `inconclusive` are failures here: what was known is not known any more. */
const bad = (verdict: string | undefined): boolean =>
  verdict === 'fail' || verdict === 'error' || verdict === 'inconclusive';

/** Neither run says anything about the target: a requirement that is gone in this sense. */
const unknown = (verdict: string | undefined): boolean =>
  verdict === undefined || verdict === 'not-covered' || verdict === 'not-selected';

/** Compares requirements or scenarios, by id. */
export function compare(
  before: readonly { readonly id: string; readonly verdict: string }[],
  after: readonly { readonly id: string; readonly verdict: string }[],
): Comparison {
  const old = new Map(before.map(({ id, verdict }) => [id, verdict]));
  const now = new Map(after.map(({ id, verdict }) => [id, verdict]));
  const changes = [...new Set([...old.keys(), ...now.keys()])].map((id): Change => {
    const [was, is] = [old.get(id) ?? absent(id), now.get(id) ?? absent(id)];
    return {
      id,
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
    };
  });
  return {
    new: changes.filter((c) => !bad(c.before) && bad(c.after)),
    fixed: changes.filter((c) => bad(c.before) && c.after === 'pass'),
    stillFailing: changes.filter((c) => bad(c.before) && bad(c.after)),
    disappeared: changes.filter((c) => !unknown(c.before) && unknown(c.after)),
  };
}

/** Entries of the run and of claims are there only when something is wrong. */
const absent = (id: string): 'pass' | undefined =>
  /^(run|static)\//.test(id) ? 'pass' : undefined;

/**
 * Compares two runs.
 * @param before a `conformance.json`, or the folder of a run
 * @param after the same of the later run
 * @returns text for a terminal, ending with a line feed
 * @throws ConfigurationError naming the file that is missing or is no `conformance.json`
 */
export function compareRuns(before: string, after: string): string {
  const [old, now] = [readConformance(before), readConformance(after)];
  const title = ({ run, target, verdict }: Compared): string =>
    oneLine(`${run.id} on ${target.name} (${target.kind}): ${verdict}`);
  return [
    `old  ${title(old)}`,
    `new  ${title(now)}`,
    '',
    ...listed('Requirements', compare(old.requirements, now.requirements)),
    ...listed('Scenarios', compare(old.scenarios, now.scenarios)),
    '',
  ].join('\n');
}

function listed(title: string, { new: added, fixed, stillFailing, disappeared }: Comparison) {
  const groups = [
    ['new', added],
    ['fixed', fixed],
    ['still failing', stillFailing],
    ['disappeared', disappeared],
  ] as const;
  return [
    `${title}: ${groups.map(([name, { length }]) => `${String(length)} ${name}`).join(', ')}`,
    ...groups.flatMap(([name, changes]) =>
      changes.map(
        ({ id, before = 'not there', after = 'not there' }) =>
          `  ${name.padEnd(14)}${oneLine(id)}  ${before} → ${after}`,
      ),
    ),
  ];
}

/** Reads and checks a `conformance.json`. */
export function readConformance(path: string): Compared {
  const file = isFolder(path) ? join(path, 'conformance.json') : path;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`cannot read ${file}: ${code ?? String(error)}`, { cause: error });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ConfigurationError(`${file} is no JSON: ${String(error)}`, { cause: error });
  }
  const read = compared.safeParse(json);
  if (read.success) return read.data;
  throw new ConfigurationError(`${file} is no conformance.json:\n${z.prettifyError(read.error)}`);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

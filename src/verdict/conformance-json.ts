/** `conformance.json`: the result for machines. Its JSON Schema is published beside this file. */
import { z } from 'zod';
import type { Exchange } from '../evidence.ts';
import { oneLine, printable } from './printable.ts';
import type { ScenarioResult, Verdicts } from './result.ts';
import { transcriptPath } from './transcript-text.ts';
import { exampleVerdicts, overallVerdicts, requirementVerdicts } from './verdicts.ts';

const count = z.int().nonnegative();
const counts = <V extends string>(verdicts: readonly V[]) =>
  z.strictObject(Object.fromEntries(verdicts.map((v) => [v, count])) as Record<V, typeof count>);
const level = z.enum(['MUST', 'SHOULD', 'MAY']);

const deviation = z.strictObject({
  owner: z.string(),
  reason: z.string(),
  expires: z.string().describe('the last day on which it counts, YYYY-MM-DD'),
  link: z.string().exactOptional(),
  expect: z.string().describe('text that the failure contains'),
});

const scenario = z.strictObject({
  id: z
    .string()
    .describe(
      'unique; run/… and static/… stand for what no example shows: of the run, of a claim, of an operation that is not offered',
    ),
  name: z.string(),
  feature: z.string(),
  location: z.string().nullable().describe('file:line'),
  verdict: z.enum(exampleVerdicts),
  level: z.literal('SHOULD').exactOptional().describe('its failure only warns'),
  clauses: z.array(z.string()).describe('ids of requirements'),
  reason: z.string().nullable().describe('why the verdict is not pass'),
  step: z.string().exactOptional().describe('the step or hook that did not pass'),
  expected: z.string().exactOptional(),
  observed: z.string().exactOptional(),
  request: z
    .strictObject({ line: z.string(), id: z.string().nullable(), curl: z.string() })
    .exactOptional()
    .describe('the request that the failure is about'),
  deviation: deviation.exactOptional().describe('the known deviation that expects this failure'),
  rerun: z.string().describe('a command line that runs just this again'),
  durationMs: z.number().nonnegative(),
  transcript: z.string().nullable().describe('path, relative to this file'),
});

/** The shape of the file. Fields may be added under one `schemaVersion`; none changes its meaning. */
export const conformanceSchema = z.strictObject({
  schemaVersion: z.literal(1),
  run: z.strictObject({
    id: z.string(),
    started: z.string(),
    finished: z.string().nullable().describe('null when the run was cut off'),
    interrupted: z.boolean(),
    toolVersion: z.string(),
    featuresDigest: z.string().describe('SHA-256 over the feature files'),
    profile: z.string(),
    command: z.string(),
    selection: z.strictObject({
      tags: z.string().exactOptional(),
      shard: z.string().exactOptional(),
    }),
  }),
  target: z.strictObject({
    name: z.string(),
    kind: z.string(),
    bundledSimulator: z.boolean(),
    fingerprint: z.record(z.string(), z.string()),
  }),
  verdict: z.enum(overallVerdicts),
  exitCode: z.literal([0, 1, 2, 3, 4, 5]),
  because: z.string().describe('why this verdict and exit code'),
  totals: z.strictObject({
    requirements: counts(requirementVerdicts),
    scenarios: counts(exampleVerdicts),
  }),
  requirements: z.array(
    z.strictObject({
      id: z.string(),
      table: z.enum(['6-1', '6-2', '6-3', 'enablers']),
      level,
      applies: z
        .boolean()
        .describe('false: the target does not meet its need, or claims not to support it'),
      verdict: z.enum(requirementVerdicts),
      reason: z.string().nullable().describe('why it does not apply'),
      knownDeviation: z.boolean().describe('it fails, and each failure is a known deviation'),
      scenarios: z.array(z.string()),
      parameters: z
        .array(
          z.strictObject({
            name: z.string(),
            type: z.enum(['Input', 'Filter', 'Output']),
            exercised: z.boolean().describe('a call that succeeded had it on the wire'),
          }),
        )
        .exactOptional()
        .describe('of a call of Table 6-3'),
    }),
  ),
  scenarios: z.array(scenario),
  leaks: z.array(
    z.strictObject({
      resource: z.string(),
      id: z.string(),
      name: z.string().exactOptional(),
      reason: z.string(),
      kept: z.boolean(),
      scenario: z.string().nullable(),
    }),
  ),
  warnings: z.array(
    z.strictObject({
      message: z.string(),
      level: level.exactOptional(),
      clause: z.string().exactOptional(),
      scenario: z.string().exactOptional(),
    }),
  ),
});

export type Conformance = z.infer<typeof conformanceSchema>;

/** The schema as it is published. */
export const conformanceJsonSchema = (): unknown => ({
  title: 'conformance.json of nfvi-conformance',
  ...z.toJSONSchema(conformanceSchema),
});

export function toConformance(result: Verdicts): Conformance {
  const { run, finished, interrupted, verdict, exitCode, because, totals } = result;
  const { id, started, toolVersion, featuresDigest, profile, command, selection } = run;
  return {
    schemaVersion: 1,
    run: {
      id,
      started,
      finished: finished ?? null,
      interrupted,
      toolVersion,
      featuresDigest,
      profile,
      command,
      selection,
    },
    target: run.target,
    verdict,
    exitCode,
    because,
    totals,
    requirements: result.requirements.map((requirement) => ({
      id: requirement.id,
      table: requirement.table,
      level: requirement.level,
      applies: requirement.applies,
      verdict: requirement.verdict,
      reason: requirement.reason ?? null,
      knownDeviation: requirement.knownDeviation,
      scenarios: [...requirement.scenarios],
      ...(requirement.parameters === undefined
        ? {}
        : { parameters: requirement.parameters.map((parameter) => ({ ...parameter })) }),
    })),
    scenarios: result.scenarios.map(scenarioOf),
    leaks: result.leaks.map(({ resource, id: what, name, reason, kept, scenario: by }) => ({
      resource,
      id: what,
      ...(name === undefined ? {} : { name }),
      reason: printable(reason),
      kept: kept === true,
      scenario: by ?? null,
    })),
    warnings: result.warnings.map((warning) => ({
      ...warning,
      message: printable(warning.message),
    })),
  };
}

function scenarioOf(of: ScenarioResult): Conformance['scenarios'][number] {
  const { explanation } = of;
  return {
    id: of.id,
    name: of.name,
    feature: of.feature,
    location: of.location === '' ? null : of.location,
    verdict: of.verdict,
    ...(of.should ? { level: 'SHOULD' as const } : {}),
    clauses: [...of.clauses],
    reason: explanation === undefined ? null : reasonOf(explanation),
    ...(explanation?.step === undefined ? {} : { step: explanation.step }),
    ...(explanation?.expected === undefined ? {} : { expected: printable(explanation.expected) }),
    ...(explanation?.observed === undefined ? {} : { observed: printable(explanation.observed) }),
    ...(explanation?.exchange === undefined ? {} : { request: requestOf(explanation.exchange) }),
    ...(of.deviation === undefined ? {} : { deviation: deviationOf(of.deviation) }),
    rerun: of.rerun,
    durationMs: of.durationMs,
    transcript: of.transcript === undefined ? null : transcriptPath(of.id),
  };
}

const reasonOf = ({ message, also }: NonNullable<ScenarioResult['explanation']>): string =>
  printable([message, ...also.map((other) => `also: ${other}`)].join('\n'));

const requestOf = ({
  request,
  requestId,
  curl,
}: Pick<Exchange, 'requestId' | 'curl'> & { readonly request: string }) => ({
  line: oneLine(request),
  id: requestId === undefined ? null : oneLine(requestId),
  curl: printable(curl),
});

const deviationOf = ({
  example: _example,
  ...rest
}: NonNullable<ScenarioResult['deviation']>): z.infer<typeof deviation> => rest;

/** Evidence comes out of a file: its shapes (src/evidence.ts) are checked before they are believed. */
import { z } from 'zod';
import {
  type Leak,
  mediaTypes,
  type NotApplicable,
  type RunEnd,
  type RunFacts,
  type Transcript,
  type Warning,
} from '../evidence.ts';

const strings = z.record(z.string(), z.string());
const moment = z.iso.datetime({ offset: true });

const deviation = z.object({
  example: z.string(),
  owner: z.string(),
  reason: z.string(),
  expires: z.iso.date(),
  link: z.string().exactOptional(),
  expect: z.string().min(1),
});

const runFacts: z.ZodType<RunFacts> = z.object({
  id: z.string(),
  started: moment,
  toolVersion: z.string(),
  featuresDigest: z.string(),
  command: z.string(),
  profile: z.string(),
  target: z.object({
    name: z.string(),
    kind: z.string(),
    bundledSimulator: z.boolean(),
    fingerprint: strings,
  }),
  selection: z.object({
    tags: z.string().exactOptional(),
    shard: z.string().exactOptional(),
  }),
  requireConformant: z.boolean(),
  deviations: z.array(deviation),
  claims: z.record(z.string(), z.object({ supported: z.boolean(), reason: z.string() })),
  needs: z.array(z.string()),
  // Runs of older versions have none.
  notOffered: strings.default({}),
});

const runEnd: z.ZodType<RunEnd> = z.object({
  finished: moment,
  interrupted: z.boolean(),
  stopped: z
    .object({ cause: z.enum(['configuration', 'sign-in', 'error']), message: z.string() })
    .exactOptional(),
});

const notApplicable: z.ZodType<NotApplicable> = z.object({ reason: z.string().min(1) });

const leak: z.ZodType<Leak> = z.object({
  resource: z.string(),
  id: z.string(),
  name: z.string().exactOptional(),
  reason: z.string(),
  kept: z.boolean().exactOptional(),
  uncertain: z.boolean().exactOptional(),
});

const warning: z.ZodType<Warning> = z.object({
  message: z.string(),
  clause: z.string().exactOptional(),
  level: z.enum(['MUST', 'SHOULD', 'MAY']).exactOptional(),
});

const transcript: z.ZodType<Transcript> = z.object({
  exchanges: z.array(
    z.object({
      n: z.int().positive(),
      actor: z.string(),
      at: z.string(),
      durationMs: z.number(),
      request: z.object({
        method: z.string(),
        url: z.string(),
        headers: strings,
        body: z.string().exactOptional(),
      }),
      response: z
        .object({ status: z.int(), headers: strings, body: z.string().exactOptional() })
        .exactOptional(),
      error: z.string().exactOptional(),
      requestId: z.string().exactOptional(),
      curl: z.string(),
    }),
  ),
  calls: z
    .array(
      z.object({
        call: z.string(),
        from: z.string(),
        to: z.string(),
        given: z.array(z.string()).exactOptional(),
        answered: z.array(z.string()).exactOptional(),
      }),
    )
    .exactOptional(),
});

const schemas = { run: runFacts, end: runEnd, notApplicable, leak, warning, transcript };

type Kind = keyof typeof mediaTypes;
type Read = {
  [K in Kind]: { readonly kind: K; readonly value: z.infer<(typeof schemas)[K]> };
}[Kind];

const kinds = new Map<string, Kind>(
  (Object.keys(mediaTypes) as Kind[]).map((kind) => [mediaTypes[kind], kind]),
);

/** What was attached; a `problem` when it has our media type, but not the shape. */
export type Evidence = Read | { readonly kind: 'malformed'; readonly problem: string };

/** @returns undefined when the media type is none of ours */
export function readEvidence(mediaType: string, body: string): Evidence | undefined {
  const kind = kinds.get(mediaType);
  if (kind === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    return { kind: 'malformed', problem: `evidence "${kind}" is no JSON: ${String(error)}` };
  }
  const read = schemas[kind].safeParse(json);
  return read.success
    ? ({ kind, value: read.data } as Read)
    : { kind: 'malformed', problem: `evidence "${kind}": ${z.prettifyError(read.error)}` };
}

/** The form of the files in test/samples/probes. */
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** The services as the simulator's paths name them, and their types in a service catalogue. */
export const probedServices = {
  identity: 'identity',
  compute: 'compute',
  image: 'image',
  network: 'network',
  volume: 'block-storage',
  orchestration: 'orchestration',
  placement: 'placement',
  accelerator: 'accelerator',
  reservation: 'reservation',
} as const;
export type ProbedService = keyof typeof probedServices;

const texts = z.record(z.string(), z.string());
const ask = new RegExp(
  `^(GET|HEAD|POST|PUT|PATCH|DELETE) /(${Object.keys(probedServices).join('|')})(/.*)?$`,
);

const probe = z.strictObject({
  name: z.string(),
  /** Method and path; the first part of the path names the service. */
  ask: z.string().regex(ask),
  /** A person of the cast, `bogus`, or a token that was kept; absent: nobody signed in. */
  as: z.string().optional(),
  headers: texts.optional(),
  /** An object is sent as JSON, text as it is. */
  body: z.unknown().optional(),
  /** Placeholder → dotted path into the body, or `header <name>`. */
  keep: texts.optional(),
  /** Dotted path into the body → value: asked again until it is so, what comes then is compared. */
  until: texts.optional(),
  /** Compare the values of the body too, not only keys and types. */
  exactly: z.literal(true).optional(),
  /** How a difference begins, as the comparison prints it → why it is accepted; of what differs in some runs only: `at times, …`. */
  exempt: z.record(z.string(), z.string().min(20)).optional(),
});
export type Probe = z.infer<typeof probe>;

/** @returns none for a service that has no file yet */
export function readProbes(service: ProbedService): readonly Probe[] {
  const file = new URL(`../samples/probes/${probedServices[service]}.yaml`, import.meta.url);
  if (!existsSync(file)) return [];
  // They are our own: hundreds of requests may share a header.
  return z.array(probe).parse(parse(readFileSync(file, 'utf8'), { maxAliasCount: -1 }));
}

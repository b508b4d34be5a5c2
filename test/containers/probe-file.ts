/** The form of the files in test/samples/probes. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const texts = z.record(z.string(), z.string());

const probe = z.strictObject({
  name: z.string(),
  /** Method and path; the first part of the path names the service. */
  ask: z.string().regex(/^(GET|HEAD|POST|PUT|PATCH|DELETE) \/(identity|compute)(\/.*)?$/),
  /** A person of the cast, `bogus`, or a token that was kept; absent: nobody signed in. */
  as: z.string().optional(),
  headers: texts.optional(),
  /** An object is sent as JSON, text as it is. */
  body: z.unknown().optional(),
  /** Placeholder → dotted path into the body, or `header <name>`. */
  keep: texts.optional(),
  /** Compare the values of the body too, not only keys and types. */
  exactly: z.literal(true).optional(),
  /** How a difference begins, as the comparison prints it → why it is accepted. */
  exempt: z.record(z.string(), z.string().min(20)).optional(),
});
export type Probe = z.infer<typeof probe>;

export function readProbes(service: 'identity' | 'compute'): readonly Probe[] {
  const file = new URL(`../samples/probes/${service}.yaml`, import.meta.url);
  return z.array(probe).parse(parse(readFileSync(file, 'utf8')));
}

/**
 * How policy management refuses. Source: ETSI GS NFV-SOL 013, clause 6.4. Its own text has problem details
 * in a type of their own, its published interface descriptions as plain JSON: both are read.
 */
import { z } from 'zod';

export const problemMediaTypes: readonly string[] = [
  'application/problem+json',
  'application/json',
];

export const problemDetails = z.looseObject({
  type: z.string().optional(),
  title: z.string().optional(),
  status: z.int(),
  detail: z.string(),
});

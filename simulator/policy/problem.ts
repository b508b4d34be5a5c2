/** How policy management refuses: problem details. Source: ETSI GS NFV-SOL 013, clause 6.4. */
import type { z } from 'zod';
import { badRequest, type Fault } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';

export const writeProblem = ({ status, message, details: { headers } }: Fault): Reply => ({
  status,
  body: { status, detail: message },
  type: 'application/problem+json',
  ...(headers === undefined ? {} : { headers }),
});

/** @throws Fault 400 that names the attribute */
export function valid<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.join('.') || 'the body';
  throw badRequest(`${at}: ${issue?.message ?? 'another form'}`);
}

/** Judging what a client sends by the contract, in placement's words. */
import type { z } from 'zod';
import { badRequest } from '../kernel/fault.ts';
import { explain } from '../kernel/valid-body.ts';

/**
 * What the schema makes of a body.
 * @throws Fault 400 that says what is wrong; the real service goes on to print its schema
 */
export function validJson<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const what = issue === undefined ? 'invalid' : explain(issue, body).message;
  throw badRequest(`JSON does not validate: ${what}`);
}

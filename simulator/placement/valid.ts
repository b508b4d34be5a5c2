/** Judging what a client sends by the contract, in placement's words. */
import type { z } from 'zod';
import { badRequest } from '../kernel/fault.ts';
import { pythonText, unexpectedText, valueAt } from '../kernel/value-text.ts';

const explain = (issue: z.core.$ZodIssue, body: unknown): string => {
  const value = valueAt(body, issue.path);
  if (issue.code === 'unrecognized_keys') return unexpectedText(issue.keys);
  if (value === undefined) return `'${String(issue.path.at(-1))}' is a required property`;
  return `${pythonText(value)} ${issue.message}`;
};

/**
 * What the schema makes of a body.
 * @throws Fault 400 that names what is wrong, and where
 */
export function validJson<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.length === 0 ? '' : ` at ${issue?.path.join('.') ?? ''}`;
  const what = issue === undefined ? 'invalid' : explain(issue, body);
  throw badRequest(`JSON does not validate${where}: ${what}`);
}

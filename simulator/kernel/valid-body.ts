/** Judging what a client sends by the contract, in the words that most services use for it. */
import type { z } from 'zod';
import { badRequest } from './fault.ts';
import { pythonText, unexpectedText, valueAt } from './value-text.ts';

/** @returns where the fault is and what is wrong there */
export const explain = (issue: z.core.$ZodIssue, body: unknown) => {
  const value = valueAt(body, issue.path);
  const parent = issue.path.slice(0, -1);
  if (issue.code === 'unrecognized_keys') {
    return { path: issue.path, message: unexpectedText(issue.keys) };
  }
  if (issue.code === 'invalid_key') {
    const patterns = issue.issues.flatMap((inner) =>
      inner.code === 'invalid_format' ? [`'${(inner.pattern ?? '').slice(1, -1)}'`] : [],
    );
    return {
      path: parent,
      message: `'${String(issue.path.at(-1))}' does not match any of the regexes: ${patterns.join(', ')}`,
    };
  }
  if (issue.message.startsWith('An invalid')) return { path: [], message: issue.message };
  if (value === undefined && issue.path.length > 0) {
    return { path: parent, message: `'${String(issue.path.at(-1))}' is a required property` };
  }
  if (issue.code === 'invalid_type') {
    const wanted = issue.expected === 'record' ? 'object' : issue.expected;
    return { path: issue.path, message: `${pythonText(value)} is not of type '${wanted}'` };
  }
  if (issue.code === 'invalid_union') {
    const deeper = issue.errors.flat().find((inner) => inner.code !== 'invalid_type');
    const message = deeper?.message ?? 'is not valid under any of the given schemas';
    return { path: issue.path, message: `${pythonText(value)} ${message}` };
  }
  return { path: issue.path, message: `${pythonText(value)} ${issue.message}` };
};

/**
 * What the schema makes of the body.
 * @throws Fault 400 that names the field, its value and what is wrong with it
 */
export function validBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue === undefined) throw badRequest('Invalid request body');
  const { path, message } = explain(issue, body);
  if (path.length === 0) throw badRequest(message);
  const value = valueAt(body, path);
  const shown = typeof value === 'string' ? value : pythonText(value);
  throw badRequest(
    `Invalid input for field/attribute ${String(path.at(-1))}. Value: ${shown}. ${message}`,
  );
}

/** Judging what a client sends by the contract, in the identity service's words. */
import type { z } from 'zod';
import { badRequest } from '../kernel/fault.ts';
import { pythonText, unexpectedText, valueAt } from '../kernel/value-text.ts';

const secretFields = new Set(['password', 'original_password', 'secret']);

/** Secrets are masked. */
const shown = (value: unknown): string => pythonText(value, secretFields);

interface Complaint {
  readonly path: readonly PropertyKey[];
  /** The keyword of JSON Schema that was violated. */
  readonly keyword: string;
  readonly said: string;
}

/** Keywords by the code of the issue; what is not here is a pattern or a rule of its own. */
const keywords: Readonly<Record<string, string>> = {
  too_small: 'minLength',
  too_big: 'maxLength',
  invalid_format: 'pattern',
};

const complaint = (issue: z.core.$ZodIssue, body: unknown): Complaint => {
  const { path } = issue;
  const value = valueAt(body, path);
  if (issue.code === 'unrecognized_keys') {
    return { path, keyword: 'additionalProperties', said: unexpectedText(issue.keys) };
  }
  if (value === undefined && path.length > 0) {
    const said = `'${String(path.at(-1))}' is a required property`;
    return { path: path.slice(0, -1), keyword: 'required', said };
  }
  if (issue.code === 'invalid_type') {
    const wanted = issue.expected === 'record' ? 'object' : issue.expected;
    return { path, keyword: 'type', said: `${shown(value)} is not of type '${wanted}'` };
  }
  if (issue.code === 'invalid_union') {
    const said = `${shown(value)} is not valid under any of the given schemas`;
    return { path, keyword: 'anyOf', said };
  }
  const keyword = keywords[issue.code] ?? 'rule';
  return { path, keyword, said: `${shown(value)} ${issue.message}` };
};

/**
 * What the schema makes of a value.
 * @throws Fault 400 that names the field, its value and what is wrong with it
 */
export function valid<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue === undefined) throw badRequest('Invalid request body');
  const { path, keyword, said } = complaint(issue, value);
  const steps = path.map(
    (key) => `[${typeof key === 'number' ? String(key) : `'${String(key)}'`}]`,
  );
  const instance = secretFields.has(String(path.at(-1))) ? "'***'" : shown(valueAt(value, path));
  const explained = `${said}\n\nFailed validating '${keyword}'\n\nOn instance${steps.join('')}:\n    ${instance}`;
  throw badRequest(
    path.length === 0
      ? explained
      : `Invalid input for field '${path.map(String).join('/')}': ${explained}`,
  );
}

/** How the alarming service refuses. Source: Aodh 22, api/middleware; WSME's faults, and pecan's for who asks for JSON. */
import { STATUS_CODES } from 'node:http';
import type { z } from 'zod';
import type { BodyRules } from '../kernel/body.ts';
import { badRequest, Fault, notFound } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';
import { valueAt } from '../kernel/value-text.ts';

export const writeAlarmingFault = ({ status, message }: Fault): Reply => ({
  status,
  body: {
    error_message: {
      faultcode: status < 500 ? 'Client' : 'Server',
      faultstring: message,
      debuginfo: null,
    },
  },
});

export const invalid = (field: string, value: string, why: string) =>
  badRequest(`Invalid input for field/attribute ${field}. Value: '${value}'. ${why}`);
/** Not by the framework of types, but by the one that finds the way. */
const byRouting = (code: number, description: string): Fault => {
  const said = { code, title: STATUS_CODES[code] ?? '', description };
  return new Fault(code, description, {
    verbatim: { status: code, body: { error_message: said } },
  });
};
export const disallowed = () => byRouting(403, 'RBAC Authorization Failed');
export const unknownPath = () => byRouting(404, 'The resource could not be found.');
/** @param own the project that the caller is confined to; undefined for an administrator */
export const alarmNotFound = (id: string, own: string | undefined) =>
  notFound(own === undefined ? `Alarm ${id} not found` : `Alarm ${id} not found in project ${own}`);
export const notYours = (id: string, aspect: 'project' | 'user' = 'project') =>
  new Fault(401, `Not Authorized to access ${aspect} ${id}`);

const explained = (issue: z.core.$ZodIssue, body: unknown): Fault => {
  if (issue.code === 'unrecognized_keys') {
    const [s, names] = [issue.keys.length === 1 ? '' : 's', issue.keys.join(', ')];
    return badRequest(`Unknown attribute${s}: ${names}`);
  }
  const field = issue.path.filter((part) => typeof part === 'string').join('.') || 'data';
  const value = valueAt(body, issue.path);
  if (value === undefined || issue.path.length === 0) {
    return invalid(field, 'None', 'Mandatory field missing.');
  }
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return invalid(field, shown, issue.message);
};

/** What the schema makes of a body. @throws Fault 400 that names the field and its value */
export function validInput<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw issue === undefined ? badRequest('Alarm incorrect') : explained(issue, body);
}

export const alarmingBodies: BodyRules = {
  maxBytes: 256 * 1024,
  tooLarge: () => new Fault(413, 'Request Entity Too Large'),
  otherType: () => undefined,
  notJson: () => badRequest('Unable to parse the body: it is no JSON.'),
  missing: () => undefined,
};

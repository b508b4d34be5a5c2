/** How the accelerator service writes refusals: JSON in JSON. Source: Cyborg 16.0.1 (2026.1), recorded. */
import { STATUS_CODES } from 'node:http';
import type { z } from 'zod';
import type { AcceleratorFault } from '../../src/contract/accelerator/errors.ts';
import type { BodyRules } from '../kernel/body.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest, Fault, notFound } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';

const inJson = (inner: AcceleratorFault): object => ({ error_message: JSON.stringify(inner) });

/** A refusal of the framework beneath the service. */
export const frameworkFault = (
  code: number,
  description: string,
  headers: NonNullable<Reply['headers']> = [],
): Fault => {
  const title = STATUS_CODES[code] ?? '';
  const body = inJson({ code, title, description });
  return new Fault(code, description || title, { verbatim: { status: code, body, headers } });
};

export const writeAcceleratorFault = ({ status, message }: Fault): Reply => ({
  status,
  body: inJson({
    faultcode: status < 500 ? 'Client' : 'Server',
    faultstring: message,
    debuginfo: null,
  }),
});

/** Not all requests of the server have been decided on. */
export const notResolved = () =>
  new Fault(423, 'Locked', { verbatim: { status: 423, body: inJson(null) } });

export const missing = (what: string, by: string, value: string) =>
  notFound(`${what} not found with ${by}=${value}`);

const uuidForm = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
export const isUuid = (text: string): boolean => uuidForm.test(text);

/** A part of the path that the service wants to be a uuid. @throws Fault 400 */
export function uuidOf(call: Call, field = 'uuid'): string {
  const value = call.param('uuid');
  if (isUuid(value)) return value;
  throw badRequest(
    `Invalid input for field/attribute ${field}. Value: '${value}'. unable to convert to uuid. Error: Expected a uuid but received ${value}.`,
  );
}

/** Only these words may stand in the query. @throws Fault 400 */
export function onlyArguments(call: Call, ...known: readonly string[]): void {
  for (const name of call.query.keys()) {
    if (!known.includes(name)) throw badRequest(`Unknown argument: "${name}"`);
  }
}

/** What the schema makes of a body. @throws Fault 400 with the message for whatever is wrong with it */
export function validOr400<S extends z.ZodType>(
  schema: S,
  body: unknown,
  message: (issue: z.core.$ZodIssue) => string,
): z.output<S> {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw badRequest(issue === undefined ? 'Invalid body' : message(issue));
}

export const acceleratorBodies: BodyRules = {
  maxBytes: 1024 * 1024,
  tooLarge: () => new Fault(413, 'Request Entity Too Large'),
  otherType: () => undefined,
  notJson: () => badRequest('Request is not in valid JSON format'),
  missing: () => undefined,
};

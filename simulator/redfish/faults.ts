/** How a Redfish service refuses. Source: DSP0266, "Error responses"; DSP2065, the Base registry. */
import type { z } from 'zod';
import type { BodyRules } from '../kernel/body.ts';
import { Fault } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';

const registry = 'Base.1.18';

/** Headers of every answer. */
export const usualHeaders = [
  ['odata-version', '4.0'],
  ['cache-control', 'no-cache'],
] as const;

/** @param word of the Base registry */
export const refused = (
  status: number,
  word: string,
  message: string,
  headers: Reply['headers'] = [],
): Fault => new Fault(status, message, { kind: word, headers });

export const noSuchResource = (path: string): Fault =>
  refused(404, 'ResourceMissingAtURI', `There is no resource at ${path}.`);
export const insufficientPrivilege = (): Fault =>
  refused(403, 'InsufficientPrivilege', 'The account does not have the privilege for this.');
export const stale = (): Fault =>
  refused(412, 'PreconditionFailed', 'The resource is not what the precondition says any more.');

/** What Zod found in a body, as the first of the messages of the registry that fits. */
export function invalidBody(error: z.ZodError): Fault {
  const [issue] = error.issues;
  const at = issue?.path.join('/') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    const names = [...issue.path, ...issue.keys].join(', ');
    return refused(400, 'PropertyUnknown', `There is no property ${names} that can be written.`);
  }
  if (issue?.code === 'invalid_value') {
    return refused(
      400,
      'PropertyValueNotInList',
      `${at} must be one of ${issue.values.map(String).join(', ')}.`,
    );
  }
  return refused(400, 'PropertyValueError', `${at}: ${issue?.message ?? 'not accepted'}.`);
}

/** A refusal that has no word of its own says no more than its status does. */
export const writeFault = ({ status, message, details: { kind, headers } }: Fault): Reply => {
  const code = `${registry}.${kind ?? 'GeneralError'}`;
  return {
    status,
    body: {
      error: {
        code,
        message,
        '@Message.ExtendedInfo': [
          {
            '@odata.type': '#Message.v1_1_1.Message',
            MessageId: code,
            Message: message,
            MessageSeverity: status >= 500 ? 'Critical' : 'Warning',
            Resolution: 'See the message.',
          },
        ],
      },
    },
    headers: [...usualHeaders, ...(headers ?? [])],
  };
};

export const bodies: BodyRules = {
  maxBytes: 64 * 1024,
  tooLarge: () => refused(413, 'GeneralError', 'The body is too large.'),
  otherType: () => refused(415, 'GeneralError', 'A body must be application/json.'),
  notJson: () => refused(400, 'MalformedJSON', 'The body is no JSON.'),
  missing: () => ({}),
};

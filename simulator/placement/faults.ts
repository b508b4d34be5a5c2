/** How the placement service writes refusals. Source: OpenStack Zed, recorded. */
import { STATUS_CODES } from 'node:http';
import type { BodyRules } from '../kernel/body.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest, conflict, Fault } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';

const explanations: Readonly<Record<number, string>> = {
  400: 'The server could not comply with the request since it is either malformed or otherwise incorrect.',
  403: 'Access was denied to this resource.',
  404: 'The resource could not be found.',
  409: 'There was a conflict when trying to complete your request.',
  415: 'The request media type is not supported by this server.',
};

/** From 1.23 on errors have codes. */
const withCode = 23;

export function writePlacementFault(fault: Fault, call: Call): Reply {
  const { status, message, details } = fault;
  const title = STATUS_CODES[status] ?? '';
  const explanation = explanations[status];
  const detail = explanation === undefined ? message : `${explanation}\n\n ${message}  `;
  const minor = (call.state as { readonly minor: number } | undefined)?.minor ?? 0;
  return {
    status,
    body: {
      errors: [
        {
          status,
          title,
          detail,
          ...(minor < withCode ? {} : { code: details.kind ?? 'placement.undefined_code' }),
          request_id: call.requestId,
        },
      ],
    },
    ...(details.headers === undefined ? {} : { headers: details.headers }),
  };
}

/** Somebody else has changed it in the meantime. */
export const concurrent = (message: string) =>
  conflict(message, { kind: 'placement.concurrent_update' });
export const duplicate = (message: string) =>
  conflict(message, { kind: 'placement.duplicate_name' });
export const inUse = (kind: 'inventory.inuse' | 'resource_provider.inuse', message: string) =>
  conflict(message, { kind: `placement.${kind}` });

/** What is wrong with what was said in a query. */
export const badQuery = (message: string) =>
  badRequest(message, { kind: 'placement.query.bad_value' });

/** A page for people: the service was not asked for JSON. */
export const notAcceptable = () =>
  new Fault(406, '', {
    verbatim: {
      status: 406,
      type: 'text/html; charset=UTF-8',
      body: `<html>
 <head>
  <title>406 Not Acceptable</title>
 </head>
 <body>
  <h1>406 Not Acceptable</h1>
  The resource could not be generated that was acceptable to your browser
(content of type text/html. <br /><br />
Only application/json is provided
 </body>
</html>`,
    },
  });

export const methodNotAllowed = (method: string, allowed: readonly string[]) =>
  new Fault(
    405,
    `The method ${method} is not allowed for this resource. \n\n The method specified is not allowed for this resource.`,
    { headers: [['allow', allowed.join(', ')]] },
  );

export const placementBodies: BodyRules = {
  maxBytes: 1024 * 1024,
  tooLarge: () => new Fault(413, 'The request is too large.'),
  otherType: (type) =>
    new Fault(415, `The media type ${type ?? 'None'} is not supported, use application/json`),
  notJson: () => badRequest('Malformed JSON'),
  missing: () => {
    throw badRequest('Malformed JSON: Expecting value: line 1 column 1 (char 0)');
  },
};

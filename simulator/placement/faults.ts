/** How the placement service writes refusals. Source: OpenStack Zed, recorded. */
import { STATUS_CODES } from 'node:http';
import type { BodyRules } from '../kernel/body.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest, conflict, Fault } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';
import { unexpectedText } from '../kernel/value-text.ts';
import { doesNotVary, servedMinor } from './microversions.ts';

const explanations: Readonly<Record<number, string>> = {
  400: 'The server could not comply with the request since it is either malformed or otherwise incorrect.',
  403: 'Access was denied to this resource.',
  404: 'The resource could not be found.',
  409: 'There was a conflict when trying to complete your request.',
};

/** From 1.23 on errors have codes. */
const withCode = 23;

/** There is no such thing, said from below a handler that does not look into it. */
export class Unknown extends Fault {
  constructor(message: string) {
    super(404, message);
  }
}

export function writePlacementFault(fault: Fault, call: Call): Reply {
  const { status, message, details } = fault;
  if (status === 403 || fault instanceof Unknown) doesNotVary(call);
  const title = STATUS_CODES[status] ?? '';
  const explanation = explanations[status];
  const detail = explanation === undefined ? message : `${explanation}\n\n ${message}  `;
  return {
    status,
    body: {
      errors: [
        {
          status,
          title,
          detail,
          ...(servedMinor(call) < withCode
            ? {}
            : { code: details.kind ?? 'placement.undefined_code' }),
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

/** A parameter that the query must have. */
export const missingInQuery = (message: string) =>
  badRequest(message, { kind: 'placement.query.missing_value' });
/** Said of the parameters of a query as JSON Schema says it. */
export const invalidQuery = (message: string) =>
  badRequest(`Invalid query string parameters: ${message}`);
export const unexpectedInQuery = (name: string) => invalidQuery(unexpectedText([name]));

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

/** Asked without a body it answers for people. */
export const headNotAllowed = (allowed: readonly string[]) =>
  new Fault(405, '', {
    verbatim: {
      status: 405,
      type: 'text/html; charset=UTF-8',
      body: '<html></html>',
      headers: [['allow', allowed.join(', ')]],
    },
  });

/** Where the method came with a later version. */
export const notYetAllowed = (method: string) =>
  new Fault(405, `The method ${method} is not allowed for this resource. \n\n `);

export const placementBodies: BodyRules = {
  maxBytes: 1024 * 1024,
  tooLarge: () => new Fault(413, 'The request is too large.'),
  otherType: (type) =>
    new Fault(
      415,
      `The request media type ${type ?? 'None'} is not supported by this server. \n\n The media type ${type ?? 'None'} is not supported, use application/json`,
    ),
  notJson: () => badRequest('Malformed JSON'),
  missing: () => {
    throw badRequest('Malformed JSON: Expecting value: line 1 column 1 (char 0)');
  },
};

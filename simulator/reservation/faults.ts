/** How the reservation service refuses. Source: Blazar 17.0.0 (2026.1), recorded. */
import type { BodyRules } from '../kernel/body.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest, Fault, forbidden, notFound } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';

/** A refusal of the framework beneath the service. */
export const frameworkFault = (status: number, message: string): Fault =>
  new Fault(status, message, {
    verbatim: { status, body: { error: status, error_message: message } },
  });

/** What it could not cope with. */
export const internal = (status = 500, message = 'Internal Server Error') =>
  new Fault(status, message, { kind: 'INTERNAL_SERVER_ERROR' });
/** A database that does not do what is asked. */
export const databaseFault = (what: 'NotFound' | 'DuplicateEntry') =>
  new Fault(500, `BlazarDB${what}: A database error occurred`);

/** There is not enough of it; the status differs. */
export const notEnoughHosts = () => new Fault(500, 'Not enough hosts available');
export const notEnoughAddresses = () => badRequest('Not enough floating IPs available');

export const missingParameter = (...names: readonly string[]) =>
  badRequest(`Missing parameter ${names.join(', ')}`);
export const malformedParameter = (name: string) => badRequest(`Malformed parameter ${name}`);
export const noSuchObject = (kind: 'lease_id' | 'host_id', id: string) =>
  notFound(`Object with {'${kind}': '${id}'} not found`);
export const disallowed = (rule: string) =>
  forbidden(`Policy doesn't allow blazar:${rule} to be performed`);

/** The answer to a deletion: no body, of a type. */
export const gone: Reply = { status: 204, type: 'application/json' };

/** Who does not say what answer it accepts gets none, whatever was done. */
export const unrendered: Reply = {
  status: 500,
  type: 'text/plain',
  body: "werkzeug.exceptions.BadRequest: 400 Bad Request: Content type '' isn't supported\n",
};

export const writeReservationFault = ({ status, message, details }: Fault, call: Call): Reply =>
  call.header('accept') === undefined
    ? unrendered
    : {
        status,
        body: { error_code: status, error_message: message, error_name: details.kind ?? status },
      };

export const reservationBodies: BodyRules = {
  maxBytes: 1024 * 1024,
  tooLarge: () => frameworkFault(413, 'The data value transmitted exceeds the capacity limit.'),
  otherType: (type) => frameworkFault(400, `Content type '${type ?? ''}' isn't supported`),
  notJson: () =>
    frameworkFault(
      500,
      'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.',
    ),
  missing: () => ({}),
};

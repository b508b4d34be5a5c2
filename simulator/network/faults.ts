/** How the network service writes refusals: `{"NeutronError": {"type", "message", "detail"}}`. */
import type { NetworkError } from '../../src/contract/network/errors.ts';
import type { BodyRules } from '../kernel/body.ts';
import { Fault } from '../kernel/fault.ts';
import { pageNotFound } from '../kernel/page-not-found.ts';
import type { Reply } from '../kernel/reply.ts';

/** @param type the name of the refusal, which clients tell kinds apart by */
export const networkFault = (status: number, type: string, message: string): Fault =>
  new Fault(status, message, { kind: type });

/** What a request must not be, whatever it is about. */
export const badRequest = (message: string) => networkFault(400, 'HTTPBadRequest', message);

/** What a value must not be. */
export const invalidInput = (what: string) =>
  networkFault(400, 'InvalidInput', `Invalid input for operation: ${what}.`);

/** What part of a request must not be. */
export const badPart = (part: string, why: string) =>
  networkFault(400, 'BadRequest', `Bad ${part} request: ${why}.`);

/** A refusal that does not tell whether there is such a thing. */
export const nothingHere = () =>
  networkFault(404, 'HTTPNotFound', 'The resource could not be found.');

export const noSuchMethod = () =>
  networkFault(
    405,
    'HTTPMethodNotAllowed',
    'The server could not comply with the request since it is either malformed or otherwise incorrect.',
  );

/** A bug of the real service that clients may meet. */
export const internalError = () =>
  networkFault(
    500,
    'HTTPInternalServerError',
    'Request Failed: internal server error while processing your request.',
  );

const usualTypes: Readonly<Record<number, string>> = {
  400: 'HTTPBadRequest',
  403: 'HTTPForbidden',
  404: 'HTTPNotFound',
  409: 'HTTPConflict',
  413: 'HTTPRequestEntityTooLarge',
  501: 'HTTPNotImplemented',
};

export const writeNetworkFault = ({ status, message, details }: Fault): Reply => ({
  status,
  body: {
    NeutronError: {
      type: details.kind ?? usualTypes[status] ?? 'HTTPInternalServerError',
      message,
      detail: '',
    },
  } satisfies NetworkError,
  ...(details.headers === undefined ? {} : { headers: details.headers }),
});

/** What is not found before the service proper is asked: told in a page for people. */
export const pathNotFound = (accept: string | undefined, why = ''): Reply =>
  accept !== undefined && /\*\/\*|html/.test(accept)
    ? pageNotFound(why)
    : {
        status: 404,
        type: 'text/plain; charset=UTF-8',
        body: `404 Not Found\n\nThe resource could not be found.\n\n ${why}  `,
      };

/** Any type of content is read as JSON, and there is no limit that a client would meet. */
export const networkBodies: BodyRules = {
  maxBytes: 64 * 1024 * 1024,
  tooLarge: () => new Fault(413, 'Request is too large.'),
  otherType: () => undefined,
  notJson: () => badRequest('Body contains invalid data'),
  missing: () => ({}),
};

/** How the block storage service writes refusals: as compute does. Source: OpenStack Zed, recorded. */
import type { BodyRules } from '../kernel/body.ts';
import { badRequest, Fault, notFound } from '../kernel/fault.ts';
import type { Call } from '../kernel/call.ts';
import { pageNotFound } from '../kernel/page-not-found.ts';
import type { Reply } from '../kernel/reply.ts';

const kinds: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  501: 'notImplemented',
};

export const writeVolumeFault = (fault: Fault): Reply => ({
  status: fault.status,
  body: {
    [kinds[fault.status] ?? 'computeFault']: {
      code: fault.status,
      message: fault.message,
      ...(fault.status === 413 ? { retryAfter: '0' } : {}),
    },
  },
  headers: [...(fault.details.headers ?? []), ...(fault.status === 413 ? [retryAfter] : [])],
});

const retryAfter = ['retry-after', '0'] as const;

/** A path that the service does not have, also one that exists with another method. */
export const unknownVolumeRoute = (call: Call): Reply =>
  /json/.test(call.header('accept') ?? '')
    ? {
        status: 404,
        body: {
          message: 'The resource could not be found.<br /><br />\n\n\n',
          code: '404 Not Found',
          title: 'Not Found',
        },
      }
    : pageNotFound();

/** Accepted, with nothing more to say. */
export const accepted = (): Reply => ({ status: 202, type: 'text/html; charset=UTF-8' });
/** The same, as actions are answered. */
export const done = (status: number): Reply => ({ status, type: 'application/json' });

export const volumeBodies: BodyRules = {
  maxBytes: 114_688,
  tooLarge: () => new Fault(413, 'Request is too large.'),
  otherType: (type) =>
    type === undefined || /^text\/plain/i.test(type)
      ? undefined
      : new Fault(415, `Unsupported Content-Type ${type}`),
  notJson: () => badRequest('Malformed request body'),
  missing: () => badRequest('Missing required element in request body.'),
};

export const volumeNotFound = (id: string) => notFound(`Volume ${id} could not be found.`);
export const invalidInput = (why: string) => badRequest(`Invalid input received: ${why}`);
export const malformed = () =>
  badRequest(
    'The server could not comply with the request since it is either malformed or otherwise incorrect.',
  );
/** A request beyond the quota: the status of this service alone. */
export const overQuota = (message: string) => new Fault(413, message);

/** How the compute service writes refusals. */
import type { FaultKind } from '../../src/contract/compute/errors.ts';
import type { BodyRules } from '../kernel/body.ts';
import { badRequest, Fault } from '../kernel/fault.ts';
import { pageNotFound } from '../kernel/page-not-found.ts';
import type { Reply } from '../kernel/reply.ts';

const kinds: Readonly<Record<number, FaultKind>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  429: 'overLimit',
  501: 'notImplemented',
  503: 'serviceUnavailable',
};

export const writeComputeFault = (fault: Fault): Reply => ({
  status: fault.status,
  type: 'application/json; charset=UTF-8',
  body: {
    [kinds[fault.status] ?? 'computeFault']: { code: fault.status, message: fault.message },
  },
  ...(fault.details.headers === undefined ? {} : { headers: fault.details.headers }),
});

/** An empty answer; the service names a content type all the same. */
export const nothing = (status: number): Reply => ({ status, type: 'application/json' });

/** A path that the service does not have, also one that exists with another method. */
export const unknownComputeRoute = (): Reply => pageNotFound();

/** The same, for a route that there is and that does not take the call. */
export const noSuchRoute = () => new Fault(404, '', { verbatim: unknownComputeRoute() });

/** A body may be sent without a content type, or as plain text: it is read as JSON. */
const otherTypes = /^(?:text\/plain|application\/vnd\.openstack\.compute\+json)\s*(?:;|$)/i;

export const computeBodies: BodyRules = {
  maxBytes: 114_688,
  tooLarge: () => new Fault(413, 'Request is too large.'),
  otherType: (type) =>
    type === undefined || otherTypes.test(type)
      ? undefined
      : new Fault(415, 'Unsupported Content-Type'),
  notJson: () => badRequest('Malformed request body'),
  missing: () => null,
};

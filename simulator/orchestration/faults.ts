/** How the orchestration service writes refusals. Source: OpenStack Zed (heat), recorded. */
import type { OrchestrationError } from '../../src/contract/orchestration/errors.ts';
import type { BodyRules } from '../kernel/body.ts';
import { Fault } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';

const malformed =
  'The server could not comply with the request since it is either malformed or otherwise incorrect.';

const titles: Readonly<Record<number, readonly [title: string, explanation: string]>> = {
  400: ['Bad Request', malformed],
  403: ['Forbidden', 'Access was denied to this resource.'],
  404: ['Not Found', 'The resource could not be found.'],
  405: ['Method Not Allowed', malformed],
  409: ['Conflict', 'There was a conflict when trying to complete your request.'],
  501: ['Not Implemented', 'The server does not support the requested operation.'],
};
const broken = [
  'Internal Server Error',
  'The server has either erred or is incapable of performing the requested operation.',
] as const;

export const explanationOf = (status: number): string => (titles[status] ?? broken)[1];

export function writeOrchestrationFault({ status, message, details }: Fault): Reply {
  const [title, explanation] = titles[status] ?? broken;
  const type = details.kind ?? `HTTP${title.replaceAll(' ', '')}`;
  return {
    status,
    body: {
      code: status,
      title,
      explanation,
      error: { type, traceback: null, ...(message === '' ? {} : { message }) },
    } satisfies OrchestrationError,
  };
}

/** A refusal under the name that the service's own code has for it; some say nothing else. */
export const refused = (status: number, kind: string, message = '') =>
  new Fault(status, message, { kind });

export const invalid = (message: string = malformed) => refused(400, 'HTTPBadRequest', message);
export const validationFailed = (message: string) => refused(400, 'StackValidationFailed', message);
export const limitExceeded = (what: string) =>
  refused(400, 'RequestLimitExceeded', `Request limit exceeded: ${what}`);
export const entityNotFound = (entity: string, name: string) =>
  refused(404, 'EntityNotFound', `The ${entity} (${name}) could not be found.`);
export const stackNotFound = (name: string) => entityNotFound('Stack', name);

const maxBytes = 1_048_576;

export const orchestrationBodies: BodyRules = {
  maxBytes,
  tooLarge: (bytes) =>
    limitExceeded(
      `JSON body size (${String(bytes)} bytes) exceeds maximum allowed size (${String(maxBytes)} bytes).`,
    ),
  otherType: () => undefined,
  notJson: () => invalid('The body is not JSON.'),
  missing: () => {
    throw invalid();
  },
};

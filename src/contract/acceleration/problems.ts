/**
 * How calls of IFA 019 are refused: problem details (RFC 9457) whose `type` ends in one of these words.
 * The chapter names no errors; words and statuses are ours.
 */
import { z } from 'zod';

export const problemStatuses = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  /** A parameter is missing, unknown, or of the wrong type. */
  INVALID_PARAMETER: 400,
  INVALID_FILTER: 400,
  INVALID_SELECTOR: 400,
  NO_SUCH_HOST: 404,
  NO_SUCH_RESOURCE: 404,
  NO_SUCH_SUBSCRIPTION: 404,
  NO_SUCH_TARGET: 404,
  /** Nothing that is free is of the kind that is wanted. */
  NO_CAPACITY: 409,
  /** A workload uses it, or it is being loaded. */
  RESOURCE_BUSY: 409,
  /** It is for another kind of accelerator, or is not what it says it is. */
  IMAGE_REJECTED: 422,
  NOT_PROGRAMMABLE: 409,
} as const;
export type ProblemWord = keyof typeof problemStatuses;

export const problemTypePrefix = 'urn:nfvi-acceleration:problem:';
export const problemMediaType = 'application/problem+json';

export const problemDetails = z.looseObject({
  type: z.string(),
  status: z.int(),
  title: z.string().optional(),
  detail: z.string().optional(),
});
export type ProblemDetails = z.infer<typeof problemDetails>;

/** What an answer of an OpenStack service means: the result, a refusal, or a violation. */
import type { z } from 'zod';
import { Refusal, type RefusalReason, Violation } from '../failures.ts';
import type { Answer } from '../transport/http.ts';
import { refusalText } from '../contract/refusal.ts';

/** How the statuses of one call are to be read, where they depart from the usual reading. */
export interface Reading {
  /** What is done, for the reader: "create a flavour". */
  readonly doing: string;
  /** The statuses that the API reference gives for success. */
  readonly success: readonly number[];
  /** For a create call: a 409 says that the name or id is taken. */
  readonly conflict?: RefusalReason;
}

const usual: Readonly<Record<number, RefusalReason>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'unknown',
  409: 'conflicting',
  412: 'conflicting',
  413: 'over quota',
  415: 'invalid',
  422: 'invalid',
};

/**
 * What OpenStack services write into a refusal that is about a quota, and not about a role (403) or a
 * name that is taken (409). A policy may have the word in its name: `os-quota-sets:update`.
 */
const quotaWords =
  /(?:quota|limit)s?\b.*\bexceeded|exceed(?:s|ed|ing)?\b.*\b(?:quota|limit)|overlimit|quota has been met/i;

const reasonOf = (status: number, said: string, reading: Reading): RefusalReason | undefined => {
  if ([403, 409].includes(status) && quotaWords.test(said)) return 'over quota';
  if (status === 409 && reading.conflict !== undefined) return reading.conflict;
  return usual[status];
};

/**
 * Passes a success, and throws otherwise.
 * @throws Refusal for a 4xx that is well-formed in the service's error format
 * @throws Violation for any other answer
 */
export function mustSucceed(answer: Answer, reading: Reading): Answer {
  if (reading.success.includes(answer.status)) return answer;
  const wanted = `${reading.success.join(' or ')} to "${reading.doing}"`;
  if (answer.status < 400 || answer.status >= 500) {
    throw new Violation({ expected: wanted, observed: `status ${String(answer.status)}` });
  }
  const said = refusalText(answer.text);
  if (said === undefined) {
    throw new Violation({
      expected: `${wanted}, or a refusal in the service's own error format`,
      observed: `status ${String(answer.status)} with ${describeBody(answer)}`,
    });
  }
  const reason = reasonOf(answer.status, said, reading);
  if (reason === undefined) {
    throw new Violation({
      expected: wanted,
      observed: `status ${String(answer.status)}, which the API does not define here: ${said}`,
    });
  }
  throw new Refusal(reason, answer.status, said);
}

/**
 * Reads the body of a success.
 * @param schema the contract; extra fields are allowed, missing or mistyped ones are not
 * @throws Violation that names the field
 */
export function mustShow<S extends z.ZodType>(
  answer: Answer,
  schema: S,
  reading: Reading,
): z.infer<S> {
  mustSucceed(answer, reading);
  const parsed = schema.safeParse(answer.json());
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Violation({
    expected: `the answer to "${reading.doing}" to have the form of the API reference`,
    observed: `at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'another form'}`,
  });
}

const describeBody = (answer: Answer): string => {
  const type = answer.headers['content-type'] ?? 'no content type';
  return answer.text === '' ? 'an empty body' : `a body of type ${type}`;
};

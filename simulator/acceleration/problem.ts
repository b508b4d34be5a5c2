/** How calls of IFA 019 are refused: problem details (RFC 9457) with a word of the contract. */
import {
  problemMediaType,
  problemStatuses,
  problemTypePrefix,
  type ProblemWord,
} from '../../src/contract/acceleration/problems.ts';
import { CallRefused } from '../agent/call-refused.ts';
import { Fault } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';
import { PoolRefusal, type PoolRefusalReason } from './pool.ts';

/** @param detail what the caller should look at */
export const refused = (word: ProblemWord, detail: string, headers: Reply['headers'] = []): Fault =>
  new Fault(problemStatuses[word], detail, { kind: word, headers });

/** A fault without a word of the contract says no more than its status does. */
export const writeProblem = ({ status, message, details: { kind, headers } }: Fault): Reply => ({
  status,
  body: {
    type: kind === undefined ? 'about:blank' : problemTypePrefix + kind,
    status,
    detail: message,
  },
  type: problemMediaType,
  ...(headers === undefined ? {} : { headers }),
});

const isWord = (word: string): word is ProblemWord => Object.hasOwn(problemStatuses, word);

const wordOf: Readonly<Record<PoolRefusalReason, ProblemWord>> = {
  'no-such-accelerator': 'NO_SUCH_RESOURCE',
  'not-free': 'NO_CAPACITY',
  'target-taken': 'RESOURCE_BUSY',
  // Whoever releases twice is told the same as one who names what never was.
  'not-given': 'NO_SUCH_RESOURCE',
  busy: 'RESOURCE_BUSY',
  'not-programmable': 'NOT_PROGRAMMABLE',
  'wrong-image': 'IMAGE_REJECTED',
};

/** What a filter, a selector or the pool throws, as a refusal of a call. */
export function asProblem(thrown: unknown): unknown {
  if (thrown instanceof PoolRefusal) return refused(wordOf[thrown.reason], thrown.message);
  if (thrown instanceof CallRefused && isWord(thrown.fault)) {
    return refused(thrown.fault, thrown.message);
  }
  return thrown;
}

/** Why calls of a VIM are refused, in the words of the binding and in those of the features. */
import { type ProblemWord, problemStatuses } from '../contract/acceleration/problems.ts';
import { Refusal, type RefusalReason } from '../failures.ts';

const reasons: Readonly<Record<ProblemWord, RefusalReason>> = {
  UNAUTHENTICATED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  INVALID_PARAMETER: 'invalid',
  INVALID_FILTER: 'invalid',
  INVALID_SELECTOR: 'invalid',
  NO_SUCH_HOST: 'unknown',
  NO_SUCH_RESOURCE: 'unknown',
  NO_SUCH_SUBSCRIPTION: 'unknown',
  NO_SUCH_TARGET: 'unknown',
  NO_CAPACITY: 'over quota',
  RESOURCE_BUSY: 'conflicting',
  IMAGE_REJECTED: 'invalid',
  NOT_PROGRAMMABLE: 'conflicting',
};

const all = Object.keys(problemStatuses) as ProblemWord[];
const inFeatures = (word: ProblemWord): string => word.toLowerCase().replaceAll('_', ' ');

/** The words of the features: `no such host`. */
export const problemWords: readonly string[] = all.map(inFeatures);

/** @param detail what the target said; untrusted text */
export const refusedAs = (word: ProblemWord, status: number, detail: string): Refusal =>
  new Refusal(reasons[word], status, detail === '' ? word : `${word}: ${detail}`);

/** The word of the features for why a call was refused; undefined for a refusal of another kind. */
export function problemWordOf({ said }: Refusal): string | undefined {
  const found = all.find((word) => said === word || said.startsWith(`${word}: `));
  return found === undefined ? undefined : inFeatures(found);
}

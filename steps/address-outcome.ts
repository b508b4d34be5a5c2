/** What a client gets who may be refused, by silence or in words. */
import type { AddressAnswer } from '../src/bindings/address-server.ts';
import { Refusal, Unreachable } from '../src/failures.ts';
import type { Scenario } from './scenario.ts';
import { until } from './waiting.ts';

export type Outcome = AddressAnswer | 'silent' | 'refused';

export const unlessRefused = (error: unknown): 'refused' => {
  if (error instanceof Refusal) return 'refused';
  throw error;
};
export const outcomeOf = (
  world: Scenario,
  question: () => Promise<AddressAnswer>,
): Promise<Outcome> =>
  question().catch((error: unknown) => {
    // After an interruption it is we who do not listen any more.
    if (error instanceof Unreachable && !world.connection.interrupted()) return 'silent';
    return unlessRefused(error);
  });
export const inWords = (seen: Outcome): string => (typeof seen === 'string' ? seen : seen.address);

/** Looks until an answer is the one that is due. */
export async function becomes(
  world: Scenario,
  wait: {
    readonly what: string;
    readonly look: () => Promise<AddressAnswer>;
    readonly done: (seen: AddressAnswer) => boolean;
  },
): Promise<AddressAnswer> {
  const seen = await until({
    what: wait.what,
    look: () => outcomeOf(world, wait.look),
    done: (each) => typeof each !== 'string' && wait.done(each),
    state: inWords,
    clock: world.connection.enablerServices.clock,
    within: world.connection.deadline('server'),
  });
  // What ends the wait is an answer.
  return seen as AddressAnswer;
}

/** Which parameters of Table 6-3 a run has exercised: those that a call which succeeded had on the wire. */
import type { Parameter, Requirement } from '../catalogue/requirement.ts';
import type { Transcript } from '../evidence.ts';

/** A parameter is told by name and type: a call may have one of a name in both directions. */
export interface ExercisedParameter {
  readonly name: string;
  readonly type: Parameter['type'];
  readonly exercised: boolean;
}

export type Exercised = (requirement: Requirement) => readonly ExercisedParameter[] | undefined;

/** Of every requirement that has parameters; undefined for others. */
export function exercisedIn(scenarios: readonly { readonly transcript?: Transcript }[]): Exercised {
  const [given, answered] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  const add = (to: Map<string, Set<string>>, call: string, names: readonly string[] = []): void => {
    const known = to.get(call) ?? new Set();
    to.set(call, known);
    for (const name of names) known.add(name);
  };
  for (const call of scenarios.flatMap(({ transcript }) => transcript?.calls ?? [])) {
    if (call.answered === undefined) continue;
    add(given, call.call, call.given);
    add(answered, call.call, call.answered);
  }
  return ({ id, parameters }) =>
    parameters?.map(({ name, type }) => ({
      name,
      type,
      exercised: (type === 'Output' ? answered : given).get(id)?.has(name) === true,
    }));
}

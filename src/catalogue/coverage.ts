/** Which examples are evidence for which requirement. */
import type { Requirement } from './requirement.ts';

/** An example of the features, or one row of an outline. */
export interface CoveringExample {
  /** The example's `@id:`; rows of an outline are `<id>/<n>`, counted from 1. */
  readonly id: string;
  readonly name: string;
  /** The feature file, relative to the package's root. */
  readonly feature: string;
  /** Of the example, or of the row. */
  readonly line: number;
  /** Ids of requirements, from its `@clause:` tags. */
  readonly clauses: readonly string[];
  /** It expects a refusal. */
  readonly refuses: boolean;
  /** It expects that nobody is called. */
  readonly silent: boolean;
  /** It carries `@level:should`: it rests on an interface's reference and not on the chapter. */
  readonly onlyShould: boolean;
}

/** Of a call of the infrastructure, or of the VIM to who uses it: nobody asks for that with a request. */
const isToldOf = ({ from, to }: NonNullable<Requirement['direction']>): boolean =>
  from === 'NFVI' || (from === 'VIM' && (to === 'VNF orchestrator' || to === 'VNF manager'));

export interface Coverage {
  readonly requirement: Requirement;
  /** Its own examples, in the order given. */
  readonly scenarios: readonly CoveringExample[];
  /** There is an example; of a requirement with parts (`worstOf`): for each part. */
  readonly covered: boolean;
}

/**
 * One entry for each requirement, in the order given.
 * @throws Error naming a clause that no requirement has
 */
export function coverageOf(
  requirements: readonly Requirement[],
  examples: readonly CoveringExample[],
): readonly Coverage[] {
  const byClause = new Map<string, CoveringExample[]>(requirements.map(({ id }) => [id, []]));
  for (const example of examples) {
    for (const clause of example.clauses) {
      const covering = byClause.get(clause);
      if (covering === undefined) {
        throw new Error(
          `${example.feature}:${String(example.line)}: the catalogue has no requirement ${clause}`,
        );
      }
      covering.push(example);
    }
  }
  /** Who is not to call can only be silent; the one who is called has nothing to refuse. */
  const judged = ({ direction }: Requirement, example: CoveringExample): CoveringExample =>
    direction !== undefined && isToldOf(direction) && example.silent
      ? { ...example, refuses: true }
      : example;
  const has = (id: string): boolean => (byClause.get(id) ?? []).length > 0;
  return requirements.map((requirement) => ({
    requirement,
    scenarios: (byClause.get(requirement.id) ?? []).map((each) => judged(requirement, each)),
    covered: requirement.worstOf?.every(has) ?? has(requirement.id),
  }));
}

/** Profiles: which level each requirement has in a run (`--profile`). */
import { isNeedName, needs } from './needs.ts';
import type { Level, Requirement } from './requirement.ts';

export interface Profile {
  readonly name: string;
  readonly sentence: string;
  levelOf(requirement: Requirement): Level;
}

/** Nothing shows that a target has it but its own claim. */
const onlyClaimed = ({ needs: need }: Requirement): boolean =>
  need !== undefined && isNeedName(need) && needs[need].metBy === 'claim';

export const defaultProfile: Profile = {
  name: 'reference-model',
  sentence: 'The levels of the catalogue.',
  levelOf: ({ level }) => level,
};

export const profiles: readonly Profile[] = [
  defaultProfile,
  {
    name: 'complete',
    sentence:
      'What should be done must be done, as far as the target has the service for it; what is merely claimed keeps its level.',
    levelOf: (requirement) =>
      requirement.level === 'SHOULD' && !onlyClaimed(requirement) ? 'MUST' : requirement.level,
  },
];

/** Undefined when there is no such profile. */
export const profileByName = (name: string): Profile | undefined =>
  profiles.find((profile) => profile.name === name);

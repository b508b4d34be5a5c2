/** The target that flags and environment choose, checked against the catalogue. */
import { requirements } from '../catalogue/catalogue.ts';
import { needs } from '../catalogue/needs.ts';
import { chooseTarget, type TargetFlags } from '../target/choose-target.ts';
import { surroundings } from '../target/surroundings.ts';
import type { Target } from '../target/target.ts';

/** What a target file may make claims about. */
const claimable = {
  ids: new Set([...requirements.map(({ id }) => id), ...Object.keys(needs)]),
};

/** @throws ConfigurationError when the choice is not clear, or the description is wrong */
export const chosenTarget = (flags: TargetFlags): Target =>
  chooseTarget(flags, claimable, surroundings());

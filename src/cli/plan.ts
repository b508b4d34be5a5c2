/** What a run is to do. Everything that can be wrong with flags and files is known before the target is asked. */
import { profileByName, profiles, defaultProfile } from '../catalogue/profiles.ts';
import type { Deviation } from '../evidence.ts';
import { ConfigurationError } from '../failures.ts';
import { releaseNames, type ReleaseName } from '../../simulator/release.ts';
import { readDeviations } from '../target/deviations-file.ts';
import { surroundings } from '../target/surroundings.ts';
import type { Target } from '../target/target.ts';
import { chosenTarget } from './chosen-target.ts';
import { claiming, type Play } from './connect.ts';
import { checkDefectNames } from './defect-names.ts';
import type { RunFlags } from './run-flags.ts';
import { checkTags } from './suite.ts';

export interface Plan {
  readonly target: Target;
  readonly play: Play;
  readonly profile: string;
  readonly deviations: readonly Deviation[];
  /** The tag expression that is run; undefined: all. */
  readonly tags: string | undefined;
}

/** @throws ConfigurationError naming the flag, file and line */
export function planOf(flags: RunFlags): Plan {
  const chosen = chosenTarget(flags);
  const { profile = defaultProfile.name, tags, deviations } = flags;
  if (profileByName(profile) === undefined) {
    const known = profiles.map(({ name }) => name).join(', ');
    throw new ConfigurationError(`--profile: there is no ${profile}; there are ${known}`);
  }
  if (tags !== undefined) checkTags(tags);
  const play = playOf(flags, chosen);
  const target = claiming(chosen, play);
  checkCallbacks(flags, target);
  return {
    target,
    play,
    profile,
    deviations: deviations === undefined ? [] : readDeviations(deviations, surroundings()),
    tags: selectedTags(tags, target),
  };
}

/** What the bundled simulator plays; another target is what it is. */
function playOf({ release, defect = [], containers }: RunFlags, target: Target): Play {
  if (target.kind !== 'simulator') {
    if (release !== undefined || defect.length > 0 || containers === true) {
      throw new ConfigurationError(
        '--release, --defect and --containers are for the bundled simulator only',
      );
    }
    return {};
  }
  const known = releaseNames.find((name) => name === release);
  if (release !== undefined && known === undefined) {
    throw new ConfigurationError(
      `--release: there is no ${release}; there are ${releaseNames.join(', ')}`,
    );
  }
  checkDefectNames(defect);
  return {
    defects: defect,
    ...(known === undefined ? {} : { release: known satisfies ReleaseName }),
  };
}

/** Each worker is called back at an address of its own. */
function checkCallbacks({ parallel = 1 }: RunFlags, { callbacks }: Target): void {
  if (parallel === 1 || (callbacks.listen.endsWith(':0') && callbacks.url === undefined)) return;
  throw new ConfigurationError(
    `--parallel ${String(parallel)}: each worker is called back at a port of its own, and callbacks ` +
      'gives one for all; leave out callbacks.url and the port of callbacks.listen, or --parallel',
  );
}

/** What touches more than the run's own things runs only against what may be taken down. */
function selectedTags(tags: string | undefined, target: Target): string | undefined {
  const { hosts, systems } = target.disposable;
  if (target.kind === 'simulator' || hosts.length + systems.length > 0) return tags;
  return tags === undefined ? 'not @disruptive' : `(${tags}) and not @disruptive`;
}

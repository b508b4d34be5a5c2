/** Which target is meant: `--simulator`, `--cloud NAME` or `--target FILE`. */
import { ConfigurationError } from '../failures.ts';
import { rawCloud } from './clouds-yaml.ts';
import { cloudInEnvironment, environmentCloud, environmentRaw } from './environment.ts';
import { openCloud } from './open-cloud.ts';
import { simulatorTarget } from './simulator-target.ts';
import type { Surroundings } from './surroundings.ts';
import { type Target, undescribed } from './target.ts';
import { type Claimable, readTargetFile } from './target-file.ts';

/** As the command line has them. */
export interface TargetFlags {
  readonly simulator?: boolean | undefined;
  readonly cloud?: string | undefined;
  readonly target?: string | undefined;
}

/**
 * Without a flag it is the simulator, unless the environment names a cloud: then whoever runs it may
 * believe that the cloud was tested.
 * @throws ConfigurationError when the choice is not clear, or the description is wrong
 */
export function chooseTarget(
  flags: TargetFlags,
  claimable: Claimable,
  around: Surroundings,
): Target {
  const given = [
    ...(flags.simulator === true ? ['--simulator'] : []),
    ...(flags.cloud === undefined ? [] : ['--cloud']),
    ...(flags.target === undefined ? [] : ['--target']),
  ];
  if (given.length > 1) {
    throw new ConfigurationError(`${given.join(' and ')} exclude each other: choose one target`);
  }
  if (flags.target !== undefined) return readTargetFile(flags.target, claimable, around);
  if (flags.cloud !== undefined) return cloudTarget(flags.cloud, around);
  const named = cloudInEnvironment(around);
  if (flags.simulator !== true && named !== undefined) {
    const cloud = named === 'OS_CLOUD' ? (around.variables[named] ?? '') : environmentCloud;
    throw new ConfigurationError(
      `${named} names a cloud, and no target was chosen: say --simulator, --cloud ${cloud} or --target FILE`,
    );
  }
  return simulatorTarget;
}

/** An entry of clouds.yaml, or the OS_* variables, with defaults for all else. */
export function cloudTarget(name: string, around: Surroundings): Target {
  const raw = name === environmentCloud ? environmentRaw(around) : rawCloud(name, around);
  return {
    ...undescribed,
    ...openCloud(raw, around),
    name,
    kind: 'openstack',
    chosenBy: `--cloud ${name}`,
  };
}

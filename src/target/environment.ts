/** OS_* variables as a cloud of the name `envvars`, as openstacksdk has it. */
import { ConfigurationError } from '../failures.ts';
import type { Raw, RawCloud } from './raw-cloud.ts';
import { type Surroundings, variable } from './surroundings.ts';

/** The name by which the variables are chosen. */
export const environmentCloud = 'envvars';

/** Variables that choose among files and clouds and describe none. */
const selectors = new Set([
  'OS_CLOUD',
  'OS_CLOUD_NAME',
  'OS_REGION_NAME',
  'OS_CLIENT_CONFIG_FILE',
  'OS_CLIENT_SECURE_FILE',
  'OS_CLIENT_VENDOR_FILE',
]);

/** Whether the environment names a cloud, so that nobody may take the simulator for it. */
export function cloudInEnvironment(around: Surroundings): string | undefined {
  return ['OS_CLOUD', 'OS_AUTH_URL'].find((name) => variable(around, name) !== undefined);
}

/** @throws ConfigurationError when no variable describes a cloud */
export function environmentRaw(around: Surroundings): RawCloud {
  const values: Record<string, Raw> = {};
  let describes = false;
  for (const [name, value] of Object.entries(around.variables)) {
    if (value === undefined || value === '' || !/^OS_(?!TEST|STD|LOG)[A-Z0-9_]+$/.test(name)) {
      continue;
    }
    if (name === 'OS_CLOUD') continue;
    describes ||= !selectors.has(name);
    values[name.slice('OS_'.length).toLowerCase()] = value;
  }
  if (!describes) {
    throw new ConfigurationError(
      `--cloud ${environmentCloud} means the OS_* variables, and none is set (OS_AUTH_URL, OS_USERNAME …)`,
    );
  }
  return {
    label: 'the environment',
    values,
    at: (path) => `OS_${String(path.at(-1) ?? '').toUpperCase()}`,
    base: around.cwd,
    warnOfUnknown: false,
  };
}

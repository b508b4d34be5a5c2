/** The values of `--defect`, which `run` and `simulator` take. */
import { deviationNames } from '../../simulator/defects/register.ts';
import { ConfigurationError } from '../failures.ts';

/** @throws ConfigurationError naming what there is no defect of */
export function checkDefectNames(names: readonly string[]): void {
  const unknown = names.filter((name) => !deviationNames.includes(name));
  if (unknown.length > 0) {
    throw new ConfigurationError(
      `--defect: there is no ${unknown.join(', ')}; simulator --help lists those that exist`,
    );
  }
}

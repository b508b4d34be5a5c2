/** What a description depends on besides its files. Passed in, so that tests have their own. */
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

export interface Surroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Relative paths of clouds.yaml and of flags start here. */
  readonly cwd: string;
  readonly home: string;
  /** Where the machine's own configuration is: `/etc`. */
  readonly etc: string;
}

/** Those of this process. */
export const surroundings = (): Surroundings => ({
  variables: process.env,
  cwd: process.cwd(),
  home: homedir(),
  etc: '/etc',
});

/** The value of a variable; an empty one counts as not set, as in openstacksdk. */
export const variable = ({ variables }: Surroundings, name: string): string | undefined =>
  variables[name] === '' ? undefined : variables[name];

/** An absolute path; `~` is the home folder. */
export function absolute(path: string, base: string, { home }: Surroundings): string {
  if (path === '~' || path.startsWith('~/')) return join(home, path.slice(1));
  return isAbsolute(path) ? path : resolve(base, path);
}

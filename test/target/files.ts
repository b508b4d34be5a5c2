/** A machine of its own for each test: folders for the current one, home and /etc. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Surroundings } from '../../src/target/surroundings.ts';

/** @param files by path, beginning with `work/`, `home/` or `etc/` */
export function machine(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
): Surroundings & { readonly root: string } {
  const root = mkdtempSync(join(tmpdir(), 'nfvi-target-'));
  t.after(() => {
    rmSync(root, { recursive: true });
  });
  for (const folder of ['work', 'home', 'etc']) mkdirSync(join(root, folder));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return {
    root,
    variables,
    cwd: join(root, 'work'),
    home: join(root, 'home'),
    etc: join(root, 'etc'),
  };
}

/** The message of the ConfigurationError that this throws, without the folders of the test. */
export function refusal(
  around: Surroundings & { readonly root: string },
  work: () => unknown,
): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Error && error.name === 'ConfigurationError') {
      return error.message.replaceAll(`${around.root}/`, '');
    }
    throw error;
  }
  throw new Error('nothing was refused');
}

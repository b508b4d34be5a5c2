/** The ordinary `openstack` command-line client as tests call it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Nothing of the machine's own clouds may reach the client. */
const clean = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('OS_')),
);

/** The `OS_…` variables that tell the client who it is and where. */
export type Variables = Readonly<Record<string, string>>;
export type Row = Readonly<Record<string, unknown>>;

/** @returns what the client printed */
export async function openstack(variables: Variables, ...args: string[]): Promise<string> {
  const { stdout } = await run('openstack', args, { env: { ...clean, ...variables } });
  return stdout;
}

/** @returns what the client printed as JSON: a thing, or the rows of a list */
export const shown = async (variables: Variables, ...args: string[]): Promise<Row> =>
  JSON.parse(await openstack(variables, ...args, '-f', 'json')) as Row;
export const rows = async (variables: Variables, ...args: string[]): Promise<readonly Row[]> =>
  JSON.parse(await openstack(variables, ...args, '-f', 'json')) as Row[];

/** @returns what the client said when it failed */
export async function refused(variables: Variables, ...args: string[]): Promise<string> {
  try {
    await openstack(variables, ...args);
  } catch (thrown) {
    return (thrown as { stderr: string }).stderr;
  }
  return assert.fail(`openstack ${args.join(' ')} was expected to fail`);
}

export const column = (list: readonly Row[], name: string): unknown[] =>
  list.map((row) => row[name]);
export const field = (row: Row, name: string): string => String(row[name]);

/**
 * Shows a thing until a field has a value.
 * @throws AssertionError after a minute, naming the values seen
 */
export async function until(
  variables: Variables,
  show: readonly string[],
  name: string,
  value: string,
): Promise<Row> {
  const seen: string[] = [];
  const deadline = Date.now() + 60_000;
  for (;;) {
    const row = await shown(variables, ...show);
    if (field(row, name) === value) return row;
    if (seen.at(-1) !== field(row, name)) seen.push(field(row, name));
    if (Date.now() > deadline) {
      assert.fail(`${show.join(' ')}: ${name} is not ${value} but was ${seen.join(' → ')}`);
    }
    await sleep(200);
  }
}

/** @throws AssertionError where the client is not installed */
export async function needsClient(...plugins: readonly string[]): Promise<void> {
  for (const command of [[], ...plugins.map((plugin) => [...plugin.split(' '), '--help'])]) {
    try {
      await run('openstack', command.length === 0 ? ['--version'] : command, { env: clean });
    } catch {
      assert.fail(
        `openstack ${command.join(' ')}: install the Debian packages python3-openstackclient and python3-heatclient`,
      );
    }
  }
}

/** The real command line in a process of its own, in an empty folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';

const program = fileURLToPath(new URL('../../bin/nfvi-conformance.mjs', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface Workplace {
  readonly folder: string;
  /** A target file of the cloud `openstack-admin`. */
  readonly target: string;
  /** Writes a YAML file there; returns its path. */
  write(name: string, content: unknown): string;
  /** Runs to the end. */
  run(...args: readonly string[]): Promise<Ended>;
  start(...args: readonly string[]): ChildProcess;
  /** The `conformance.json` of a reports folder's latest run. */
  result(reports: string): Result;
  /** What its ledger says, a line each. */
  ledger(reports: string): readonly Entry[];
  /** Removes the folder. */
  remove(): void;
}

export interface Entry {
  readonly resource: string;
  /** The example that made it; absent for what the run itself made. */
  readonly scenario?: string;
  readonly name: string;
  readonly id?: string;
  readonly gone?: true;
}

/** As far as these tests look. */
export interface Result {
  readonly run: { readonly id: string };
  readonly verdict: string;
  readonly requirements: readonly { id: string; verdict: string }[];
  readonly scenarios: readonly {
    id: string;
    verdict: string;
    clauses: readonly string[];
    reason?: string | null;
    deviation?: object | null;
  }[];
  readonly leaks: readonly unknown[];
  readonly warnings: readonly string[];
}

/** Variables of whoever runs the tests must not choose another cloud. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !name.startsWith('OS_') && name !== 'NODE_OPTIONS',
  ),
);

/**
 * @param clouds the `clouds:` mapping of its clouds.yaml
 * @param variables of the environment, beside those of whoever runs the tests
 */
export function openWorkplace(
  clouds: Readonly<Record<string, unknown>>,
  variables: NodeJS.ProcessEnv = {},
): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'nfvi-conformance-'));
  const path = (...parts: readonly string[]) => join(folder, ...parts);
  const write = (name: string, content: unknown): string => {
    writeFileSync(path(name), stringify(content), { mode: 0o600 });
    return path(name);
  };
  write('clouds.yaml', { clouds });
  const start = (...args: readonly string[]): ChildProcess =>
    spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...environment, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    folder,
    target: write('target.yaml', {
      target: 'openstack-zed-container',
      vim: { openstack: { cloud: 'openstack-admin' } },
    }),
    write,
    start,
    run: async (...args) => {
      const began = performance.now();
      const child = start(...args);
      const said = { stdout: '', stderr: '' };
      for (const stream of ['stdout', 'stderr'] as const) {
        child[stream]?.setEncoding('utf8').on('data', (text: string) => (said[stream] += text));
      }
      const code = await new Promise<number | null>((resolve, reject) => {
        child.once('error', reject).once('close', resolve);
      });
      return { code, ...said, seconds: (performance.now() - began) / 1000 };
    },
    result: (reports) =>
      JSON.parse(readFileSync(path(reports, 'latest', 'conformance.json'), 'utf8')) as Result,
    ledger: (reports) =>
      readFileSync(path(reports, 'latest', 'ledger.ndjson'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Entry),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

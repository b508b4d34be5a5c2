/** The command line as its users have it: a process of its own, with an environment that is known. */
import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const program = fileURLToPath(new URL('../../bin/nfvi-conformance.mjs', import.meta.url));

export interface Surroundings {
  /** The folder in which it is called; also the home folder. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Outcome {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly outcome: Promise<Outcome>;
  /** Resolves once stdout or stderr holds this; rejects when it ends without. */
  readonly says: (text: string | RegExp) => Promise<void>;
}

/** Nothing of the environment of the tests gets through: no OS_* variable, no proxy. */
const clean = ({ folder, env = {} }: Surroundings): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: folder,
  // Halves the time in which a process starts.
  NODE_COMPILE_CACHE: join(tmpdir(), 'nfvi-conformance-compile-cache'),
  ...env,
});

/** Starts it. A test that hangs is ended by the time limit of its suite. */
export function start(args: readonly string[], around: Surroundings): Running {
  return watched(
    spawn(process.execPath, [program, ...args], {
      cwd: around.folder,
      env: clean(around),
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** Starts it from a line of the shell, in which `"$@"` stands for the program and its arguments. */
export function startInShell(line: string, args: readonly string[], around: Surroundings): Running {
  return watched(
    spawn('/bin/sh', ['-c', line, 'sh', process.execPath, program, ...args], {
      cwd: around.folder,
      env: clean(around),
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

export const call = (args: readonly string[], around: Surroundings): Promise<Outcome> =>
  start(args, around).outcome;

function watched(child: ChildProcess): Running {
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk;
      for (const listener of listeners) listener();
    });
  }
  const outcome = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      resolve({ code, ...said });
    });
  });
  const holds = (text: string | RegExp): boolean =>
    [said.stdout, said.stderr].some((all) =>
      typeof text === 'string' ? all.includes(text) : text.test(all),
    );
  return {
    child,
    outcome,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!holds(text)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void outcome.then(({ stdout, stderr }) => {
          reject(new Error(`it ended without saying ${String(text)}:\n${stdout}\n${stderr}`));
        });
      }),
  };
}

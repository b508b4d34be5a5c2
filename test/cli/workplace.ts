/** A folder in which the command line is called, and what it leaves there. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { ledgerName, type LedgerEntry } from '../../src/ledger.ts';
import { conformanceSchema, type Conformance } from '../../src/verdict/conformance-json.ts';
import { call, type Outcome, type Running, start, type Surroundings } from './command.ts';

export interface Workplace extends Surroundings {
  readonly folder: string;
  /** Writes a file and returns its path. */
  write(name: string, content: string): string;
  call(...args: readonly string[]): Promise<Outcome>;
  start(...args: readonly string[]): Running;
  /** The folders of the runs, oldest first. */
  runs(): readonly string[];
  /** Of the only run, or of the run in this folder. */
  conformance(run?: string): Conformance;
  /** Every line of the ledger, in order. */
  ledger(run?: string): readonly LedgerEntry[];
}

/** A part of the suite that takes a second, for tests that are about something else. */
export const fewExamples = [
  '--tags',
  ['create', 'list', 'delete', 'create/authorization', 'delete/authorization']
    .map((operation) => `@clause:flavour/${operation}`)
    .join(' or '),
] as const;

/** A fresh one; it is removed after the test. */
export function workplace(t: TestContext, env: Readonly<Record<string, string>> = {}): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'nfvi-conformance-cli-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const around = { folder, env };
  const reports = join(folder, 'reports');
  const runs = (): readonly string[] =>
    readdirSync(reports, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(reports, entry.name))
      .sort();
  const theOnly = (): string => {
    const [first, ...others] = runs();
    if (first === undefined || others.length > 0) {
      throw new Error(`one run was expected, there are ${String(others.length + 1)}`);
    }
    return first;
  };
  return {
    ...around,
    write(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    call: (...args) => call(args, around),
    start: (...args) => start(args, around),
    runs,
    conformance: (run = theOnly()) =>
      conformanceSchema.parse(JSON.parse(readFileSync(join(run, 'conformance.json'), 'utf8'))),
    ledger: (run = theOnly()) =>
      readFileSync(join(run, ledgerName), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as LedgerEntry),
  };
}

/** Every file below a folder, relative to it, in order; links are not followed. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

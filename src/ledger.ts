/**
 * The ledger: every thing that a run makes, written down before the request that makes it is sent,
 * so that a killed run can be cleaned up. One JSON object a line; a line is only ever appended.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { ConfigurationError } from './failures.ts';

/** The file's name in the folder of a run. */
export const ledgerName = 'ledger.ndjson';

/** One thing; later lines of the same `n` add to the earlier ones. */
export interface LedgerEntry {
  /** Unique within the run. */
  readonly n: number;
  /** The target, by the address at which it was signed in: an id means nothing elsewhere. */
  readonly at: string;
  /** `<service>/<resource>`, see `Described.address`. */
  readonly resource: string;
  /** `cft-<run>-<n>`, or what the example asked for. */
  readonly name: string;
  /** The `@id:` of the example that made it; absent for what the run itself needs. */
  readonly scenario?: string;
  /** The ids of the tenant in which it was made and of who made it, where something belongs to them. */
  readonly tenantId?: string;
  readonly userId?: string;
  /** Known once the target answered. */
  readonly id?: string;
  /** It was seen to be gone, or never to have come about. */
  readonly gone?: true;
  /** Why clean-up could not take it away. */
  readonly stays?: string;
}

/** A thing that is about to be asked for. */
export type NewEntry = Pick<LedgerEntry, 'resource' | 'name' | 'scenario' | 'tenantId' | 'userId'>;

/** The writing end; one a worker. */
export interface Ledger {
  /**
   * To be called before the request is sent.
   * @throws ConfigurationError when it cannot be written down: then it must not be made either
   */
  asked(thing: NewEntry): LedgerEntry;
  made(entry: LedgerEntry, id: string): LedgerEntry;
  gone(entry: LedgerEntry): void;
  stays(entry: LedgerEntry, why: string): void;
  /** What is not known to be gone, newest first; of one example, or of the run itself. */
  open(scenario: string | undefined): readonly LedgerEntry[];
}

/**
 * @param path the file; it is made when missing
 * @param at the address at which the run signs in
 * @param number gives the next `n`
 */
export function openLedger(path: string, at: string, number: () => number): Ledger {
  const entries = new Map<number, LedgerEntry>();
  const write = (entry: LedgerEntry): LedgerEntry => {
    try {
      appendFileSync(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    } catch (error) {
      throw new ConfigurationError(`cannot write the ledger ${path}: ${(error as Error).message}`);
    }
    entries.set(entry.n, entry);
    return entry;
  };
  /** A full disk must not stop clean-up: what is not written, the janitor looks for once more. */
  const note = (entry: LedgerEntry, more: Partial<LedgerEntry>): LedgerEntry => {
    const noted = { ...(entries.get(entry.n) ?? entry), ...more };
    entries.set(entry.n, noted);
    try {
      return write(noted);
    } catch {
      return noted;
    }
  };
  return {
    asked: (thing) => write({ n: number(), at, ...thing }),
    made: (entry, id) => note(entry, { id }),
    gone: (entry) => void note(entry, { gone: true }),
    stays: (entry, stays) => void note(entry, { stays }),
    open: (scenario) =>
      [...entries.values()].filter((e) => e.gone !== true && e.scenario === scenario).reverse(),
  };
}

/**
 * What a ledger file says is still there, newest first. A line that was cut off by a kill or a full
 * disk is passed over, since its request was not sent; what was appended to it later counts.
 * @throws ConfigurationError when the file cannot be read or a line in its midst is no entry
 */
export function readLedger(path: string): readonly LedgerEntry[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigurationError(`cannot read the ledger ${path}: ${(error as Error).message}`);
  }
  const entries = new Map<number, LedgerEntry>();
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const entry = parseEntry(line) ?? parseEntry(line.slice(line.lastIndexOf(beginning)));
    if (entry !== undefined) entries.set(entry.n, entry);
    else if (index < lines.length - 1) {
      throw new ConfigurationError(`${path}:${String(index + 1)}: not an entry of a ledger`);
    }
  }
  return [...entries.values()].filter((entry) => entry.gone !== true).reverse();
}

/** Of every line; within an entry it cannot occur, since its quotes would be escaped. */
const beginning = '{"n":';

const parseEntry = (line: string): LedgerEntry | undefined => {
  try {
    const value = JSON.parse(line) as Record<string, unknown> | null;
    const sound =
      typeof value?.['n'] === 'number' &&
      typeof value['at'] === 'string' &&
      typeof value['resource'] === 'string' &&
      typeof value['name'] === 'string' &&
      ['id', 'scenario', 'stays', 'tenantId', 'userId'].every((key) =>
        ['string', 'undefined'].includes(typeof value[key]),
      );
    return sound ? (value as unknown as LedgerEntry) : undefined;
  } catch {
    return undefined;
  }
};

/** A file of YAML or JSON, and where in it each value stands. */
import { readFileSync, statSync } from 'node:fs';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
} from 'yaml';
import { ConfigurationError } from '../failures.ts';

export type Path = readonly (string | number)[];

export interface YamlSource {
  readonly path: string;
  readonly value: unknown;
  /** `file:line:column` of a value, or of the nearest that holds it. */
  at(path: Path): string;
  /** Whether something stands at this path. */
  has(path: Path): boolean;
}

export interface YamlOptions {
  /** `text`: every value is a text, as clouds.yaml wants it; `typed`: YAML 1.2. */
  readonly values: 'text' | 'typed';
}

/** No description is that long; what is, was named by mistake. */
const largest = 1024 * 1024;

/**
 * Reads and parses a file.
 * @throws ConfigurationError with file, line and column
 */
export function readYaml(path: string, options: YamlOptions): YamlSource {
  return parseYaml(readText(path), path, options);
}

/** @param name stands for the file in messages */
export function parseYaml(text: string, name: string, { values }: YamlOptions): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
    schema: values === 'text' ? 'failsafe' : 'core',
    // Tags of other languages are refused, not guessed at.
    resolveKnownTags: false,
  });
  const position = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${String(line)}:${String(col)}`;
  };
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    throw new ConfigurationError(`${position(problem.pos[0])}: ${problem.message}`);
  }
  const value = valueOf(document, name);
  return {
    path: name,
    value,
    at: (path) => position(offsetOf(document, path)),
    has: (path) => holds(value, path),
  };
}

function valueOf(document: Document, name: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`${name}: ${message}`, { cause: error });
  }
}

/** Where the value at a path begins; of an entry, its key, since that is what must be changed. */
function offsetOf(document: Document, path: Path): number {
  let at: unknown = document.contents;
  let offset = isNode(at) ? (at.range?.[0] ?? 0) : 0;
  for (const step of path) {
    if (isAlias(at)) at = at.resolve(document);
    if (isMap(at)) {
      const pair = at.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return offset;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      at = pair.value;
    } else if (isSeq(at)) {
      at = at.items[Number(step)];
      if (!isNode(at)) return offset;
      offset = at.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

function holds(value: unknown, path: Path): boolean {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false;
    at = (at as Record<string | number, unknown>)[step];
  }
  return true;
}

function readText(path: string): string {
  let bytes: Buffer;
  try {
    if (statSync(path).size > largest) {
      throw new ConfigurationError(`${path}: larger than 1 MiB, so surely not what is meant`);
    }
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reasons: Record<string, string> = {
      ENOENT: 'no such file',
      ENOTDIR: 'no such file',
      EISDIR: 'a folder, not a file',
      EACCES: 'may not be read',
    };
    throw new ConfigurationError(`${path}: ${reasons[code] ?? `cannot be read (${code})`}`, {
      cause: error,
    });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ConfigurationError(`${path}: not a text in UTF-8`);
  }
}

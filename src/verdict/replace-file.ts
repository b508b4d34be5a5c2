/** Writing so that a reader sees the old file or the new one, never half of one. */
import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigurationError } from '../failures.ts';

/** @throws ConfigurationError naming the path that cannot be written, and why */
export function replaceFile(path: string, content: string): void {
  replaceBy(path, (temporary) => {
    writeFileSync(temporary, content);
  });
}

/**
 * Replaces a file with a copy of another.
 * @throws ConfigurationError naming the path that cannot be written, and why
 */
export function replaceByCopy(path: string, source: string): void {
  replaceBy(path, (temporary) => {
    copyFileSync(source, temporary);
  });
}

function replaceBy(path: string, write: (temporary: string) => void): void {
  const temporary = `${path}.${String(process.pid)}.tmp`;
  attempt(path, () => {
    try {
      mkdirSync(dirname(path), { recursive: true });
      write(temporary);
      renameSync(temporary, path);
    } finally {
      rmSync(temporary, { force: true });
    }
  });
}

/**
 * Replaces a folder with these files: name → content.
 * @throws ConfigurationError naming the path that cannot be written, and why
 */
export function replaceFolder(path: string, files: Iterable<readonly [string, string]>): void {
  const temporary = `${path}.${String(process.pid)}.tmp`;
  attempt(path, () => {
    try {
      rmSync(temporary, { recursive: true, force: true });
      mkdirSync(temporary, { recursive: true });
      for (const [name, content] of files) writeFileSync(join(temporary, name), content);
      rmSync(path, { recursive: true, force: true });
      renameSync(temporary, path);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is no folder',
  EEXIST: 'a part of the path is no folder',
  EISDIR: 'it is a folder',
};

function attempt(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new ConfigurationError(`cannot write ${path}: ${reasons[code] ?? code}`, {
      cause: error,
    });
  }
}

/** `messages.ndjson`: one envelope a line. */
import { readFileSync } from 'node:fs';
import type { Envelope } from '@cucumber/messages';
import { z } from 'zod';
import { ConfigurationError } from '../failures.ts';

/** Cucumber's own shapes are trusted as far as they are objects; evidence within is checked. */
const envelope = z.record(z.string(), z.record(z.string(), z.unknown()));

/**
 * Reads the messages of a run. A last line that was cut off is what a killed run leaves: it is
 * dropped, and the run then counts as interrupted.
 * @throws ConfigurationError naming the file, and the line that is no message
 */
export function readMessageFile(file: string): readonly Envelope[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`cannot read ${file}: ${code ?? String(error)}`, { cause: error });
  }
  return parseMessages(text, file);
}

/** @param file named in errors */
export function parseMessages(text: string, file: string): readonly Envelope[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const last = index === lines.length - 1;
    try {
      return [envelope.parse(JSON.parse(line))];
    } catch (error) {
      if (last) return [];
      throw new ConfigurationError(`${file}:${String(index + 1)} is no Cucumber message`, {
        cause: error,
      });
    }
  });
}

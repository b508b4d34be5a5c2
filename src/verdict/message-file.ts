/** `messages.ndjson`: one envelope a line. */
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { Envelope } from '@cucumber/messages';
import { z } from 'zod';
import { ConfigurationError } from '../failures.ts';

/** Cucumber's own shapes are trusted as far as they are objects; evidence within is checked. */
const envelope = z.record(z.string(), z.record(z.string(), z.unknown()));

/**
 * Reads the messages of a run, one after another: all of them are more than what is wanted of them. A last
 * line that was cut off is what a killed run leaves: it is dropped, and the run then counts as interrupted.
 * @throws ConfigurationError naming the file, and the line that is no message
 */
export function* readMessageFile(file: string): Generator<Envelope> {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`cannot read ${file}: ${code ?? String(error)}`, { cause: error });
  }
  try {
    yield* parseMessages(linesOf(descriptor), file);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * @param lines of which the last one is what follows the last line break
 * @param file named in errors
 */
export function* parseMessages(lines: Iterable<string>, file: string): Generator<Envelope> {
  let n = 0;
  let flaw: ConfigurationError | undefined;
  for (const line of lines) {
    if (flaw !== undefined) throw flaw;
    n++;
    if (line.trim() === '') continue;
    let message: Envelope;
    try {
      message = envelope.parse(JSON.parse(line));
    } catch (error) {
      flaw = new ConfigurationError(`${file}:${String(n)} is no Cucumber message`, {
        cause: error,
      });
      continue;
    }
    yield message;
  }
}

function* linesOf(descriptor: number): Generator<string> {
  const decoder = new StringDecoder('utf8');
  const chunk = Buffer.alloc(65_536);
  let begun = '';
  for (;;) {
    const read = readSync(descriptor, chunk);
    if (read === 0) break;
    const [first = '', ...rest] = decoder.write(chunk.subarray(0, read)).split('\n');
    begun += first;
    for (const next of rest) {
      yield begun;
      begun = next;
    }
  }
  yield begun + decoder.end();
}

/** The folder of a run, and the messages that are written into it as they come. */
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, symlinkSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Attachment, AttachmentContentEncoding, type Envelope } from '@cucumber/messages';
import { ConfigurationError } from '../failures.ts';

export interface RunFolder {
  /** Sorts by time and is short: names of things that the run makes contain it. */
  readonly id: string;
  readonly path: string;
  /** Everything that was written, in order. */
  readonly envelopes: readonly Envelope[];
  write(envelope: Envelope): void;
  /** Evidence of the whole run, see src/evidence.ts. */
  attach(mediaType: string, evidence: unknown): void;
  /** Closes the file and points `latest` here. */
  close(): void;
}

const newRunId = (now: Date): string =>
  `${now.toISOString().slice(2, 16).replace(/[-:]/g, '').replace('T', '-')}-${randomBytes(2).toString('hex')}`;

/** @throws ConfigurationError when the folder cannot be made or written */
export function openRunFolder(reports: string, now: Date): RunFolder {
  const id = newRunId(now);
  const path = resolve(reports, id);
  const refuse = (error: unknown): never => {
    throw new ConfigurationError(`--reports: cannot write ${path}: ${(error as Error).message}`);
  };
  let file: number;
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    file = openSync(join(path, 'messages.ndjson'), 'w', 0o600);
  } catch (error) {
    return refuse(error);
  }
  const envelopes: Envelope[] = [];
  const write = (envelope: Envelope): void => {
    envelopes.push(envelope);
    try {
      writeSync(file, `${JSON.stringify(envelope)}\n`);
    } catch (error) {
      refuse(error);
    }
  };
  return {
    id,
    path,
    envelopes,
    write,
    attach(mediaType, evidence) {
      const attachment: Attachment = {
        body: JSON.stringify(evidence),
        contentEncoding: AttachmentContentEncoding.IDENTITY,
        mediaType,
      };
      write({ attachment });
    },
    close() {
      closeSync(file);
      const latest = resolve(reports, 'latest');
      rmSync(latest, { force: true, recursive: true });
      symlinkSync(id, latest);
    },
  };
}

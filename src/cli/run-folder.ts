/** The folder of a run, and the messages that are written into it as they come. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  type Attachment,
  AttachmentContentEncoding,
  type Envelope,
  TestStepResultStatus,
} from '@cucumber/messages';
import { type Leak, mediaTypes } from '../evidence.ts';
import { ConfigurationError } from '../failures.ts';

export interface RunFolder {
  /** Sorts by time and is short: names of things that the run makes contain it. */
  readonly id: string;
  readonly path: string;
  /** Everything that was written, one message a line. */
  readonly messages: string;
  /** Names of what examples have told to be left behind. */
  readonly leaks: ReadonlySet<string | undefined>;
  /** Whether a step has failed. */
  readonly hasFailed: boolean;
  /** Set once something could not be written. Nothing is thrown: the run must still clean up. */
  readonly failure: ConfigurationError | undefined;
  write(envelope: Envelope): void;
  /** Evidence of the whole run, see src/evidence.ts. */
  attach(mediaType: string, evidence: unknown): void;
  /** Closes the file and points `latest` here, unless something else has that name. */
  close(): void;
}

/** Where the messages of a run are, in its folder. */
export const messagesIn = (folder: string): string => join(folder, 'messages.ndjson');

const newRunId = (now: Date): string =>
  `${now.toISOString().slice(2, 16).replace(/[-:]/g, '').replace('T', '-')}-${randomBytes(2).toString('hex')}`;

/** @throws ConfigurationError when the folder cannot be made or written */
export function openRunFolder(reports: string, now: Date): RunFolder {
  const root = resolve(reports);
  const refused = (path: string, error: unknown) =>
    new ConfigurationError(`--reports: cannot write ${path}: ${(error as Error).message}`);
  let id: string;
  let path: string;
  let file: number;
  try {
    makeFolders(root);
    [id, path] = makeFolder(root, now);
    file = openSync(messagesIn(path), 'w', 0o600);
  } catch (error) {
    throw refused(root, error);
  }
  let failure: ConfigurationError | undefined;
  const leaks = new Set<string | undefined>();
  let hasFailed = false;
  const write = (envelope: Envelope): void => {
    const { attachment, testStepFinished } = envelope;
    if (attachment?.mediaType === mediaTypes.leak) {
      leaks.add((JSON.parse(attachment.body) as Leak).name);
    }
    hasFailed ||= testStepFinished?.testStepResult.status === TestStepResultStatus.FAILED;
    // After a gap the file would tell of a run that never was.
    if (failure !== undefined) return;
    try {
      writeAll(file, `${JSON.stringify(envelope)}\n`);
    } catch (error) {
      failure = refused(path, error);
    }
  };
  return {
    id,
    path,
    messages: messagesIn(path),
    leaks,
    get hasFailed() {
      return hasFailed;
    },
    get failure() {
      return failure;
    },
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
      pointLatest(root, id);
    },
  };
}

/** One by one: Node's own way with `recursive` never ends where nothing can be made, as in /proc. */
function makeFolders(path: string): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have made it just now.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Another run may begin in the same minute: an id that is taken is not used. */
function makeFolder(root: string, now: Date): [id: string, path: string] {
  for (;;) {
    const id = newRunId(now);
    const path = join(root, id);
    try {
      mkdirSync(path, { mode: 0o700 });
      return [id, path];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** A write may take less than it was given: a nearly full disk does so before it refuses. */
function writeAll(file: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) rest = rest.subarray(writeSync(file, rest));
}

/** In one step, since other runs may end at the same time. It is a convenience: it may fail. */
function pointLatest(root: string, id: string): void {
  const latest = join(root, 'latest');
  const fresh = join(root, id, 'latest.tmp');
  try {
    if (lstatSync(latest, { throwIfNoEntry: false })?.isSymbolicLink() === false) return;
    symlinkSync(id, fresh);
    renameSync(fresh, latest);
  } catch {
    rmSync(fresh, { force: true });
  }
}

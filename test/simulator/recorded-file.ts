/** The form of the files in test/samples/recorded. */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** Cloud that was recorded → the release of the simulator that is compared with it. */
export const recordedClouds = { zed: 'zed', cyborg: '2026.1', blazar: '2026.1' } as const;
export type RecordedCloud = keyof typeof recordedClouds;

const folderOf = (cloud: RecordedCloud) =>
  new URL(`../samples/recorded/${cloud}/`, import.meta.url);
const text = z.record(z.string(), z.string());
const reason = z.string().min(20);

const probe = z.strictObject({
  name: z.string(),
  /** What of sections.json it replays; absent: it prepares others, and has to succeed. */
  of: z.string().optional(),
  request: z.strictObject({
    /** A person of the cast, `bogus`, or null for nobody. */
    as: z.string().nullable(),
    method: z.string(),
    path: z.string().startsWith('/'),
    headers: text.optional(),
    /** An object is sent as JSON, text as it is. */
    body: z.unknown().optional(),
  }),
  /** Seconds of the simulator's clock that pass first. */
  wait: z.int().optional(),
  /** Dotted path into the body → value: asked again, while time passes, until it is so. */
  until: z.record(z.string(), z.union([z.string(), z.null()])).optional(),
  /** Placeholder → dotted path into the body, or `header <name>`. */
  remember: text.optional(),
  response: z
    .strictObject({
      status: z.int(),
      headers: text.optional(),
      body: z.unknown().optional(),
      /** The recording breaks off in the body: what comes after cannot be compared. */
      cut: z.literal(true).optional(),
    })
    .optional(),
  /** `message`, `header <name>` or a difference as the test prints it → why it is accepted. */
  exempt: z.record(z.string(), reason).optional(),
});
export type Probe = z.infer<typeof probe>;

const recording = z.strictObject({ source: z.string(), note: z.string(), probes: z.array(probe) });

const sections = z.strictObject({
  note: z.string(),
  /** Service or client → what was recorded of it, by its title. */
  recorded: z.record(z.string(), z.array(z.string())),
  /** `service: title` → why no probe replays it. */
  leftOut: z.record(z.string(), reason),
});

const read = (cloud: RecordedCloud, file: string): unknown =>
  JSON.parse(readFileSync(new URL(file, folderOf(cloud)), 'utf8'));

const register = 'sections.json';

/** What there is to be compared. */
export const readSections = (cloud: RecordedCloud): z.infer<typeof sections> =>
  sections.parse(read(cloud, register));

/** Recordings by the names of their files. */
export const readRecordings = (cloud: RecordedCloud): ReadonlyMap<string, readonly Probe[]> =>
  new Map(
    readdirSync(folderOf(cloud))
      .filter((file) => file !== register)
      .map((file) => [file.replace('.json', ''), recording.parse(read(cloud, file)).probes]),
  );

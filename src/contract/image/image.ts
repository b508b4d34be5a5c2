/**
 * Images. Source: Image service API reference v2, "Images" and "Image data".
 *
 * The messages are predicates, as the service completes them: "5" + " is not of type 'boolean'".
 */
import { z } from 'zod';

export const diskFormats = [
  'ami',
  'ari',
  'aki',
  'vhd',
  'vhdx',
  'vmdk',
  'raw',
  'qcow2',
  'vdi',
  'iso',
  'ploop',
] as const;
export const containerFormats = [
  'ami',
  'ari',
  'aki',
  'bare',
  'ovf',
  'ova',
  'docker',
  'compressed',
] as const;
export const visibilities = ['community', 'public', 'private', 'shared'] as const;
export const imageStatuses = [
  'queued',
  'saving',
  'active',
  'killed',
  'deleted',
  'uploading',
  'importing',
  'pending_delete',
  'deactivated',
] as const;

/** An image as answers show it. Further properties stand beside these, as strings. */
export const image = z.looseObject({
  id: z.string(),
  name: z.string().nullable(),
  status: z.enum(imageStatuses),
  visibility: z.enum(visibilities),
  protected: z.boolean(),
  os_hidden: z.boolean(),
  owner: z.string().nullable(),
  disk_format: z.string().nullable(),
  container_format: z.string().nullable(),
  /** Bytes; null before data was uploaded. */
  size: z.int().nullable(),
  virtual_size: z.int().nullable(),
  /** GiB. */
  min_disk: z.int(),
  /** MiB. */
  min_ram: z.int(),
  /** MD5 of the data, in hexadecimal digits. */
  checksum: z.string().nullable(),
  /** The name of the hash in `os_hash_value`, for example `sha512`. */
  os_hash_algo: z.string().nullable(),
  os_hash_value: z.string().nullable(),
  tags: z.array(z.string()),
  created_at: z.string(),
  updated_at: z.string(),
  self: z.string(),
  file: z.string(),
  schema: z.string(),
});
export type Image = z.infer<typeof image>;

/** `GET /v2/images`. Links are paths; `next` is there when more may follow. */
export const imagesAnswer = z.looseObject({
  images: z.array(image),
  first: z.string(),
  next: z.string().optional(),
  schema: z.string(),
});
export type ImagesAnswer = z.infer<typeof imagesAnswer>;

const quoted = (words: readonly (string | null)[]): string =>
  words.map((word) => (word === null ? 'None' : `'${word}'`)).join(', ');

const text = (longest: number) =>
  z.string({ error: "is not of type 'string'" }).max(longest, { error: 'is too long' });
const textOrNull = z
  .string({ error: "is not of type 'null', 'string'" })
  .max(255, { error: 'is too long' })
  .nullable();
const whole = z.number({ error: "is not of type 'integer'" }).int({
  error: "is not of type 'integer'",
});
const flag = z.boolean({ error: "is not of type 'boolean'" });
const oneOfOrNull = <const T extends readonly string[]>(words: T) =>
  z.enum(words, { error: `is not one of [${quoted([null, ...words])}]` }).nullable();

const idPattern =
  '^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$';

/** What may be set of an image; what else is there is a property of its own, a string. */
export const imageFields = {
  id: z
    .string({ error: "is not of type 'string'" })
    .regex(new RegExp(idPattern), { error: `does not match '${idPattern}'` }),
  name: textOrNull,
  visibility: z.enum(visibilities, { error: `is not one of [${quoted(visibilities)}]` }),
  protected: flag,
  os_hidden: flag,
  owner: textOrNull,
  disk_format: oneOfOrNull(diskFormats),
  container_format: oneOfOrNull(containerFormats),
  min_disk: whole,
  min_ram: whole,
  tags: z.array(text(255), { error: "is not of type 'array'" }),
};

/** `POST /v2/images`. */
export const createImageRequest = z
  .object(imageFields)
  .partial()
  .catchall(z.string({ error: "is not of type 'string'" }));

/** The media type of changes to an image: a list of {@link imageChange}. */
export const imagePatchType = 'application/openstack-images-v2.1-json-patch';

/** One change of `PATCH /v2/images/{id}`; the path is a JSON pointer to one field. */
export interface ImageChange {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

/** The media type of an image's data. */
export const imageDataType = 'application/octet-stream';

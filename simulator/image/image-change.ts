/** Changes of an image: a JSON patch of single fields. Source: RFC 6902; OpenStack Zed, recorded. */
import { type ImageChange, imagePatchType } from '../../src/contract/image/image.ts';
import { badRequest, Fault, forbidden } from '../kernel/fault.ts';
import { conflictAbout, mediaTypeRefused, readBody } from './faults.ts';
import type { Image } from './image-table.ts';
import type { ImageCall } from './room.ts';
import { accessDenied, refuseReadOnly, reservedPrefix, validFields } from './schema.ts';

const olderType = 'application/openstack-images-v2.0-json-patch';
const operations = ['add', 'remove', 'replace'] as const;

/** The field of an image behind each field on the wire. */
const fields = {
  name: 'name',
  visibility: 'visibility',
  protected: 'isProtected',
  os_hidden: 'isHidden',
  disk_format: 'diskFormat',
  container_format: 'containerFormat',
  min_disk: 'minDisk',
  min_ram: 'minRam',
  tags: 'tags',
} as const satisfies Readonly<Record<string, keyof Image>>;
type Field = keyof typeof fields;
const isField = (name: string): name is Field => Object.hasOwn(fields, name);

const onlyWhileQueued = ['disk_format', 'container_format'];

/** The fields of the wire's, as an image keeps them. */
export function toRow(wish: Readonly<Record<string, unknown>>): Partial<Image> {
  const known = Object.entries(wish).filter(([name]) => isField(name));
  const row = Object.fromEntries(known.map(([name, value]) => [fields[name as Field], value]));
  return Array.isArray(wish['tags'])
    ? { ...row, tags: [...new Set(wish['tags'] as string[])] }
    : row;
}

function pointed(path: unknown): string {
  if (typeof path !== 'string') throw badRequest("Unable to find 'path' in JSON Schema change");
  if (!path.startsWith('/')) throw badRequest(`Pointer \`${path}\` does not start with "/".`);
  if (/^\/[^/]+\/|^\/?$|^\/locations/.test(path) || /~(?![01])/.test(path)) {
    throw badRequest(`Invalid JSON pointer for this resource: '${path}'`);
  }
  return path.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
}

function readChange(entry: unknown, older: boolean): ImageChange {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    throw badRequest('Operations must be JSON objects.');
  }
  const given = entry as Record<string, unknown>;
  const named = operations.find((operation) => operation in given);
  const op = older ? named : given['op'];
  const known = operations.find((operation) => operation === op);
  const must = `It must be one of the following: ${operations.join(', ')}.`;
  if (op === undefined) throw badRequest(`Unable to find \`op\` in JSON Schema change. ${must}`);
  if (known === undefined)
    throw badRequest(
      `Invalid operation: \`${typeof op === 'string' ? op : JSON.stringify(op)}\`. ${must}`,
    );
  const path = pointed(older ? given[known] : given['path']);
  if (known !== 'remove' && !('value' in given)) {
    throw badRequest(`Operation "${known}" requires a member named "value".`);
  }
  return { op: known, path, value: given['value'] };
}

/** @throws Fault 415 for another media type, 400 for what is no list of changes */
export async function readChanges(call: ImageCall): Promise<readonly ImageChange[]> {
  const type = (call.header('content-type') ?? '').split(';')[0]?.trim() ?? '';
  if (type !== imagePatchType && type !== olderType) {
    throw mediaTypeRefused(type, [['accept-patch', `${olderType}, ${imagePatchType}`]]);
  }
  const body = await readBody(call);
  if (!Array.isArray(body)) {
    throw badRequest('Request body must be a JSON array of operation objects.');
  }
  return body.map((entry) => readChange(entry, type === olderType));
}

/** The image with one change; the others of a list build on it. @throws Fault when it may not be */
export function changed(image: Image, { op, path: name, value }: ImageChange): Image {
  refuseReadOnly(name);
  if (name === 'id') throw forbidden("Attribute 'id' is read-only.");
  if (name.startsWith(reservedPrefix)) throw forbidden(`Attribute '${name}' is reserved.`);
  if (isField(name) || name === 'owner') {
    if (op === 'remove') throw accessDenied(`Property ${name} may not be removed.`);
    const valid = validFields({ [name]: value });
    if (name === 'owner') throw accessDenied("Owner can't be updated by non admin.");
    if (onlyWhileQueued.includes(name) && image.status !== 'queued') {
      throw forbidden(`Attribute ${name} can be only replaced for a queued image.`);
    }
    return { ...image, ...toRow(valid) };
  }
  if (op !== 'add' && !Object.hasOwn(image.properties, name)) {
    throw conflictAbout(`Property ${name} does not exist.`);
  }
  if (op === 'remove') {
    const { [name]: _gone, ...properties } = image.properties;
    return { ...image, properties };
  }
  validFields({ [name]: value });
  return { ...image, properties: { ...image.properties, [name]: String(value) } };
}

/** Data may be taken once, by an image that says what it is. @throws Fault when it may not */
export function mustTakeData(image: Image): void {
  if (image.status !== 'queued') {
    throw new Fault(409, `Image status transition from ${image.status} to saving is not allowed`);
  }
  const missing = [
    ...(image.diskFormat === null ? ['disk_format'] : []),
    ...(image.containerFormat === null ? ['container_format'] : []),
  ];
  if (missing.length > 0) {
    throw badRequest(`Properties ${missing.join(', ')} must be set prior to saving data.`);
  }
}

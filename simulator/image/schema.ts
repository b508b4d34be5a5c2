/** Judging what a client sends by the contract, in the image service's words. */
import { createImageRequest } from '../../src/contract/image/image.ts';
import type { z } from 'zod';
import { badRequest, forbidden } from '../kernel/fault.ts';
import { pythonText, valueAt } from '../kernel/value-text.ts';
import { DetailedFault } from './faults.ts';

type Fields = z.output<typeof createImageRequest>;

/** Made by the service alone. */
const readOnly = new Set([
  'status',
  'checksum',
  'os_hash_algo',
  'os_hash_value',
  'size',
  'virtual_size',
  'created_at',
  'updated_at',
  'direct_url',
  'self',
  'file',
  'schema',
  'stores',
]);
const reserved = new Set(['locations', 'deleted_at', 'is_public']);
/** Properties that the service keeps for itself begin so. */
export const reservedPrefix = 'os_glance_';

/** The part of JSON Schema that a message is about. */
const keywords: readonly (readonly [RegExp, string])[] = [
  [/^is not of type/, 'type'],
  [/^is not one of/, 'enum'],
  [/^is too long/, 'maxLength'],
  [/^does not match/, 'pattern'],
];

const index = (path: readonly PropertyKey[]): string =>
  path.map((key) => `[${typeof key === 'number' ? String(key) : `'${String(key)}'`}]`).join('');

/** @throws Fault 400 that quotes the value */
export function validFields(body: unknown): Fields {
  const parsed = createImageRequest.safeParse(body);
  if (parsed.success) return withinRange(parsed.data);
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw badRequest('Invalid request body');
  const value = pythonText(valueAt(body, issue.path));
  const keyword = keywords.find(([begins]) => begins.test(issue.message))?.[1] ?? 'type';
  throw badRequest(
    `Provided object does not match schema 'image': ${value} ${issue.message}\n\n` +
      `Failed validating '${keyword}' in schema['properties']${index(issue.path)}\n\n` +
      `On instance${index(issue.path)}:\n    ${value}`,
  );
}

const largest = 2 ** 31 - 1;

function withinRange(fields: Fields): Fields {
  for (const name of ['min_ram', 'min_disk'] as const) {
    const value = fields[name] ?? 0;
    if (value < 0) {
      throw badRequest(
        `Invalid value '${String(value)}' for parameter '${name}': Cannot be a negative value`,
      );
    }
    if (value > largest) {
      throw badRequest(`'${name}' value out of range, must not exceed ${String(largest)}.`);
    }
  }
  return fields;
}

/** @throws Fault 403 for a field that only the service sets */
export function refuseReadOnly(name: string): void {
  if (readOnly.has(name)) throw forbidden(`Attribute '${name}' is read-only.`);
  if (reserved.has(name)) throw forbidden(`Attribute '${name}' is reserved.`);
}

export const accessDenied = (detail: string) =>
  new DetailedFault(403, 'Access was denied to this resource.', detail);

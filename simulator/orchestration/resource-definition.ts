/** A resource as a template defines it. */
import { notServed } from '../kernel/fault.ts';
import { compile } from './compile.ts';
import type { Expression } from './expression.ts';
import { validationFailed } from './faults.ts';
import { asText, isMapping, type Mapping } from './values.ts';

export interface Definition {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly properties: ReadonlyMap<string, Expression>;
  readonly metadata: Expression | undefined;
  readonly dependsOn: readonly string[];
  /** What happens to what was built when the stack has no more need of it. */
  readonly keeps: boolean;
  readonly condition: unknown;
}

const policies: Readonly<Record<string, 'delete' | 'keep' | 'snapshot'>> = {
  Delete: 'delete',
  Retain: 'keep',
  Snapshot: 'snapshot',
  delete: 'delete',
  retain: 'keep',
  snapshot: 'snapshot',
};

function readDependencies(name: string, written: unknown): readonly string[] {
  if (written === undefined || written === null) return [];
  if (typeof written === 'string') return [written];
  if (!Array.isArray(written)) {
    throw validationFailed(`Resource ${name} depends_on type must be list or string`);
  }
  const strange = (written as readonly unknown[]).some((one) => typeof one !== 'string');
  if (strange) throw validationFailed(`Resource ${name} depends_on must be a list of strings`);
  return written as readonly string[];
}

function keeps(written: unknown): boolean {
  if (written === undefined || written === null) return false;
  const word = asText(written);
  const known = Object.hasOwn(policies, word) ? policies[word] : undefined;
  if (known === undefined) throw validationFailed(`Invalid deletion policy "${word}"`);
  if (known === 'snapshot') throw notServed('resources with the deletion policy Snapshot');
  return known === 'keep';
}

/** @throws Fault 400 that names the resource */
export function readDefinition(name: string, written: Mapping, version: string): Definition {
  const { type, properties, metadata, description } = written;
  const mustBe = (field: string, kind: string) =>
    validationFailed(`Resource ${name} ${field} type must be ${kind}`);
  if (typeof type !== 'string') throw mustBe('type', 'string');
  for (const [field, value] of Object.entries({ properties, metadata })) {
    if (value !== undefined && value !== null && !isMapping(value)) throw mustBe(field, 'object');
  }
  if (written['external_id'] !== undefined) throw notServed('resources with an external_id');
  const place = (path: string, key: string) => ({
    version,
    path: `resources.${name}.${path}`,
    key: `${name}.${key}`,
  });
  const given = Object.entries((properties ?? {}) as Mapping).map(
    ([property, value]) =>
      [
        property,
        compile(value, place(`properties.${property}`, `Properties.${property}`)),
      ] as const,
  );
  return {
    name,
    type,
    description: asText(description ?? ''),
    properties: new Map(given),
    metadata:
      metadata === undefined || metadata === null
        ? undefined
        : compile(metadata, place('metadata', 'Metadata')),
    dependsOn: readDependencies(name, written['depends_on']),
    keeps: keeps(written['deletion_policy']),
    condition: written['condition'],
  };
}

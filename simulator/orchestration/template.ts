/** A template, read: its sections, its resources and its outputs. Source: Heat template guide. */
import { compile } from './compile.ts';
import { type Conditions, readConditions } from './conditions.ts';
import type { Expression } from './expression.ts';
import { limitExceeded, validationFailed } from './faults.ts';
import { type Parameter, readParameters } from './parameters.ts';
import { type Definition, readDefinition } from './resource-definition.ts';
import { versionOf } from './template-version.ts';
import { asText, isMapping, type Mapping, sectionOf, typeName } from './values.ts';

export interface OutputDefinition {
  readonly name: string;
  readonly description: string;
  readonly value: Expression;
  readonly condition: unknown;
}

export interface Template {
  readonly version: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly conditions: Conditions;
  readonly resources: readonly Definition[];
  readonly outputs: readonly OutputDefinition[];
}

const sections = [
  'heat_template_version',
  'description',
  'parameter_groups',
  'parameters',
  'resources',
  'outputs',
];
/** Upstream's default of `max_resources_per_stack`. */
const maxResources = 1000;

const resourceKeys = [
  'type',
  'properties',
  'metadata',
  'depends_on',
  'deletion_policy',
  'update_policy',
  'description',
  'external_id',
  'condition',
];

/**
 * Judges the outline: sections, and the keys of resources.
 * @throws Fault 400
 */
export function checkOutline(written: Mapping, version: string): void {
  const known = version >= '2016-10-14' ? [...sections, 'conditions'] : sections;
  const surplus = Object.keys(written).find((key) => !known.includes(key));
  if (surplus !== undefined) {
    throw validationFailed(`The template section is invalid: ${surplus}`);
  }
  const resources = sectionOf(written['resources']);
  if (!isMapping(resources)) {
    throw validationFailed(`'${typeName(resources)}' object has no attribute 'items'`);
  }
  const names = Object.keys(resources).sort();
  for (const name of names) checkResource(resources[name]);
  if (names.length > maxResources) throw limitExceeded('Maximum resources per stack exceeded.');
}

function checkResource(resource: unknown): void {
  const missing = 'Each resource must contain a type key.';
  const isEmpty =
    resource === null ||
    resource === '' ||
    (typeof resource === 'object' && Object.keys(resource).length === 0);
  if (isEmpty) throw validationFailed(missing);
  if (!isMapping(resource)) {
    throw validationFailed(
      `"resources" must contain a map of resource maps. Found a [<class '${typeName(resource)}'>] instead`,
    );
  }
  const surplus = Object.keys(resource).find((key) => !resourceKeys.includes(key));
  if (surplus !== undefined) {
    throw validationFailed(`"${surplus}" is not a valid keyword inside a resource definition`);
  }
  if (!('type' in resource)) throw validationFailed(missing);
  const { type } = resource;
  if (type === '' || type === null)
    throw validationFailed('Each Resource must contain a Type key.');
}

function readOutput(name: string, written: unknown, version: string): OutputDefinition {
  const wrong = (message: string) =>
    validationFailed(`Output validation error: : outputs.${name}: : ${message}`);
  if (!isMapping(written)) {
    throw wrong(`Output definitions must be a map. Found a ${typeName(written)} instead`);
  }
  if (!('value' in written)) throw wrong('Each output definition must contain a value key.');
  const path = `outputs.${name}.value`;
  return {
    name,
    description: asText(written['description'] ?? 'No description given'),
    value: compile(written['value'], { version, path, key: path }),
    condition: written['condition'],
  };
}

/** @throws Fault 400 */
export function readOutputs(written: Mapping, version: string): readonly OutputDefinition[] {
  const outputs = sectionOf(written['outputs']);
  if (!isMapping(outputs)) {
    throw validationFailed(`'${typeName(outputs)}' object has no attribute 'items'`);
  }
  return Object.entries(outputs).map(([name, output]) => readOutput(name, output, version));
}

/**
 * Reads all of a template.
 * @throws Fault 400 that says what is wrong and where; 501 for what the simulator does not serve
 */
export function parseTemplate(written: Mapping): Template {
  const version = versionOf(written);
  checkOutline(written, version);
  const parameters = readParameters(written['parameters']);
  const conditions =
    version >= '2016-10-14' ? readConditions(written['conditions']) : new Map<string, never>();
  const resources = Object.entries(sectionOf(written['resources']) as Mapping);
  return {
    version,
    description: asText(written['description'] ?? 'No description'),
    parameters,
    conditions,
    resources: resources.map(([name, resource]) =>
      readDefinition(name, resource as Mapping, version),
    ),
    outputs: readOutputs(written, version),
  };
}

/** A template together with what its user gave: what a stack shall be, judged as a whole. */
import { conditionOf } from './conditions.ts';
import { inOrder, type Requirements, requirementsOf } from './dependencies.ts';
import { at, type Expression, Misuse, notYetKnown, type Surroundings } from './expression.ts';
import { refused, validationFailed } from './faults.ts';
import {
  missingParameter,
  type ParameterValues,
  parameterValues,
  type StackIdentity,
} from './parameter-values.ts';
import { BadProperty, readProperties } from './properties.ts';
import type { Definition } from './resource-definition.ts';
import type { Plan } from './stack-table.ts';
import { type OutputDefinition, parseTemplate } from './template.ts';
import { findType } from './types/register.ts';
import type { ResourceType } from './types/type.ts';
import { pythonText } from '../kernel/value-text.ts';
import { asText } from './values.ts';

export interface Blueprint {
  readonly description: string;
  readonly parameters: ParameterValues;
  /** What is to be built, each after what it requires. */
  readonly definitions: readonly Definition[];
  readonly requirements: Requirements;
  readonly outputs: readonly OutputDefinition[];
  /** Adds what a template knows by itself to what is known of the resources. */
  surroundings(known: Pick<Surroundings, 'reference' | 'attribute'>): Surroundings;
}

/** Before anything is built. */
export const unbuilt = { reference: () => notYetKnown, attribute: () => notYetKnown } as const;

export function typeOf({ type }: Pick<Definition, 'type'>): ResourceType {
  const found = findType(type);
  if (found !== undefined) return found;
  throw validationFailed(`The Resource Type (${type}) could not be found.`);
}

function enabled(
  what: { readonly name: string; readonly condition: unknown },
  section: string,
  holds: (name: string) => boolean,
): boolean {
  const { condition } = what;
  if (condition === undefined || condition === null) return true;
  if (typeof condition === 'boolean') return condition;
  try {
    return holds(asText(condition));
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    throw at(`${section}.${what.name}.condition`, error.message);
  }
}

/** Reads a plan. @throws Fault 400 that says what is wrong; 501 for what is not served */
export function readBlueprint(plan: Plan, stack: StackIdentity): Blueprint {
  const template = parseTemplate(plan.template);
  const parameters = parameterValues(template.parameters, plan.given, stack);
  const parameter = (name: string): unknown => {
    if (parameters.values.has(name)) return parameters.values.get(name);
    throw new Misuse(missingParameter(name).message);
  };
  const condition = conditionOf(template.conditions, { parameter, ...unbuilt });
  const definitions = template.resources.filter((one) => enabled(one, 'resources', condition));
  for (const { name } of definitions) {
    if (name.includes('/')) throw validationFailed('Resource name may not contain "/"');
  }
  for (const definition of definitions) typeOf(definition);
  const twice = definitions.filter(({ name }) => parameters.values.has(name));
  if (twice.length > 0) {
    const names = twice.map(({ name }) => pythonText(name)).join(', ');
    throw validationFailed(`Duplicate names {${names}}`);
  }
  const requirements = requirementsOf(definitions);
  const order = inOrder(requirements);
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  return {
    description: template.description,
    parameters,
    definitions: order.flatMap((name) => byName.get(name) ?? []),
    requirements,
    outputs: template.outputs.filter((one) => enabled(one, 'outputs', condition)),
    surroundings: (known) => ({ parameter, condition, ...known }),
  };
}

/**
 * The properties of a resource, with defaults.
 * @throws Fault 400 that names the property
 */
export function propertiesOf(
  definition: Definition,
  within: Surroundings,
): Readonly<Record<string, unknown>> {
  const wrong = (steps: readonly string[], message: string) =>
    validationFailed(
      `Property error: : resources.${definition.name}.properties${steps.join('')}: : ${message}`,
    );
  const given = [...definition.properties].map(([name, value]) => {
    try {
      return [name, value.resolve(within)] as const;
    } catch (error) {
      if (error instanceof Misuse) throw wrong([`.${name}`], error.message);
      throw error;
    }
  });
  try {
    return readProperties(typeOf(definition).properties, Object.fromEntries(given));
  } catch (error) {
    if (error instanceof BadProperty) throw wrong(error.steps, error.message);
    throw error;
  }
}

/** Attributes must be such as their resource's type has. */
function checkUses({ uses }: Expression, { definitions }: Blueprint): void {
  for (const { resource, attribute, path } of uses) {
    const target = definitions.find(({ name }) => name === resource);
    if (target === undefined || attribute === undefined || attribute === 'show') continue;
    if (Object.hasOwn(typeOf(target).attributes, attribute)) continue;
    throw at(path, `The Referenced Attribute (${resource} ${attribute}) is incorrect.`);
  }
}

/**
 * Judges what can be judged before anything is built.
 * @param administrator whether the caller may have what is reserved to administrators
 * @throws Fault
 */
export function checkBlueprint(blueprint: Blueprint, administrator: boolean): void {
  const within = blueprint.surroundings(unbuilt);
  for (const definition of blueprint.definitions) {
    if (typeOf(definition).reserved === true && !administrator) {
      throw refused(
        403,
        'Forbidden',
        `You are not authorized to use resource_types:${definition.type}.`,
      );
    }
    for (const value of definition.properties.values()) checkUses(value, blueprint);
    propertiesOf(definition, within);
  }
  for (const { value } of blueprint.outputs) checkUses(value, blueprint);
}

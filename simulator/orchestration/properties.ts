/** What a type of resource may be given: types, defaults and limits. Source: Heat resource types. */
import type { Constraint } from './constraints.ts';
import { rangeConstraint, valuesConstraint } from './constraints.ts';
import { isOpen, Misuse, notYetKnown } from './expression.ts';
import { asText, isMapping, type Mapping, readBoolean, readNumber } from './values.ts';

export interface Property {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'map' | 'list' | 'any';
  readonly description: string;
  readonly required?: true;
  readonly default?: unknown;
  /** A change of it does not replace what was built. */
  readonly updatable?: true;
  readonly constraints?: readonly Constraint[];
  /** What a list holds. */
  readonly each?: Property;
  /** What a map holds; anything without it. */
  readonly fields?: Properties;
}
export type Properties = Readonly<Record<string, Property>>;

type Options = Omit<Property, 'type' | 'description'>;
const property =
  (type: Property['type']) =>
  (description: string, options: Options = {}): Property => ({ type, description, ...options });

export const string = property('string');
export const integer = property('integer');
export const number = property('number');
export const boolean = property('boolean');
export const map = property('map');
export const list = property('list');
export const any = property('any');

export const atLeast = (min: number, max?: number) => [
  rangeConstraint({ min, ...(max === undefined ? {} : { max }) }),
];
export const oneOf = (...values: readonly unknown[]) => [valuesConstraint(values)];

const readers: Readonly<Record<Property['type'], (value: unknown) => unknown>> = {
  any: (value) => value,
  string(value) {
    if (typeof value === 'object') {
      throw new Misuse(`Value must be a string; got ${asText(value)}`);
    }
    return typeof value === 'boolean' ? String(value) : asText(value);
  },
  integer(value) {
    const read = readNumber(value);
    if (read === undefined || !Number.isInteger(read)) {
      throw new Misuse(`Value '${asText(value)}' is not an integer`);
    }
    return read;
  },
  number(value) {
    const read = readNumber(value);
    if (read === undefined) throw new Misuse(`Value '${asText(value)}' is not a number`);
    return read;
  },
  boolean(value) {
    const read = readBoolean(value);
    if (read === undefined) throw new Misuse(`"${asText(value)}" is not a valid boolean`);
    return read;
  },
  map(value) {
    if (!isMapping(value)) throw new Misuse(`"${asText(value)}" is not a map`);
    return value;
  },
  list(value) {
    if (!Array.isArray(value)) {
      const shown = typeof value === 'string' ? `'${value}'` : asText(value);
      throw new Misuse(`"${shown}" is not a list`);
    }
    return value as readonly unknown[];
  },
};

/** A value that cannot be; `steps` lead to where it stands: `.rules`, `[0]`. */
export class BadProperty extends Error {
  override name = 'BadProperty';
  readonly steps: readonly string[];

  constructor(message: string, steps: readonly string[]) {
    super(message);
    this.steps = steps;
  }
}

function readProperty(spec: Property, value: unknown, steps: readonly string[]): unknown {
  if (value === notYetKnown) return value;
  try {
    const read = readers[spec.type](value);
    if (Array.isArray(read) && spec.each !== undefined) {
      const { each } = spec;
      return read.map((part, i) => readProperty(each, part, [...steps, `[${String(i)}]`]));
    }
    if (isMapping(read) && spec.fields !== undefined) {
      return readProperties(spec.fields, read, steps);
    }
    if (isOpen(read)) return read;
    for (const { check } of spec.constraints ?? []) {
      const said = check(read);
      if (said !== undefined) throw new Misuse(said);
    }
    return read;
  } catch (error) {
    if (error instanceof Misuse) throw new BadProperty(error.message, steps);
    throw error;
  }
}

/**
 * The values of properties, with defaults. What is not given or null is left out.
 * @throws BadProperty
 */
export function readProperties(
  specs: Properties,
  given: Mapping,
  steps: readonly string[] = [],
): Record<string, unknown> {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(specs, name));
  if (unknown !== undefined) throw new BadProperty(`Unknown Property ${unknown}`, steps);
  const values: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const value = given[name] ?? spec.default;
    if (value !== undefined && value !== null) {
      values[name] = readProperty(spec, value, [...steps, `.${name}`]);
    } else if (spec.required === true) {
      throw new BadProperty(`Property ${name} not assigned`, steps);
    }
  }
  return values;
}

/** A property as the service describes it. */
export function describeProperty(spec: Property): object {
  const constraints = (spec.constraints ?? []).map(({ kind, written }) => ({ [kind]: written }));
  const inner =
    spec.each === undefined
      ? spec.fields === undefined
        ? {}
        : { schema: describeProperties(spec.fields) }
      : { schema: { '*': describeProperty(spec.each) } };
  return {
    type: spec.type,
    ...(spec.description === '' ? {} : { description: spec.description }),
    ...(spec.default === undefined ? {} : { default: spec.default }),
    required: spec.required === true,
    ...(constraints.length === 0 ? {} : { constraints }),
    ...inner,
    update_allowed: spec.updatable === true,
    immutable: false,
  };
}
export const describeProperties = (specs: Properties) =>
  Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, describeProperty(spec)]));

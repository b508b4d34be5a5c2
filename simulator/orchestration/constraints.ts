/** Constraints on parameters and properties. Source: Heat template guide, "Parameter constraints". */
import { notServed } from '../kernel/fault.ts';
import { refused } from './faults.ts';
import { asText, equal, isMapping, type Mapping, readNumber, spacedJson } from './values.ts';

export interface Constraint {
  readonly kind: 'length' | 'range' | 'modulo' | 'allowed_values' | 'allowed_pattern';
  /** The types that it can be said of. */
  readonly of: readonly string[];
  /** As it was written. */
  readonly written: unknown;
  /** @returns what is wrong with the value; undefined when nothing is */
  readonly check: (value: unknown) => string | undefined;
}

export const badSchema = (message: string) => refused(400, 'InvalidSchemaError', message);

const numberIn = (bounds: Mapping, key: string): number | undefined => {
  const value = bounds[key];
  if (value === undefined || value === null) return undefined;
  const number = readNumber(value);
  if (number === undefined) throw refused(400, 'ValueError');
  return number;
};
const shown = (bound: number | undefined) => (bound === undefined ? 'None' : String(bound));

/** How long a value is: characters, entries or keys. */
const lengthOf = (value: unknown): number =>
  isMapping(value)
    ? Object.keys(value).length
    : Array.isArray(value)
      ? value.length
      : asText(value).length;

function boundsOf(kind: string, written: unknown) {
  if (!isMapping(written)) throw badSchema(`Invalid ${kind} constraint, expected a mapping`);
  const surplus = Object.keys(written).find((key) => key !== 'min' && key !== 'max');
  if (surplus !== undefined) throw badSchema(`Invalid key '${surplus}' for ${kind} constraint`);
  const bounds = { min: numberIn(written, 'min'), max: numberIn(written, 'max') };
  if (bounds.min === undefined && bounds.max === undefined) {
    throw badSchema(`A ${kind} constraint must have a min value and/or a max value specified.`);
  }
  return {
    text: `out of range (min: ${shown(bounds.min)}, max: ${shown(bounds.max)})`,
    holds: (value: number) =>
      value >= (bounds.min ?? -Infinity) && value <= (bounds.max ?? Infinity),
  };
}

export function lengthConstraint(written: unknown): Constraint {
  const { text, holds } = boundsOf('length', written);
  return {
    kind: 'length',
    of: ['string', 'comma_delimited_list', 'list', 'json', 'map'],
    written,
    check: (value) =>
      holds(lengthOf(value)) ? undefined : `length (${String(lengthOf(value))}) is ${text}`,
  };
}

export function rangeConstraint(written: unknown): Constraint {
  const { text, holds } = boundsOf('range', written);
  return {
    kind: 'range',
    of: ['number', 'integer'],
    written,
    check: (value) => (holds(Number(value)) ? undefined : `${asText(value)} is ${text}`),
  };
}

function moduloConstraint(written: unknown): Constraint {
  const { step, offset } = isMapping(written) ? written : {};
  const [by, rest] = [readNumber(step), readNumber(offset)];
  if (by === undefined || rest === undefined || by === 0) {
    throw badSchema('A modulo constraint must have a step value and an offset value specified.');
  }
  return {
    kind: 'modulo',
    of: ['number', 'integer'],
    written,
    check: (value) =>
      Number(value) % by === rest
        ? undefined
        : `${asText(value)} is not a multiple of ${String(by)} with an offset of ${String(rest)}`,
  };
}

export function valuesConstraint(written: unknown): Constraint {
  if (!Array.isArray(written)) throw badSchema('AllowedValues must be a list');
  const allowed: readonly unknown[] = written;
  const among = (value: unknown) =>
    allowed.some((one) => equal(one, value) || asText(one) === asText(value));
  return {
    kind: 'allowed_values',
    of: ['string', 'number', 'integer', 'boolean', 'comma_delimited_list', 'list'],
    written,
    check: (value) =>
      (Array.isArray(value) ? value.every(among) : among(value))
        ? undefined
        : `${spacedJson(value)} is not an allowed value ${spacedJson(allowed)}`,
  };
}

/** Patterns that can take for ever have a quantifier within a quantified group, or a reference back. */
const expensive = /[+*}]\)?[+*{?]|\\[1-9]|\(\?[=!<]/;

export function patternConstraint(written: unknown): Constraint {
  const text = asText(written);
  let pattern: RegExp;
  try {
    pattern = new RegExp(`^(?:${text})$`);
  } catch {
    throw badSchema(`"${text.slice(0, 200)}" is no pattern`);
  }
  if (text.length > 500 || expensive.test(text)) {
    throw notServed('parameters with a pattern that may take long');
  }
  return {
    kind: 'allowed_pattern',
    of: ['string'],
    written,
    check: (value) =>
      pattern.test(asText(value))
        ? undefined
        : `"${asText(value)}" does not match pattern "${text}"`,
  };
}

const kinds: Readonly<Record<string, (written: unknown) => Constraint>> = {
  length: lengthConstraint,
  range: rangeConstraint,
  modulo: moduloConstraint,
  allowed_values: valuesConstraint,
  allowed_pattern: patternConstraint,
  custom_constraint: () => {
    throw notServed('parameters with a custom constraint');
  },
};

/**
 * The list `constraints` of a parameter.
 * @throws Fault 400 that says what is wrong with the list itself
 */
export function readConstraints(parameter: string, written: unknown): readonly Constraint[] {
  if (written === undefined || written === null) return [];
  if (!Array.isArray(written)) {
    throw badSchema(`Invalid parameter constraints for parameter ${parameter}, expected a list`);
  }
  return (written as readonly unknown[]).flatMap((entry) => {
    if (!isMapping(entry)) throw badSchema('Invalid parameter constraints, expected a mapping');
    const { description, ...rest } = entry;
    const found = Object.entries(rest).map(([kind, value]) => {
      const make = kinds[kind];
      if (make === undefined) throw badSchema(`Invalid key '${kind}' for parameter constraints`);
      const constraint = make(value);
      if (typeof description !== 'string') return constraint;
      return {
        ...constraint,
        check: (tested: unknown) =>
          constraint.check(tested) === undefined ? undefined : description,
      };
    });
    if (found.length === 0) throw badSchema('No constraint expressed');
    return found;
  });
}

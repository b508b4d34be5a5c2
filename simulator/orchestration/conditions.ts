/** Conditions of templates. Source: Heat template guide, "Conditions section". */
import { notServed } from '../kernel/fault.ts';
import { at, Misuse, type Surroundings } from './expression.ts';
import { validationFailed } from './faults.ts';
import { asText, equal, isMapping, sectionOf } from './values.ts';

/** @throws Misuse */
export type Condition = (within: Surroundings) => boolean;

const parameterOf = (snippet: unknown): ((within: Surroundings) => unknown) => {
  if (Array.isArray(snippet)) {
    const parts = (snippet as readonly unknown[]).map(parameterOf);
    return (scope) => parts.map((part) => part(scope));
  }
  if (!isMapping(snippet)) return () => snippet;
  const [[name, args] = ['', undefined], ...others] = Object.entries(snippet);
  if (others.length > 0 || name !== 'get_param') {
    throw notServed('conditions on other values than parameters');
  }
  const [parameter, ...steps] = Array.isArray(args) ? (args as readonly unknown[]) : [args];
  return (scope) =>
    steps.reduce<unknown>(
      (part, step) =>
        typeof part === 'object' && part !== null
          ? (part as Record<string, unknown>)[asText(step)]
          : '',
      scope.parameter(asText(parameter)),
    );
};

function several(name: string, args: unknown, path: string): readonly Condition[] {
  if (!Array.isArray(args)) throw new Misuse(`Arguments to "${name}" must be a list of conditions`);
  if (args.length < 2) {
    throw new Misuse(`The minimum number of condition arguments to "${name}" is 2.`);
  }
  return (args as readonly unknown[]).map((part) => compileCondition(part, path, true));
}

const functions: Readonly<Record<string, (args: unknown, path: string) => Condition>> = {
  equals(args) {
    if (!Array.isArray(args) || args.length !== 2) {
      throw new Misuse('Arguments to "equals" must be of the form: [value_1, value_2]');
    }
    const [one, other] = (args as readonly unknown[]).map(parameterOf);
    return (scope) => equal(one?.(scope), other?.(scope));
  },
  not(args, path) {
    const inner = compileCondition(args, path, true);
    return (scope) => !inner(scope);
  },
  and(args, path) {
    const all = several('and', args, path);
    return (scope) => all.every((part) => part(scope));
  },
  or(args, path) {
    const all = several('or', args, path);
    return (scope) => all.some((part) => part(scope));
  },
};

/**
 * @param named whether the name of another condition may stand here
 * @throws Fault 400; Misuse when it is nothing that a condition can be
 */
export function compileCondition(snippet: unknown, path: string, named: boolean): Condition {
  if (typeof snippet === 'boolean') return () => snippet;
  if (typeof snippet === 'string' && named) return (scope) => scope.condition(snippet);
  const [[name, args] = ['', undefined], ...others] = isMapping(snippet)
    ? Object.entries(snippet)
    : [];
  const make = others.length === 0 && Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (make === undefined) throw new Misuse(`Invalid condition "${asText(snippet)}"`);
  try {
    return make(args, `${path}.${name}`);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    throw at(`${path}.${name}`, error.message);
  }
}

export type Conditions = ReadonlyMap<string, Condition>;

/** The section `conditions`. @throws Fault 400 */
export function readConditions(section: unknown): Conditions {
  const written = sectionOf(section);
  if (!isMapping(written)) {
    throw validationFailed('Condition validation error: : Condition definitions must be a map.');
  }
  return new Map(
    Object.entries(written).map(([name, definition]) => {
      try {
        return [name, compileCondition(definition, `conditions.${name}`, false)];
      } catch (error) {
        if (!(error instanceof Misuse)) throw error;
        throw validationFailed(
          `Condition validation error: : The definition of condition "${name}" is invalid: ${asText(definition)}`,
        );
      }
    }),
  );
}

/** @throws Misuse for a condition that there is not, or that is about itself */
export function conditionOf(
  conditions: Conditions,
  within: Omit<Surroundings, 'condition'>,
): (name: string) => boolean {
  const open = new Set<string>();
  const look = (name: string): boolean => {
    const condition = conditions.get(name);
    if (condition === undefined) throw new Misuse(`Invalid condition "${name}"`);
    if (open.has(name)) throw new Misuse(`Circular definition for condition "${name}"`);
    open.add(name);
    try {
      return condition({ ...within, condition: look });
    } finally {
      open.delete(name);
    }
  };
  return look;
}

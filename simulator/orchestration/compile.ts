/** Reading expressions: which functions there are in which version, and what they refer to. */
import { Fault, notServed } from '../kernel/fault.ts';
import { type Condition, compileCondition } from './conditions.ts';
import {
  at,
  type Expression,
  isOpen,
  literal,
  Misuse,
  notYetKnown,
  type Use,
} from './expression.ts';
import { functionsNotServed, removedFunctions, valueFunctions } from './functions.ts';
import { asText, isMapping, type Mapping } from './values.ts';

/** Where an expression stands: as messages name the place, and as those about references do. */
export interface Place {
  readonly version: string;
  readonly path: string;
  readonly key: string;
}

const within = (place: Place, part: string): Place => ({
  ...place,
  path: place.path + part,
  key: place.key + part,
});

/** @throws Misuse */
const follow = (value: unknown, steps: readonly unknown[]): unknown =>
  steps.reduce<unknown>((part, step) => {
    if (part === notYetKnown) return part;
    const index = Array.isArray(part) ? Number(step) : String(step);
    const found =
      typeof part === 'object' && part !== null && Object.hasOwn(part, index)
        ? (part as Record<string | number, unknown>)[index]
        : undefined;
    return found ?? '';
  }, value);

/** `get_param`, `get_resource`, `get_attr`. */
const lookUps: Readonly<Record<string, (args: unknown, place: Place) => Expression>> = {
  get_param(args) {
    const [name, ...steps] = Array.isArray(args) ? (args as readonly unknown[]) : [args];
    if (name === undefined) throw new Misuse('Function "get_param" must have arguments');
    if (typeof name !== 'string') {
      throw new Misuse(
        Array.isArray(args)
          ? 'Parameter name in "get_param" must be string'
          : 'Argument to "get_param" must be string or list',
      );
    }
    return { uses: [], resolve: (scope) => follow(scope.parameter(name), steps) };
  },
  get_resource(args, { key, path }) {
    if (typeof args !== 'string') throw new Misuse('Argument to "get_resource" must be string');
    const use: Use = { resource: args, reads: false, key, path };
    return { uses: [use], resolve: (scope) => scope.reference(args) };
  },
  get_attr(args, { key, path }) {
    const list = typeof args === 'string' ? [args] : args;
    if (!Array.isArray(list)) throw new Misuse('Argument to "get_attr" must be a list');
    const [resource, attribute, ...steps] = list as readonly unknown[];
    if (resource === undefined) {
      throw new Misuse(
        'Arguments to "get_attr" can be of the next forms: [resource_name] or [resource_name, attribute, (path), ...]',
      );
    }
    const name = attribute === undefined ? undefined : asText(attribute);
    const use: Use = {
      resource: asText(resource),
      reads: true,
      ...(name === undefined ? {} : { attribute: name }),
      key,
      path: `${path}.get_attr`,
    };
    return {
      uses: [use],
      resolve: (scope) => {
        const value = scope.attribute(asText(resource), name);
        return steps.length === 0 ? value : follow(value, steps);
      },
    };
  },
};

const ifForm =
  'Arguments to "if" must be of the form: [condition_name, value_if_true, value_if_false]';

function choice(args: unknown, place: Place): Expression {
  if (!Array.isArray(args) || args.length !== 3) throw new Misuse(ifForm);
  const [written, yes, no] = args as readonly unknown[];
  const condition: Condition = compileCondition(written, `${place.path}[0]`, true);
  const [then, otherwise] = [compile(yes, within(place, '[1]')), compile(no, within(place, '[2]'))];
  return {
    uses: [...then.uses, ...otherwise.uses],
    resolve(scope) {
      let holds: boolean;
      try {
        holds = condition(scope);
      } catch (error) {
        if (error instanceof Misuse) throw at(place.path, error.message);
        throw error;
      }
      return (holds ? then : otherwise).resolve(scope);
    },
  };
}

function call(name: string, args: unknown, place: Place): Expression | undefined {
  const inside = within(place, `.${name}`);
  const { version } = place;
  if (Object.hasOwn(lookUps, name)) return lookUps[name]?.(args, place);
  if (name === 'if' && version >= '2016-10-14') return choice(args, inside);
  if (name === 'get_file') {
    const said = `No content found in the "files" section for get_file path: ${asText(args)}`;
    return {
      uses: [],
      resolve: () => {
        throw new Misuse(said);
      },
    };
  }
  if (Object.hasOwn(functionsNotServed, name) && version >= (functionsNotServed[name] ?? '')) {
    throw notServed(`the function ${name} of templates`);
  }
  if (removedFunctions.includes(name)) {
    if (version < '2014-10-16') throw notServed(`the function ${name} of templates`);
    throw new Misuse(
      `The template version is invalid: The function ${name} is not supported in this version of HOT.`,
    );
  }
  const known = Object.hasOwn(valueFunctions, name) ? valueFunctions[name] : undefined;
  if (known === undefined || version < known.since) return undefined;
  const parts = compile(args, inside);
  known.check?.(args);
  return {
    uses: parts.uses,
    resolve(scope) {
      const given = parts.resolve(scope);
      return isOpen(given) ? notYetKnown : known.result(given);
    },
  };
}

function mapping(snippet: Mapping, place: Place): Expression {
  const entries = Object.entries(snippet).map(
    ([key, part]) => [key, compile(part, within(place, `.${key}`))] as const,
  );
  return {
    uses: entries.flatMap(([, { uses }]) => uses),
    resolve: (scope) =>
      Object.fromEntries(entries.map(([key, part]) => [key, part.resolve(scope)])),
  };
}

/**
 * Reads what stands in a template.
 * @throws Fault 400 for a function that is given what it cannot work with; 501 for one not served
 */
export function compile(snippet: unknown, place: Place): Expression {
  if (Array.isArray(snippet)) {
    const parts = (snippet as readonly unknown[]).map((part, i) =>
      compile(part, within(place, `[${String(i)}]`)),
    );
    return {
      uses: parts.flatMap(({ uses }) => uses),
      resolve: (scope) => parts.map((part) => part.resolve(scope)),
    };
  }
  if (!isMapping(snippet)) return literal(snippet);
  const [[name, args] = ['', undefined], ...others] = Object.entries(snippet);
  if (others.length > 0 || name === '') return mapping(snippet, place);
  try {
    return call(name, args, place) ?? mapping(snippet, place);
  } catch (error) {
    if (error instanceof Fault || !(error instanceof Misuse)) throw error;
    throw at(`${place.path}.${name}`, error.message);
  }
}

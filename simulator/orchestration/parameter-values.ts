/** The values of parameters, by their types. Source: Heat template guide, "Parameters section". */
import { badSchema } from './constraints.ts';
import { refused, validationFailed } from './faults.ts';
import type { Parameter, ParameterType } from './parameters.ts';
import { asText, isMapping, type Mapping, readBoolean, readNumber, spacedJson } from './values.ts';

/** What a user may send beside the template. */
export interface Given {
  readonly parameters: Mapping;
  /** Defaults in place of the template's; those of parameters that there are not are ignored. */
  readonly defaults: Mapping;
}

class BadValue extends Error {}

const readJson = (value: unknown): unknown => {
  if (typeof value !== 'string' || value === '') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw new BadValue('Value must be valid JSON: it is none');
  }
};

function readList(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value === 'string') return value === '' ? [] : value.split(',');
  const type = isMapping(value) ? 'dict' : typeof value === 'number' ? 'int' : 'bool';
  throw new BadValue(
    `Value must be a comma-delimited list string: '${type}' object has no attribute 'split'`,
  );
}

/** The value as the template's functions see it. @throws BadValue */
function readValue(type: ParameterType, value: unknown): unknown {
  switch (type) {
    case 'string':
      return asText(value);
    case 'number': {
      const number = readNumber(value);
      if (number !== undefined) return number;
      throw new BadValue(`could not convert string to float: '${asText(value)}'`);
    }
    case 'boolean': {
      const boolean = readBoolean(value);
      if (boolean !== undefined) return boolean;
      throw new BadValue(
        `Unrecognized value '${asText(value)}', acceptable values are: '0', '1', 'f', 'false', 'n', 'no', 'off', 'on', 't', 'true', 'y', 'yes'`,
      );
    }
    case 'comma_delimited_list':
      return readList(value);
    case 'json':
      return readJson(value);
  }
}

const asString = (type: ParameterType, value: unknown): string =>
  type === 'json'
    ? spacedJson(value)
    : Array.isArray(value)
      ? value.map(asText).join(',')
      : asText(value);

function checkSchema(parameter: Parameter): void {
  const wrong = (message: string) =>
    badSchema(`Parameter '${parameter.name}' is invalid: ${message}`);
  for (const { kind, of, check } of parameter.constraints) {
    if (!of.includes(parameter.type)) {
      const words = kind.replaceAll('_', '').replace('allowed', 'Allowed');
      const name = words[0]?.toUpperCase() + words.slice(1);
      throw wrong(`${name} constraint invalid for ${parameter.type}`);
    }
    if (parameter.default === undefined) continue;
    const said = check(
      parameter.type === 'comma_delimited_list' ? readList(parameter.default) : parameter.default,
    );
    if (said !== undefined) {
      throw wrong(`Invalid default ${asText(parameter.default)} (${said})`);
    }
  }
}

function valueOf(parameter: Parameter, given: Given): unknown {
  const { name, type, constraints } = parameter;
  const value = given.parameters[name] ?? given.defaults[name] ?? parameter.default;
  if (value === undefined || value === null) throw missingParameter(name);
  try {
    const read = readValue(type, value);
    // A number is judged as it was written, so that it is told as it was.
    const tested = type === 'number' || type === 'string' ? value : read;
    for (const { check } of constraints) {
      const said = check(tested);
      if (said !== undefined) throw new BadValue(said);
    }
    return read;
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    throw validationFailed(`Parameter '${name}' is invalid: ${error.message}`);
  }
}

export const missingParameter = (name: string) =>
  refused(400, 'UserParameterMissing', `The Parameter (${name}) was not provided.`);

/** The values of all parameters, and as answers show them. */
export interface ParameterValues {
  readonly values: ReadonlyMap<string, unknown>;
  readonly shown: Readonly<Record<string, string>>;
}

/** What every template knows of its stack. */
export interface StackIdentity {
  readonly id: string;
  readonly name: string;
  readonly projectId: string;
}

/** @throws Fault 400 for a parameter that there is not, is missing or has a value that it may not have */
export function parameterValues(
  parameters: readonly Parameter[],
  given: Given,
  stack: StackIdentity,
): ParameterValues {
  for (const name of Object.keys(given.parameters)) {
    if (parameters.some((parameter) => parameter.name === name)) continue;
    throw refused(
      400,
      'UnknownUserParameter',
      `The Parameter (${name}) was not defined in template.`,
    );
  }
  const pseudo = {
    'OS::stack_id': stack.id,
    'OS::project_id': stack.projectId,
    'OS::stack_name': stack.name,
  };
  const values = new Map<string, unknown>(Object.entries(pseudo));
  const shown: Record<string, string> = { ...pseudo };
  for (const parameter of parameters) {
    checkSchema(parameter);
    const value = valueOf(parameter, given);
    values.set(parameter.name, value);
    shown[parameter.name] = parameter.hidden ? '******' : asString(parameter.type, value);
  }
  return { values, shown };
}

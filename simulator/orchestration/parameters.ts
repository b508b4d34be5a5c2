/** Parameters: what a template asks its user for. Source: Heat template guide, "Parameters section". */
import { badSchema, type Constraint, readConstraints } from './constraints.ts';
import { refused } from './faults.ts';
import { asText, isMapping, readBoolean, sectionOf } from './values.ts';

const types = ['string', 'number', 'comma_delimited_list', 'json', 'boolean'] as const;
export type ParameterType = (typeof types)[number];

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly label: string;
  readonly description: string;
  readonly default: unknown;
  readonly hidden: boolean;
  readonly constraints: readonly Constraint[];
}

const keys = [
  'type',
  'default',
  'label',
  'description',
  'hidden',
  'constraints',
  'immutable',
  'tags',
];

function readParameter(name: string, written: unknown): Parameter {
  if (!isMapping(written)) throw badSchema(`Invalid parameter (${name}), expected a mapping`);
  const surplus = Object.keys(written).find((key) => !keys.includes(key));
  if (surplus !== undefined) throw badSchema(`Invalid key '${surplus}' for parameter (${name})`);
  if (!('type' in written)) throw badSchema(`Missing parameter type for parameter: ${name}`);
  const constraints = readConstraints(name, written['constraints']);
  const type = types.find((known) => known === written['type']);
  if (type === undefined) throw badSchema(`Invalid type (${asText(written['type'])})`);
  return {
    name,
    type,
    label: asText(written['label'] ?? name),
    description: asText(written['description'] ?? ''),
    default: written['default'] ?? undefined,
    // Whatever is no boolean hides the value all the same.
    hidden: readBoolean(written['hidden'] ?? false) ?? true,
    constraints,
  };
}

/** @throws Fault 400 that names the parameter and what is wrong with it */
export function readParameters(section: unknown): readonly Parameter[] {
  const parameters = sectionOf(section);
  if (!isMapping(parameters)) throw refused(400, 'AttributeError');
  return Object.entries(parameters).map(([name, written]) => readParameter(name, written));
}

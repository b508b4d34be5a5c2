/**
 * What stands in a template where a value is meant: literals, and functions of literals and of what the
 * stack builds. It is checked when it is read, and resolved as often as needed.
 */
import { refused, validationFailed } from './faults.ts';

/** Stands for what nobody can tell before the stack has built it. */
export const notYetKnown: unique symbol = Symbol('known when it is built');

/** What expressions are resolved in. */
export interface Surroundings {
  /** @throws Fault when it was not provided */
  parameter(name: string): unknown;
  /** What stands for a resource: mostly its id. */
  reference(resource: string): unknown;
  /** An attribute of a resource; all of them without a name. */
  attribute(resource: string, name: string | undefined): unknown;
  /** @throws Misuse when there is no such condition */
  condition(name: string): boolean;
}

/** A resource that an expression is about. */
export interface Use {
  readonly resource: string;
  /** Whether its attributes are read; else it is only referred to. */
  readonly reads: boolean;
  readonly attribute?: string;
  /** Where it stands, as the service tells it. */
  readonly key: string;
  readonly path: string;
}

export interface Expression {
  readonly uses: readonly Use[];
  resolve(within: Surroundings): unknown;
}

/** A function is given what it cannot work with. */
export class Misuse extends Error {
  override name = 'Misuse';
}

export const at = (path: string, message: string) => validationFailed(`${path}: : ${message}`);

export const badReference = ({ resource, key }: Pick<Use, 'resource' | 'key'>) =>
  refused(
    400,
    'InvalidTemplateReference',
    `The specified reference "${resource}" (in ${key}) is incorrect.`,
  );

export const literal = (value: unknown): Expression => ({ uses: [], resolve: () => value });

/** Whether a value holds something that is not yet known. */
export function isOpen(value: unknown): boolean {
  if (value === notYetKnown) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(isOpen);
}

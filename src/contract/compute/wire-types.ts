/**
 * Values as the compute service reads them: numbers and booleans may come as strings.
 * The messages are predicates: "0" + " is less than the minimum of 1"; only that about a name is whole.
 */
import { z } from 'zod';

const largest = 2 ** 31 - 1;

/**
 * A whole number of at least `min`, or its decimal digits in a string; read as a number.
 * @param types what the service says that it may be
 */
export const wireInteger = (min: number, types = "'integer', 'string'") =>
  z.union([z.number(), z.string()]).transform((value, context) => {
    const fail = (message: string) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    if (value === '') return fail('is too short');
    if (typeof value === 'string' && !/^[0-9]+$/.test(value)) {
      return fail("does not match '^[0-9]+$'");
    }
    const number = Number(value);
    if (!Number.isInteger(number)) return fail(`is not of type ${types}`);
    if (number < min) return fail(`is less than the minimum of ${String(min)}`);
    if (number > largest) return fail(`is greater than the maximum of ${String(largest)}`);
    return number;
  });

/** A number above 0, or its decimal digits in a string; read as a number. */
export const wireNumber = z.union([z.number(), z.string()]).transform((value, context) => {
  const number =
    typeof value === 'number' || /^[0-9]+(\.[0-9]+)?$/.test(value) ? Number(value) : Number.NaN;
  if (number > 0) return number;
  context.addIssue({
    code: 'custom',
    message: Number.isNaN(number)
      ? "does not match '^[0-9]+(\\.[0-9]+)?$'"
      : 'is less than or equal to the minimum of 0',
  });
  return z.NEVER;
});

const yes = ['True', 'TRUE', 'true', '1', 'ON', 'On', 'on', 'YES', 'Yes', 'yes'];
const no = ['False', 'FALSE', 'false', '0', 'OFF', 'Off', 'off', 'NO', 'No', 'no'];

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

/** A boolean, or one of the words for it; read as a boolean. */
export const wireBoolean = z.union([z.boolean(), z.string()]).transform((value, context) => {
  if (typeof value === 'boolean') return value;
  if (yes.includes(value)) return true;
  if (no.includes(value)) return false;
  context.addIssue({
    code: 'custom',
    message: `is not one of [True, ${quoted(yes)}, False, ${quoted(no)}]`,
  });
  return z.NEVER;
});

/** 1 to 255 printable characters without white space at either end. */
export const printableName = z
  .string()
  .min(1, { error: 'is too short' })
  .max(255, { error: 'is too long' })
  .regex(/^(?!\p{Zs})[^\p{C}\p{Zl}\p{Zp}]*(?<!\p{Zs})$/u, {
    error:
      "An invalid 'name' value was provided. The name must be: printable characters. Can not start or end with whitespace.",
  });

/** Values as services written in Python show them in their messages. */

/** @param secret names of fields whose values are masked */
export function pythonText(value: unknown, secret: ReadonlySet<string> = new Set()): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map((part) => pythonText(part, secret)).join(', ')}]`;
  if (typeof value === 'object') {
    const fields = Object.entries(value).map(
      ([key, part]) => `'${key}': ${secret.has(key) ? "'***'" : pythonText(part, secret)}`,
    );
    return `{${fields.join(', ')}}`;
  }
  return JSON.stringify(value);
}

/** The part of a value that a path leads to; where it ends early, the last part that is there. */
export const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (part, key) =>
      typeof part === 'object' && part !== null
        ? (part as Record<PropertyKey, unknown>)[key]
        : part,
    value,
  );

/** What JSON Schema says of fields that it does not know. */
export function unexpectedText(keys: readonly string[]): string {
  const names = keys.map((key) => `'${key}'`).join(', ');
  const were = keys.length === 1 ? 'was' : 'were';
  return `Additional properties are not allowed (${names} ${were} unexpected)`;
}

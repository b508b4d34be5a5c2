/** Words of tenants in HAProxy's configuration: they must stay words. Source: HAProxy 2.6, §2.2 "Quoting and escaping". */

/** A text cannot stand in a configuration. */
export class Unquotable extends Error {
  override readonly name = 'Unquotable';
}

/** @throws Unquotable for control characters, which end lines */
export function quoted(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what must not be there
  if (/[\u0000-\u001f\u007f]/.test(text)) throw new Unquotable(JSON.stringify(text));
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Where `%` would begin a variable. @throws Unquotable */
export const quotedFormat = (text: string): string => quoted(text.replaceAll('%', '%%'));

/** The name of a header or cookie (RFC 9110 §5.6.2), within the brackets of a function. @throws Unquotable */
export function token(text: string): string {
  if (!/^[\w!#$&*+.^`|~-]+$/.test(text)) throw new Unquotable(JSON.stringify(text));
  return text;
}

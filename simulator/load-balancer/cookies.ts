/** Cookies, as far as sessions need them. */

/** Of a header `Cookie`. */
export const cookiesOf = (header: string | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (header ?? '').split(/;\s*/).flatMap((pair) => {
      const at = pair.indexOf('=');
      return at === -1 ? [] : [[pair.slice(0, at), pair.slice(at + 1)]];
    }),
  );

/** Of headers `Set-Cookie`. */
export const cookiesSet = (headers: readonly string[] = []): Readonly<Record<string, string>> =>
  Object.assign({}, ...headers.map((header) => cookiesOf(header.split(';')[0]))) as Readonly<
    Record<string, string>
  >;

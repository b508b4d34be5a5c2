/** An answer as plain data; it becomes a Response at the very end. */
export interface Reply {
  readonly status: number;
  /** An object is sent as JSON, a string or bytes as they stand; without it the body is empty. */
  readonly body?: object | string;
  /** The content type; `application/json` unless the body is a string. */
  readonly type?: string;
  readonly headers?: readonly (readonly [string, string])[];
}

export const json = (status: number, body: object, headers?: Reply['headers']): Reply =>
  headers === undefined ? { status, body } : { status, body, headers };

export const empty = (status: number, headers?: Reply['headers']): Reply =>
  headers === undefined ? { status } : { status, headers };

/**
 * Writes the answer. Headers of one name that come twice are joined, as Fetch has them.
 *
 * They are a plain object, and all names in lower case, because the adapter between Fetch and sockets
 * writes such headers as they are.
 * @param head the request asked for everything but the body
 */
export function toResponse(
  reply: Reply,
  more: NonNullable<Reply['headers']>,
  head: boolean,
): Response {
  const headers: Record<string, string> = {};
  const add = (name: string, value: string) => {
    const first = headers[name];
    headers[name] = first === undefined ? value : `${first}, ${value}`;
  };
  const { status, body } = reply;
  const type = reply.type ?? (typeof body === 'string' ? 'text/plain' : 'application/json');
  if (body !== undefined || reply.type !== undefined) add('content-type', type);
  for (const [name, value] of more) add(name, value);
  for (const [name, value] of reply.headers ?? []) add(name, value);
  if (head || body === undefined) return new Response(null, { status, headers });
  if (body instanceof Uint8Array) {
    return new Response(body as Uint8Array<ArrayBuffer>, { status, headers });
  }
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
}

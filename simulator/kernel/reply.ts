/** An answer as plain data; it becomes a Response at the very end. */
export interface Reply {
  readonly status: number;
  /** An object is sent as JSON, a string as it stands; without it the body is empty. */
  readonly body?: object | string;
  /** The content type; `application/json` unless the body is a string. */
  readonly type?: string;
  readonly headers?: readonly (readonly [string, string])[];
}

export const json = (status: number, body: object, headers?: Reply['headers']): Reply =>
  headers === undefined ? { status, body } : { status, body, headers };

export const empty = (status: number, headers?: Reply['headers']): Reply =>
  headers === undefined ? { status } : { status, headers };

/** Writes the answer. Headers of one name that come twice are joined, as Fetch has them. */
export function toResponse(reply: Reply, more: readonly (readonly [string, string])[]): Response {
  const headers: [string, string][] = [];
  const { body } = reply;
  const type = reply.type ?? (typeof body === 'string' ? 'text/plain' : 'application/json');
  if (body !== undefined || reply.type !== undefined) headers.push(['content-type', type]);
  for (const [name, value] of more) headers.push([name, value]);
  for (const [name, value] of reply.headers ?? []) headers.push([name, value]);
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(text ?? null, { status: reply.status, headers });
}

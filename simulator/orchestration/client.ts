/** The other services, asked in the name of whom a stack belongs to. */
import { refusalText } from '../../src/contract/refusal.ts';
import type { Mapping } from './values.ts';
import { isMapping } from './values.ts';

/** A service did not do what a resource needs; the message is for the stack's user. */
export class ResourceFailure extends Error {
  override name = 'ResourceFailure';
}

const kinds: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  413: 'OverLimit',
};

export interface Answered {
  readonly status: number;
  readonly body: Mapping;
}

export interface Client {
  /** @throws ResourceFailure when the answer is a refusal, but for those named in `but` */
  ask(method: string, path: string, body?: object, but?: readonly number[]): Promise<Answered>;
}

/** @param token the caller has just issued it; undefined: whom the stack belongs to is gone */
export const createClient = (
  call: (request: Request) => Promise<Response>,
  origin: string,
  token: string | undefined,
): Client => ({
  async ask(method, path, body, but = []) {
    if (token === undefined)
      throw new ResourceFailure('AuthorizationFailure: Authorization failed.');
    const answer = await call(
      new Request(origin + path, {
        method,
        headers: {
          'x-auth-token': token,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const { status } = answer;
    const text = await answer.text();
    if (status >= 400 && !but.includes(status)) {
      const said = refusalText(text) ?? `the service answered ${String(status)}`;
      throw new ResourceFailure(`${kinds[status] ?? 'InternalServerError'}: ${said}`);
    }
    return { status, body: read(text) };
  },
});

function read(text: string): Mapping {
  try {
    const body: unknown = JSON.parse(text);
    return isMapping(body) ? body : {};
  } catch {
    return {};
  }
}

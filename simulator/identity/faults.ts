/** How the identity service refuses. Sources: Identity API reference; OpenStack Zed, recorded. */
import { STATUS_CODES } from 'node:http';
import type { IdentityError } from '../../src/contract/identity/errors.ts';
import type { BodyRules } from '../kernel/body.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest, conflict, Fault, forbidden, notFound, unauthorized } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';

/** Answers differ by token, and say so; refusals too. */
export function varyByToken(call: Call): void {
  if (!call.answerHeaders.some(([name]) => name === 'vary')) {
    call.answerHeaders.push(['vary', 'X-Auth-Token']);
  }
}

/** A refusal of the way in which somebody signs in; it says what the way would have to be. */
export class WayRefused extends Fault {
  readonly identity: Readonly<Record<string, unknown>>;

  constructor(message: string, identity: Readonly<Record<string, unknown>> = {}) {
    super(401, message);
    this.identity = identity;
  }
}

export const writeIdentityFault = (fault: Fault, call: Call): Reply => {
  const { status: code, message, details } = fault;
  const challenge: [string, string] = ['www-authenticate', `Keystone uri="${call.base}/v3"`];
  return {
    status: code,
    body: {
      error: {
        code,
        ...(fault instanceof WayRefused ? { identity: fault.identity } : {}),
        message,
        title: STATUS_CODES[code] ?? 'Error',
      },
    } satisfies IdentityError,
    headers: [...(details.headers ?? []), ...(code === 401 ? [challenge] : [])],
  };
};

/** The one answer to a wrong password, an unknown scope, and a scope without a role. */
export const notSignedIn = () => unauthorized('The request you have made requires authentication.');

export const notAllowed = (action: string) =>
  forbidden(`You are not authorized to perform the requested action: ${action}.`);

const clientError =
  'The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.';

/** Something is missing where it must be. */
export const expecting = (what: string, where: string) =>
  badRequest(`Expecting to find ${what} in ${where}. ${clientError}`);

export type Kind =
  | 'user'
  | 'project'
  | 'domain'
  | 'role'
  | 'service'
  | 'endpoint'
  | 'region'
  | 'Application Credential';

export const notThere = (kind: Kind, id: string) => notFound(`Could not find ${kind}: ${id}.`);

export const cannotStore = (kind: string, why: string) =>
  conflict(`Conflict occurred attempting to store ${kind} - ${why}.`);

/** The name is taken. */
export const duplicate = (kind: string, name: string, domainId?: string | null) =>
  cannotStore(
    kind,
    `Duplicate entry found with name ${name}${domainId ? ` at domain ID ${domainId}` : ''}`,
  );

export const identityBodies: BodyRules = {
  maxBytes: 114_688,
  tooLarge: () => new Fault(413, 'Request is too large.'),
  otherType: (type) =>
    type === undefined ? undefined : expecting('application/json', 'Content-Type header'),
  notJson: () => expecting('valid JSON', 'request body'),
  missing: () => ({}),
};

/**
 * The body, which must be an object.
 * @throws Fault 400
 */
export async function readBody(call: Call): Promise<Readonly<Record<string, unknown>>> {
  const body = await call.json();
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw expecting('valid JSON', 'request body');
  }
  return { ...body };
}

/** The value of one field of the body; an absent one counts as an empty object. */
export const readMember = async (call: Call, name: string): Promise<unknown> =>
  (await readBody(call))[name] ?? {};

const page = (title: string, text: string) => `<!doctype html>
<html lang=en>
<title>${title}</title>
<h1>${title.slice(4)}</h1>
<p>${text}</p>
`;

/** The service takes a slash at the end of any path for none. */
export const withoutSlash = (path: string): string =>
  path.length > 1 && path.endsWith('/') ? path.replace(/\/+$/, '') || '/' : path;

/** @param methodsOf the methods that the service has for a path */
export const createUnknownRoute =
  (methodsOf: (path: string) => readonly string[]) =>
  (call: Call): Reply => {
    varyByToken(call);
    const methods = methodsOf(withoutSlash(call.path));
    if (methods.length > 0) {
      const body = { message: 'The method is not allowed for the requested URL.' };
      return { status: 405, body, headers: [['allow', [...methods, 'OPTIONS'].join(', ')]] };
    }
    const body = page(
      '404 Not Found',
      'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
    );
    return { status: 404, type: 'text/html; charset=utf-8', body };
  };

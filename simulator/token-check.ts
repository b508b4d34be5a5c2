/**
 * What stands before every OpenStack service but identity: it judges the token and answers in the
 * service's stead, in a format of its own, when the token is missing or invalid.
 *
 * Source: OpenStack Zed (keystonemiddleware), recorded.
 */
import type { Call } from './kernel/call.ts';
import type { Authority, Caller } from './kernel/caller.ts';
import { unauthorized } from './kernel/fault.ts';

const message = 'The request you have made requires authentication.';

const refused = (call: Call, identityPath: string) =>
  unauthorized(message, {
    verbatim: {
      status: 401,
      body: { error: { code: 401, title: 'Unauthorized', message } },
      headers: [['www-authenticate', `Keystone uri="${call.origin}${identityPath}"`]],
    },
  });

/** @param identityPath where identity is, below the origin */
export const createTokenCheck =
  (authority: Authority, identityPath: string) =>
  (call: Call): Caller => {
    const token = call.header('x-auth-token');
    const caller = token === undefined ? undefined : authority.resolve(token);
    if (caller !== undefined) return caller;
    throw refused(call, identityPath);
  };

/** Whether a service shows its own token beside that of who asks; one without the role `service` is refused. */
export const createServiceCheck =
  (authority: Authority, identityPath: string) =>
  (call: Call): boolean => {
    const token = call.header('x-service-token');
    if (token === undefined) return false;
    if (authority.resolve(token)?.roles.has('service') === true) return true;
    throw refused(call, identityPath);
  };

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

/** @param identityPath where identity is, below the origin */
export const createTokenCheck =
  (authority: Authority, identityPath: string) =>
  (call: Call): Caller => {
    const token = call.header('x-auth-token');
    const caller = token === undefined ? undefined : authority.resolve(token);
    if (caller !== undefined) return caller;
    throw unauthorized(message, {
      verbatim: {
        status: 401,
        body: { error: { code: 401, title: 'Unauthorized', message } },
        headers: [['www-authenticate', `Keystone uri="${call.origin}${identityPath}"`]],
      },
    });
  };

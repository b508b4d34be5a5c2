/** A call to the identity service: who signed in, and with which token. */
import type { Call } from '../kernel/call.ts';
import type { Caller } from '../kernel/caller.ts';
import type { Route } from '../kernel/service.ts';
import { notSignedIn, varyByToken } from './faults.ts';
import { Bearer, type Tokens } from './tokens.ts';

/** There is no state beside the caller. */
export type IdentityCall = Call<undefined>;
export type IdentityRoute = Route<undefined>;

/** @throws Fault 401 when the token is missing or not in force */
export const createAuthentication =
  (tokens: Tokens) =>
  (call: Call): Caller => {
    varyByToken(call);
    const id = call.header('x-auth-token');
    const bearer = id === undefined ? 'unknown' : tokens.judge(id);
    if (bearer instanceof Bearer) return bearer;
    throw notSignedIn();
  };

/** Who signed in, with all that the token says. */
export function bearerOf(call: IdentityCall): Bearer {
  if (call.caller instanceof Bearer) return call.caller;
  throw new Error('identity judges its own tokens only');
}

/** The domain that the token is scoped to: lists and new things are confined to it. */
export const domainOfToken = ({ caller }: IdentityCall): string | undefined =>
  caller.scope.kind === 'domain' ? caller.scope.domainId : undefined;

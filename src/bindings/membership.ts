/** What joins users to tenants, and whether the target lets them in. */
import { tokenAnswer } from '../contract/identity/token.ts';
import type { Http } from '../transport/http.ts';
import { mustShow } from './openstack-answers.ts';
import type { Admission, Membership } from './port.ts';
import type { Session } from './session.ts';
import { grant, rolesIn } from './role-assignment.ts';
import { signIn } from './identity/token.ts';

/** How the one who signs in is called in the transcript. */
const actor = 'user';

/** @param session that of an administrator, who may judge the tokens of others */
export const createMembership = (http: Http, session: Session): Membership => ({
  assign: (roleId, userId, tenantId) => grant(session, roleId, userId, { tenant: tenantId }),
  rolesIn: (userId, tenantId) => rolesIn(session, userId, tenantId),
  async signIn(userId, tenantId, how) {
    const { people } = session;
    const password = how?.wrongPassword ? people.newPassword() : people.passwords.get(userId);
    if (password === undefined) throw new Error(`the user ${userId} was not made by this binding`);
    const { token } = await signIn(http, actor, {
      authUrl: session.address('identity'),
      proof: { method: 'password', user: { id: userId }, password },
      ...(tenantId === undefined ? {} : { scope: { tenant: { id: tenantId } } }),
    });
    return admission(session, token);
  },
});

/**
 * A token counts for what services make of it, which let identity judge it. Identity itself goes on
 * answering the bearer of a token whose roles are gone.
 */
const admission = (session: Session, token: string): Admission => ({
  async holds() {
    const answer = await session.ask('identity', {
      method: 'GET',
      path: '/auth/tokens',
      headers: { 'X-Subject-Token': token },
    });
    if (answer.status === 404) return false;
    mustShow(answer, tokenAnswer, { doing: 'judge a token', success: [200] });
    return true;
  },
});

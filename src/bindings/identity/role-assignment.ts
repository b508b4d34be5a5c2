/** Role assignments: `PUT /v3/{projects|domains}/{id}/users/{user}/roles/{role}`. */
import { mustSucceed } from '../openstack-answers.ts';
import type { Session } from '../session.ts';

/** Gives a user a role on a tenant or on a domain. Giving it twice is no error. */
export async function grant(
  session: Session,
  roleId: string,
  userId: string,
  on: { readonly tenant: string } | { readonly domain: string },
): Promise<void> {
  const where = 'tenant' in on ? `/projects/${on.tenant}` : `/domains/${on.domain}`;
  const answer = await session.ask('identity', {
    method: 'PUT',
    path: `${where}/users/${userId}/roles/${roleId}`,
  });
  mustSucceed(answer, { doing: 'grant a role', success: [204] });
}

/** Roles: `/v3/roles`. */
import { rolesAnswer } from '../../contract/identity/role.ts';
import { mustShow } from '../openstack-answers.ts';
import type { Session } from '../session.ts';

/** @returns the id of the role of this name, or undefined where the target has no such role */
export async function findRole(session: Session, name: string): Promise<string | undefined> {
  const answer = await session.ask('identity', {
    method: 'GET',
    path: `/roles?name=${encodeURIComponent(name)}`,
  });
  const { roles } = mustShow(answer, rolesAnswer, { doing: 'list roles', success: [200] });
  return roles.find((role) => role.name === name)?.id;
}

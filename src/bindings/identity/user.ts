/** Users: `/v3/users`. */
import { userAnswer, usersAnswer } from '../../contract/identity/user.ts';
import { identityKeeper } from '../identity-keeper.ts';
import { mustShow } from '../openstack-answers.ts';
import type { Keeper } from '../port.ts';
import type { Session } from '../session.ts';

/**
 * @param domainId the domain that owns it; undefined: the domain of the caller
 * @returns the id of the new user
 */
export async function createUser(
  session: Session,
  name: string,
  password: string,
  domainId: string | undefined,
): Promise<string> {
  const answer = await session.ask('identity', {
    method: 'POST',
    path: '/users',
    json: {
      user: {
        name,
        password,
        enabled: true,
        // Where users must change their first password, nobody could sign in with this one.
        options: { ignore_change_password_upon_first_use: true },
        ...(domainId === undefined ? {} : { domain_id: domainId }),
      },
    },
  });
  return mustShow(answer, userAnswer, { doing: 'create a user', success: [201] }).user.id;
}

export const userKeeper = (session: Session): Keeper =>
  identityKeeper(
    session,
    '/users',
    'user',
    (answer, reading) => mustShow(answer, usersAnswer, reading).users,
  );

/** Users: `/v3/users`. */
import { type User, userAnswer, usersAnswer } from '../../contract/identity/user.ts';
import { Violation } from '../../failures.ts';
import {
  domainToWire,
  enabledFromWire,
  enabledToWire,
  identityRoom,
  keeperOf,
  type Kind,
} from '../identity-room.ts';
import { mustShow } from '../openstack-answers.ts';
import { ofTheRun } from '../people.ts';
import type { Keeper, Room } from '../port.ts';
import type { Session } from '../session.ts';
import { assignments, detach } from '../role-assignment.ts';

/** Where users must change their first password, nobody could sign in with the one that is given. */
const options = { ignore_change_password_upon_first_use: true };

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
  const domain = domainId === undefined ? {} : { domain_id: domainId };
  const answer = await session.ask('identity', {
    method: 'POST',
    path: '/users',
    json: { user: { name, password, description: ofTheRun, enabled: true, options, ...domain } },
  });
  return mustShow(answer, userAnswer, { doing: 'create a user', success: [201] }).user.id;
}

/** A password is told to nobody, not even in the form in which it is kept. */
function withoutPassword(user: User): User {
  const told = Object.keys(user).find((field) => /^password(_hash)?$/.test(field));
  if (told === undefined) return user;
  throw new Violation({
    expected: 'what is shown of a user to hold no password',
    observed: `there is a field ${told}`,
  });
}

const kind = (session: Session, password?: string): Kind<User> => ({
  path: '/users',
  noun: 'user',
  words: ['description', 'enabled', 'VDC'],
  toWire: (name, wish) => ({
    name,
    password,
    options,
    ...(wish['description'] === undefined ? {} : { description: wish['description'] }),
    ...enabledToWire(wish),
    ...domainToWire(session, wish),
  }),
  fromWire: ({ description, enabled }) => ({
    description: description ?? '',
    enabled: enabledFromWire(enabled),
  }),
  one: (answer, reading) => withoutPassword(mustShow(answer, userAnswer, reading).user),
  many(answer, reading) {
    const { users, links } = mustShow(answer, usersAnswer, reading);
    return { entries: users.map(withoutPassword), links };
  },
});

/** A user is attached to each tenant in which it has a role. */
export const userRoom = (session: Session): Room<'user'> => ({
  ...identityRoom(session, kind(session)),
  async create(name, wish) {
    const { people } = session;
    const password = people.newPassword();
    const user = await identityRoom(session, kind(session, password)).create(name, wish);
    people.passwords.set(user.id, password);
    return user;
  },
  detach: (id, from) => detach(session, id, from.id),
  async attachedTo(id) {
    const all = await assignments(session, `user.id=${id}`);
    return [...new Set(all.flatMap(({ scope }) => scope.project?.id ?? []))];
  },
});

export const userKeeper = (session: Session): Keeper => keeperOf(session, kind(session));

/** Roles: `/v3/roles`. */
import { type Role, roleAnswer, rolesAnswer } from '../../contract/identity/role.ts';
import { type Kind, identityRoom, keeperOf } from '../identity-room.ts';
import { mustShow } from '../openstack-answers.ts';
import type { Keeper, Room } from '../port.ts';
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

const kind: Kind<Role> = {
  path: '/roles',
  noun: 'role',
  words: ['description'],
  toWire: (name, { description }) => ({
    name,
    ...(description === undefined ? {} : { description }),
  }),
  fromWire: ({ description }) => ({ description: description ?? '' }),
  one: (answer, reading) => mustShow(answer, roleAnswer, reading).role,
  many(answer, reading) {
    const { roles, links } = mustShow(answer, rolesAnswer, reading);
    return { entries: roles, links };
  },
};

export const roleRoom = (session: Session): Room<'role'> => identityRoom(session, kind);
export const roleKeeper = (session: Session): Keeper => keeperOf(session, kind);

/** Tenants (projects on the wire): `/v3/projects`. */
import { type Project, projectAnswer, projectsAnswer } from '../../contract/identity/tenant.ts';
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

/**
 * @param domainId the domain that owns it; undefined: the domain of the caller
 * @returns the id of the new tenant
 */
export async function createTenant(
  session: Session,
  name: string,
  domainId: string | undefined,
): Promise<string> {
  const domain = domainId === undefined ? {} : { domain_id: domainId };
  const answer = await session.ask('identity', {
    method: 'POST',
    path: '/projects',
    json: { project: { name, description: ofTheRun, ...domain } },
  });
  return mustShow(answer, projectAnswer, { doing: 'create a tenant', success: [201] }).project.id;
}

const kind = (session: Session): Kind<Project> => ({
  path: '/projects',
  noun: 'tenant',
  words: ['description', 'enabled', 'VDC'],
  toWire: (name, wish) => ({
    name,
    ...(wish['description'] === undefined ? {} : { description: wish['description'] }),
    ...enabledToWire(wish),
    ...domainToWire(session, wish),
  }),
  fromWire: ({ description, enabled }) => ({
    description: description ?? '',
    enabled: enabledFromWire(enabled),
  }),
  one: (answer, reading) => mustShow(answer, projectAnswer, reading).project,
  many(answer, reading) {
    const { projects, links } = mustShow(answer, projectsAnswer, reading);
    return { entries: projects, links };
  },
});

/** A tenant is attached to each user who has a role in it. */
export const tenantRoom = (session: Session): Room<'tenant'> => ({
  ...identityRoom(session, kind(session)),
  detach: (id, from) => detach(session, from.id, id),
  async attachedTo(id) {
    const all = await assignments(session, `scope.project.id=${id}`);
    return [...new Set(all.flatMap(({ user }) => user?.id ?? []))];
  },
});

export const tenantKeeper = (session: Session): Keeper => keeperOf(session, kind(session));

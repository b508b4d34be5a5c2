/** Tenants (projects on the wire): `/v3/projects`. */
import { projectAnswer, projectsAnswer } from '../../contract/identity/tenant.ts';
import { identityKeeper } from '../identity-keeper.ts';
import { mustShow } from '../openstack-answers.ts';
import type { Keeper } from '../port.ts';
import type { Session } from '../session.ts';

/**
 * @param domainId the domain that owns it; undefined: the domain of the caller
 * @returns the id of the new tenant
 */
export async function createTenant(
  session: Session,
  name: string,
  domainId: string | undefined,
): Promise<string> {
  const answer = await session.ask('identity', {
    method: 'POST',
    path: '/projects',
    json: { project: { name, ...(domainId === undefined ? {} : { domain_id: domainId }) } },
  });
  return mustShow(answer, projectAnswer, { doing: 'create a tenant', success: [201] }).project.id;
}

export const tenantKeeper = (session: Session): Keeper =>
  identityKeeper(
    session,
    '/projects',
    'tenant',
    (answer, reading) => mustShow(answer, projectsAnswer, reading).projects,
  );

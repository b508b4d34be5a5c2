/** Sites of a VIM (regions on the wire): `/regions`, Identity API v3. */
import { regionsAnswer } from '../../contract/identity/service-catalogue.ts';
import { mustShow } from '../openstack-answers.ts';
import type { Session } from '../session.ts';

export async function sites(session: Session): Promise<readonly string[]> {
  const answer = await session.ask('identity', { method: 'GET', path: '/regions' });
  const reading = { doing: 'list the sites', success: [200] };
  return mustShow(answer, regionsAnswer, reading).regions.map(({ id }) => id);
}

/** At which sites the services are that the session knows of. */
export const sitesOfServices = (session: Session): readonly string[] => [
  ...new Set(
    (session.signedIn?.catalogue ?? []).flatMap(({ endpoints }) =>
      endpoints.flatMap(({ region_id: id }) => id ?? []),
    ),
  ),
];

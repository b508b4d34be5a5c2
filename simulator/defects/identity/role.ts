/** The defects of roles. */
import { sharedDefects } from '../collection/shared.ts';
import { type Defect, matches } from '../defect.ts';
import { afterlifeDefects } from './afterlife.ts';
import { describedDefects } from './described.ts';
import { givingDefects } from './giving.ts';
import { type Assigned, assignedIn, but, give, meddling, pathOf, roles } from './identity-parts.ts';
import { sparingPersonas } from './personas.ts';

export const roleDefects: readonly Defect[] = [
  ...sharedDefects(roles),
  ...describedDefects(roles, 255),
  ...afterlifeDefects(roles, 'role'),
  ...givingDefects,
  {
    name: 'role-delete-takes-others',
    does: 'Who held a role that is deleted loses all others, too.',
    kills: ['role/delete'],
    mayAlsoBreak: but('role/delete'),
    wrap: (next) => {
      const { fetch, also } = meddling(next);
      const given: Assigned[] = [];
      return async (request) => {
        const answer = await fetch(request);
        if (matches(give, request) && answer.ok) given.push(assignedIn(request));
        if (!matches(roles.remove, request) || !answer.ok) return answer;
        const holders = given.filter(({ role }) => request.url.endsWith(role));
        for (const { user } of holders) {
          for (const one of given.filter((each) => each.user === user)) {
            await also(request, 'DELETE', pathOf(one));
          }
        }
        return answer;
      };
    },
  } satisfies Defect,
].map(sparingPersonas);

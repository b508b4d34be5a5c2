/** Ways in which giving roles to users can be wrong. */
import { type Defect, type Fetch, matches, type Route } from '../defect.ts';
import { afterwards, instead, type Json, withStatus } from '../wrapping.ts';
import { refusedYetDone } from './detach.ts';
import {
  type Assigned,
  assignedIn,
  but,
  despite,
  forAnyone,
  forForgers,
  forStrangers,
  give,
  meddling,
  pathOf,
  roles,
  tenants,
  users,
} from './identity-parts.ts';

const clause = 'role/create';
const giving = (name: string, does: string, wrap: Defect['wrap']): Defect => ({
  name: `role-give-${name}`,
  does,
  kills: [clause],
  mayAlsoBreak: but(clause),
  wrap,
});
const refusing = (name: string, does: string, wrap: Defect['wrap']): Defect => ({
  ...giving(name, does, wrap),
  mayAlsoBreak: [],
});

/** The ids of what was made, and the roles that were given. */
interface Seen {
  readonly role: string[];
  readonly user: string[];
  readonly tenant: string[];
  readonly given: Assigned[];
}

/** After a request of one kind was done, gives more roles. */
const andGives =
  (when: Route, more: (seen: Seen, request: Request) => readonly Assigned[]) =>
  (next: Fetch): Fetch => {
    const { fetch, also } = meddling(next);
    const seen: Seen = { role: [], user: [], tenant: [], given: [] };
    const made = [
      [roles, seen.role],
      [users, seen.user],
      [tenants, seen.tenant],
    ] as const;
    return async (request) => {
      const answer = await fetch(request);
      if (!answer.ok) return answer;
      for (const [{ create, shown }, ids] of made) {
        if (!matches(create, request)) continue;
        const body = (await answer.clone().json()) as Record<string, Json | undefined>;
        ids.push(String(body[shown ?? '']?.['id']));
      }
      if (matches(give, request)) seen.given.push(assignedIn(request));
      if (matches(when, request)) {
        for (const one of more(seen, request)) await also(request, 'PUT', pathOf(one));
      }
      return answer;
    };
  };

/** The same assignment with each of the others in one place of it. */
const instances = (part: 'role' | 'user' | 'tenant') => (seen: Seen, request: Request) => {
  const given = assignedIn(request);
  return seen[part].slice(-2).map((id) => ({ ...given, [part]: id }));
};

export const givingDefects: readonly Defect[] = [
  giving(
    '500',
    'Giving a role is answered with an internal error.',
    afterwards(give, (response) => withStatus(response, 500)),
  ),
  giving(
    'does-nothing',
    'Giving a role is answered as done, and the user does not get it.',
    instead(give, async (request, next) => {
      const { url, headers } = request;
      const answer = await next(request);
      if (answer.ok) await next(new Request(url, { method: 'DELETE', headers }));
      return answer;
    }),
  ),
  giving('two', 'With one role a user is given another, too.', andGives(give, instances('role'))),
  giving('to-two', 'With one user another gets the role, too.', andGives(give, instances('user'))),
  giving(
    'in-two-tenants',
    'A role that is given in one tenant is held in another, too.',
    andGives(give, instances('tenant')),
  ),
  giving(
    'when-made',
    'A new role is held at once by who holds others.',
    andGives(roles.create, ({ role, given }) =>
      given.slice(-1).map((one) => ({ ...one, role: role.at(-1) ?? '' })),
    ),
  ),
  refusing(
    'accepts-unknown',
    'Giving a role that does not exist is answered as done.',
    instead(give, async (request, next) => {
      const answer = await next(request);
      return answer.status === 404 ? new Response(null, { status: 204 }) : answer;
    }),
  ),
  refusing('by-anyone', 'Whoever has signed in may give roles.', despite(give, forAnyone)),
  refusing('anonymous', 'A role is given without a token.', despite(give, forStrangers)),
  refusing(
    'forged-token',
    'A role is given for a token that was never shown.',
    despite(give, forForgers),
  ),
  refusing(
    'refused-yet-done',
    'Giving a role is refused, and done all the same.',
    refusedYetDone(give),
  ),
];

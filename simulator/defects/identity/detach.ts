/** Ways in which taking users out of tenants can be wrong. */
import { type Defect, type Fetch, matches, type Route } from '../defect.ts';
import {
  afterwards,
  changingAnswer,
  instead,
  type Json,
  withBody,
  withStatus,
} from '../wrapping.ts';
import {
  type Assigned,
  assignedIn,
  but,
  despite,
  forAnyone,
  forForgers,
  forStrangers,
  give,
  listAssignments,
  listHeld,
  meddling,
  pathOf,
  takeAway,
} from './identity-parts.ts';

const both = ['user/detach', 'tenant/detach'];
const done = () => new Response(null, { status: 204 });

/** After a role was taken away, does more than that. */
const andAlso =
  (more: (taken: Assigned, given: readonly Assigned[]) => readonly [string, string][]) =>
  (next: Fetch): Fetch => {
    const { fetch, also } = meddling(next);
    const given: Assigned[] = [];
    return async (request) => {
      const answer = await fetch(request);
      if (!answer.ok) return answer;
      if (matches(give, request)) given.push(assignedIn(request));
      if (matches(takeAway, request)) {
        for (const [method, path] of more(assignedIn(request), given)) {
          await also(request, method, path);
        }
      }
      return answer;
    };
  };

const detaching = (
  name: string,
  does: string,
  wrap: Defect['wrap'],
  kills: readonly string[] = both,
): Defect => ({ name: `detach-${name}`, does, kills, mayAlsoBreak: but(...kills), wrap });

export const detachDefects: readonly Defect[] = [
  detaching('500', 'Taking a role away is answered with an internal error.', (next) =>
    afterwards(takeAway, (response) => withStatus(response, 500))(next),
  ),
  detaching(
    'does-nothing',
    'Taking a role away is answered as done, and the user keeps it.',
    instead(takeAway, async (request, next) => {
      const seen = await next(new Request(request.url, { headers: request.headers }));
      return seen.ok ? done() : next(request);
    }),
  ),
  detaching('forgets-a-role', 'Of two roles of a user one is taken away.', (next) => {
    const seen = new Set<string>();
    return instead(takeAway, async (request, through) => {
      const { tenant, user } = assignedIn(request);
      const first = !seen.has(tenant + user);
      seen.add(tenant + user);
      return first ? through(request) : done();
    })(next);
  }),
  detaching(
    'takes-every-tenant',
    'A user who is taken out of one tenant is taken out of all.',
    andAlso(({ user, tenant }, given) =>
      given
        .filter((one) => one.user === user && one.tenant !== tenant)
        .map((one) => ['DELETE', pathOf(one)]),
    ),
  ),
  detaching(
    'takes-every-user',
    'With one user all are taken out of a tenant.',
    andAlso(({ user, tenant }, given) =>
      given
        .filter((one) => one.tenant === tenant && one.user !== user)
        .map((one) => ['DELETE', pathOf(one)]),
    ),
  ),
  detaching(
    'deletes-the-user',
    'A user who is taken out of a tenant is deleted.',
    andAlso(({ user }) => [['DELETE', `/users/${user}`]]),
  ),
  detaching(
    'deletes-the-tenant',
    'A tenant out of which a user is taken is deleted.',
    andAlso(({ tenant }) => [['DELETE', `/projects/${tenant}`]]),
  ),
  detaching('for-good', 'A role that was taken away cannot be given again.', (next) => {
    const gone = new Set<string>();
    return async (request) => {
      if (matches(give, request) && gone.has(request.url)) return done();
      const answer = await next(request);
      if (matches(takeAway, request) && answer.ok) gone.add(request.url);
      return answer;
    };
  }),
  detaching(
    'accepts-what-is-gone',
    'Taking a role away that the user does not have is answered as done.',
    instead(takeAway, async (request, next) => {
      const answer = await next(request);
      return answer.status === 404 ? done() : answer;
    }),
  ),
  detaching(
    'finds-nothing-nowhere',
    'In a tenant that does not exist, and for a user who does not, there are simply no roles.',
    instead(listHeld, async (request, next) => {
      const answer = await next(request);
      if (answer.status !== 404) return answer;
      return Response.json({ roles: [], links: { self: request.url, next: null, previous: null } });
    }),
  ),
  {
    ...detaching(
      'by-anyone',
      'Whoever has signed in may take roles away.',
      despite(takeAway, forAnyone),
    ),
    mayAlsoBreak: ['tenant/isolation'],
  },
  {
    ...detaching(
      'anonymous',
      'A role is taken away without a token.',
      despite(takeAway, forStrangers),
    ),
    mayAlsoBreak: [],
  },
  {
    ...detaching(
      'forged-token',
      'A role is taken away for a token that was never given.',
      despite(takeAway, forForgers),
    ),
    mayAlsoBreak: [],
  },
  {
    ...detaching(
      'refused-yet-done',
      'Taking a role away is refused, and done all the same.',
      (next) => refusedYetDone(takeAway)(next),
    ),
    mayAlsoBreak: ['tenant/isolation'],
  },
  detaching(
    'still-listed',
    'The list of role assignments goes on showing those that were taken away.',
    (next) => {
      const seen = new Map<string, Json>();
      return async (request) => {
        if (matches(give, request)) {
          const { tenant, user, role } = assignedIn(request);
          seen.set(request.url, {
            role: { id: role },
            user: { id: user },
            scope: { project: { id: tenant } },
            links: { assignment: request.url },
          });
        }
        const answer = await next(request);
        if (!matches(listAssignments, request) || !answer.ok) return answer;
        const query = new URL(request.url).searchParams;
        const about = [query.get('user.id'), query.get('scope.project.id')].filter((id) => id);
        const shown = [...seen.values()].filter((one) =>
          about.every((id) => JSON.stringify(one).includes(id ?? '')),
        );
        const body = (await answer.json()) as Json;
        return withBody(answer, JSON.stringify({ ...body, role_assignments: shown }));
      };
    },
  ),
  detaching(
    'nothing-listed',
    'The list of role assignments is empty.',
    changingAnswer(listAssignments, (body) => ({ ...body, role_assignments: [] })),
    ['tenant/detach', 'user/create', 'tenant/create'],
  ),
];

export function refusedYetDone(route: Route): Defect['wrap'] {
  return (next) => {
    const { fetch, promoted } = meddling(next);
    return async (request) => {
      const again = matches(route, request) ? promoted(request.clone()) : undefined;
      const answer = await fetch(request);
      if (!answer.ok && again !== undefined) await next(again);
      return answer;
    };
  };
}

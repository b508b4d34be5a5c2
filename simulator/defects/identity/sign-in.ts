/** Ways in which letting users in can be wrong. */
import { type Defect, type Fetch, matches } from '../defect.ts';
import { afterwards, type Json, withJson } from '../wrapping.ts';
import { but, enter, judge, users } from './identity-parts.ts';
import { identityRefusal } from './refusal.ts';

interface SignIn {
  readonly auth: {
    readonly identity: { readonly password?: { readonly user: Json } };
    readonly scope?: { readonly project?: Json };
  };
}
const refused = () =>
  Response.json(identityRefusal(401, 'The request you have made requires authentication.'), {
    status: 401,
  });

/**
 * Changes how the users that the examples make sign in.
 * @param passwords by the id of the user
 */
const signingIn =
  (
    change: (
      request: Request,
      about: { readonly id: string; readonly tenant: boolean },
      next: Fetch,
      passwords: ReadonlyMap<string, unknown>,
    ) => Promise<Response>,
  ) =>
  (next: Fetch): Fetch => {
    const passwords = new Map<string, unknown>();
    return async (request) => {
      if (matches(users.create, request)) {
        const { user: wish } = (await request.clone().json()) as { user: Json };
        const answer = await next(request);
        if (!answer.ok) return answer;
        const { user } = (await answer.clone().json()) as { user: Json };
        passwords.set(String(user['id']), wish['password']);
        return answer;
      }
      if (!matches(enter, request)) return next(request);
      const { auth } = (await request.clone().json()) as SignIn;
      const id = String(auth.identity.password?.user['id']);
      if (!passwords.has(id)) return next(request);
      return change(request, { id, tenant: auth.scope !== undefined }, next, passwords);
    };
  };

const letting = (
  name: string,
  does: string,
  kills: readonly string[],
  wrap: Defect['wrap'],
): Defect => ({ name: `sign-in-${name}`, does, kills, mayAlsoBreak: but(...kills), wrap });

export const signInDefects: readonly Defect[] = [
  letting(
    'refused',
    'Nobody who is new may sign in.',
    ['user/create'],
    signingIn((request, { tenant }, next) => (tenant ? next(request) : Promise.resolve(refused()))),
  ),
  letting(
    'nowhere',
    'Nobody who is new may enter a tenant.',
    ['user/create', 'tenant/create', 'role/create'],
    signingIn((request, { tenant }, next) => (tenant ? Promise.resolve(refused()) : next(request))),
  ),
  letting(
    'by-any-password',
    'Users sign in with whatever password.',
    ['user/create'],
    signingIn(async (request, { id }, next, passwords) => {
      const right = await withJson(request, (body) => {
        const { auth } = body as unknown as SignIn;
        const password = { user: { id, password: passwords.get(id) } };
        return { auth: { ...auth, identity: { ...auth.identity, password } } };
      });
      return next(right);
    }),
  ),
  letting(
    'everywhere',
    'Users enter tenants in which they have no role.',
    ['tenant/isolation', 'user/detach', 'tenant/detach', 'role/delete', 'tenant/delete'],
    signingIn(async (request, { tenant }, next) => {
      const again = request.clone();
      const answer = await next(request);
      if (answer.status !== 401 || !tenant) return answer;
      const unscoped = await withJson(again, (body) => {
        const { auth } = body as unknown as SignIn;
        return { auth: { identity: auth.identity } };
      });
      return next(unscoped);
    }),
  ),
  letting(
    'refused-oddly',
    'Who may not enter is told that there is a conflict.',
    ['tenant/isolation'],
    signingIn(async (request, _about, next) => {
      const answer = await next(request);
      if (answer.ok) return answer;
      return Response.json(identityRefusal(409, 'Not now.'), { status: 409 });
    }),
  ),
  letting(
    'outlives',
    'What a user was given to act in a tenant is honoured for good.',
    ['user/detach', 'tenant/detach', 'user/delete', 'tenant/delete', 'role/delete'],
    (next) => {
      const honoured = new Map<string, string>();
      return async (request) => {
        if (!matches(judge, request)) return next(request);
        const subject = request.headers.get('x-subject-token') ?? '';
        const answer = await next(request);
        if (answer.ok) honoured.set(subject, await answer.clone().text());
        const before = honoured.get(subject);
        if (answer.ok || before === undefined) return answer;
        return new Response(before, { headers: { 'content-type': 'application/json' } });
      };
    },
  ),
  letting(
    'for-nothing',
    'A user is let in, and what it was given is void.',
    ['user/create', 'tenant/create', 'role/create'],
    afterwards(judge, () =>
      Response.json(identityRefusal(404, 'Failed to validate token'), { status: 404 }),
    ),
  ),
];

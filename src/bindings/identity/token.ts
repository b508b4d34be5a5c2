/** Signing in at an identity service (v3), `POST /v3/auth/tokens`. */
import { tokenAnswer } from '../../contract/identity/token.ts';
import { Violation } from '../../failures.ts';
import type { Http } from '../../transport/http.ts';
import { mustShow } from '../openstack-answers.ts';
import type { SignedIn } from '../session.ts';

/** A name or an id; names of users and tenants need their domain. */
export type Reference =
  | { readonly id: string }
  | {
      readonly name: string;
      readonly domain?: { readonly id: string } | { readonly name: string };
    };

export type Proof =
  | { readonly method: 'password'; readonly user: Reference; readonly password: string }
  | { readonly method: 'token'; readonly token: string }
  | {
      readonly method: 'application credential';
      readonly credential: Reference;
      readonly user?: Reference;
      readonly secret: string;
    };

export type Scope =
  { readonly tenant: Reference } | { readonly domain: Reference } | { readonly system: 'all' };

export interface SignInWish {
  readonly authUrl: string;
  readonly proof: Proof;
  /** Absent: as the credential has it (application credentials), or the user's default. */
  readonly scope?: Scope;
}

const reading = { doing: 'sign in', success: [201] } as const;

/**
 * Signs in.
 * @throws Refusal `unauthenticated` when the credentials are refused
 * @throws Violation when the answer is no token
 */
export async function signIn(http: Http, actor: string, wish: SignInWish): Promise<SignedIn> {
  const answer = await http.send({
    method: 'POST',
    url: `${identityRoot(wish.authUrl)}/auth/tokens`,
    actor,
    headers: { Accept: 'application/json' },
    json: { auth: { identity: identityOf(wish.proof), ...scopeOf(wish.scope) } },
  });
  const { token } = mustShow(answer, tokenAnswer, reading);
  const subject = answer.headers['x-subject-token'];
  if (subject === undefined || subject === '') {
    throw new Violation({
      expected: 'the token in the header X-Subject-Token',
      observed: 'status 201 without that header',
    });
  }
  return {
    token: subject,
    userId: token.user.id,
    domainId: token.domain?.id ?? token.user.domain.id,
    ...(token.project === undefined ? {} : { tenantId: token.project.id }),
    roles: (token.roles ?? []).map((role) => role.name),
    catalogue: token.catalog ?? [],
  };
}

/** The versioned root of identity: clouds publish auth_url with and without `/v3`. */
export const identityRoot = (authUrl: string): string => {
  const trimmed = authUrl.replace(/\/+$/, '');
  return /\/v3$/.test(trimmed) ? trimmed : `${trimmed}/v3`;
};

const identityOf = (proof: Proof) => {
  switch (proof.method) {
    case 'password':
      return {
        methods: ['password'],
        password: { user: { ...proof.user, password: proof.password } },
      };
    case 'token':
      return { methods: ['token'], token: { id: proof.token } };
    case 'application credential':
      return {
        methods: ['application_credential'],
        application_credential: {
          ...proof.credential,
          secret: proof.secret,
          ...(proof.user === undefined ? {} : { user: proof.user }),
        },
      };
  }
};

const scopeOf = (scope: Scope | undefined) => {
  if (scope === undefined) return {};
  if ('tenant' in scope) return { scope: { project: scope.tenant } };
  if ('domain' in scope) return { scope: { domain: scope.domain } };
  return { scope: { system: { all: true } } };
};

/**
 * Signing in: who it is, by each of the methods that were named, and what for.
 * Source: Identity API reference, "Authentication and token management".
 */
import {
  type SignIn,
  type SignInIdentity,
  type SignInScope,
  signIn,
} from '../../src/contract/identity/token.ts';
import { notFound, notServed } from '../kernel/fault.ts';
import type { Directory } from './directory.ts';
import { expecting, notAllowed, notSignedIn, notThere, WayRefused } from './faults.ts';
import { isSecret } from './password.ts';
import { createReferences } from './references.ts';
import { valid } from './schema.ts';
import type { Credential, Place, Token } from './tables.ts';
import { Bearer, type Grant, type Tokens } from './tokens.ts';

const userOfCredential = 'identity/application_credential/user';

/** What the service says that it takes; the simulator serves three of them. */
const knownMethods = [
  'external',
  'password',
  'token',
  'oauth1',
  'mapped',
  'application_credential',
];

/** What one method proved. */
interface Proof {
  readonly userId: string;
  readonly credential?: Credential;
  readonly from?: Token;
}

/** A scope: a place, none on purpose (`null`), or whatever the user has as default (undefined). */
type WantedPlace = Place | null | undefined;

export interface SignInNeeds {
  readonly directory: Directory;
  readonly tokens: Tokens;
  readonly now: () => number;
}

export function createSignIn({ directory, tokens, now }: SignInNeeds) {
  const { enabledDomain, enabledUser, enabledProject } = createReferences(directory);

  const wantedPlace = (scope: SignInScope | undefined): WantedPlace => {
    if (scope === undefined) return undefined;
    if (scope === 'unscoped') return null;
    const wanted = typeof scope === 'string' ? {} : scope;
    const kinds = ['project', 'domain', 'system', 'OS-TRUST:trust', 'unscoped'] as const;
    if (kinds.filter((kind) => wanted[kind] !== undefined).length !== 1) {
      throw expecting('system, project, domain, OS-TRUST:trust or unscoped', 'scope');
    }
    if (wanted['OS-TRUST:trust'] !== undefined) throw notServed('sign in with a trust');
    if (wanted.system !== undefined) return { kind: 'system' };
    if (wanted.project !== undefined) {
      return { kind: 'project', id: enabledProject(wanted.project, 'scope/project').id };
    }
    if (wanted.domain !== undefined) {
      return { kind: 'domain', id: enabledDomain(wanted.domain, 'scope/domain').id };
    }
    return null;
  };

  const byPassword = ({ password }: SignInIdentity): Proof => {
    if (password?.user === undefined) throw expecting('user', 'password');
    const user = enabledUser(password.user, 'identity/password/user');
    const secret = password.user.password;
    if (user.password === undefined || secret === undefined || !isSecret(user.password, secret)) {
      throw notSignedIn();
    }
    return { userId: user.id };
  };

  const byToken = ({ token }: SignInIdentity, scope: SignInScope | undefined): Proof => {
    const bearer = tokens.judge(token?.id ?? '');
    if (!(bearer instanceof Bearer)) throw tokenRefusal(bearer);
    const wanted = typeof scope === 'object' ? scope : {};
    if (bearer.scope.kind === 'system' && (wanted.project ?? wanted.domain) !== undefined) {
      throw notAllowed(
        'Using a system-scoped token to create a project-scoped or domain-scoped token is not allowed.',
      );
    }
    if (bearer.credential !== undefined) {
      throw notAllowed('Using a delegated token to create another token is not allowed.');
    }
    return { userId: bearer.userId, from: bearer.token };
  };

  const findCredential = (wanted: NonNullable<SignInIdentity['application_credential']>) => {
    if (wanted.id !== undefined && wanted.id !== '') {
      const found = directory.credentials.get(wanted.id);
      if (found === undefined) throw notThere('Application Credential', wanted.id);
      return found;
    }
    if (!wanted.name) throw expecting('name or ID', 'application credential');
    if (wanted.user === undefined) throw expecting('user', 'application credential');
    const found = directory.credentials.find(
      'name',
      `${enabledUser(wanted.user, userOfCredential).id}/${wanted.name}`,
    );
    if (found === undefined) throw notSignedIn();
    return found;
  };

  const byCredential = (identity: SignInIdentity): Proof => {
    const wanted = identity.application_credential ?? {};
    const credential = findCredential(wanted);
    enabledUser({ id: credential.userId }, userOfCredential);
    const over = credential.expiresAt !== null && credential.expiresAt <= now();
    if (over || wanted.secret === undefined || !isSecret(credential.secret, wanted.secret)) {
      throw notSignedIn();
    }
    return { userId: credential.userId, credential };
  };

  const prove = (method: string, { identity, scope }: SignIn): Proof => {
    if (method === 'password') return byPassword(identity);
    if (method === 'token') return byToken(identity, scope);
    if (method === 'application_credential') return byCredential(identity);
    if (knownMethods.includes(method)) {
      throw notServed(`sign in by the method ${method}`);
    }
    throw new WayRefused('Attempted to authenticate with an unsupported method.', {
      methods: knownMethods,
    });
  };

  /** A default tenant that cannot be used is passed over without a word. */
  const defaultPlace = (userId: string): Place | undefined => {
    const id = directory.users.get(userId)?.defaultProjectId ?? undefined;
    const project = id === undefined ? undefined : directory.projects.get(id);
    if (project === undefined || project.domainId === null || !project.enabled) return undefined;
    if (directory.projects.get(project.domainId)?.enabled !== true) return undefined;
    const place: Place = { kind: 'project', id: project.id };
    return directory.rolesAt(userId, place).length > 0 ? place : undefined;
  };

  const grantOf = (auth: SignIn): Grant => {
    const methods = [...new Set(auth.identity.methods)];
    for (const method of methods) {
      if (auth.identity[method] === undefined) throw expecting(method, 'identity');
    }
    const delegated = methods.includes('application_credential');
    if (delegated && auth.scope !== undefined) {
      throw new WayRefused(
        'Error authenticating with application credential: Application credentials cannot request a scope.',
      );
    }
    const wanted = wantedPlace(auth.scope);
    const proofs = methods.map((method) => prove(method, auth));
    const [first] = proofs;
    if (first === undefined || proofs.some(({ userId }) => userId !== first.userId)) {
      throw notSignedIn();
    }
    const credential = proofs.find((proof) => proof.credential !== undefined)?.credential;
    const from = proofs.find((proof) => proof.from !== undefined)?.from;
    const place: Place | undefined =
      credential === undefined
        ? wanted === undefined
          ? defaultPlace(first.userId)
          : (wanted ?? undefined)
        : { kind: 'project', id: credential.projectId };
    return {
      userId: first.userId,
      methods: [...new Set([...methods, ...(from?.methods ?? [])])],
      place,
      credentialId: credential?.id,
      from,
    };
  };

  /**
   * @param body of `POST /v3/auth/tokens`
   * @throws Fault 400 malformed, 401 refused, 403 not from this token
   */
  return (body: Readonly<Record<string, unknown>>): Bearer => {
    const { auth } = body;
    if (auth === undefined || auth === null) throw expecting('auth', 'request body');
    const bearer = tokens.issue(grantOf(valid(signIn, auth)));
    if (bearer === undefined) throw notSignedIn();
    return bearer;
  };
}

/** The answer to a token as subject of a question, which is not that to a caller's token. */
export const tokenRefusal = (why: 'unknown' | 'over') =>
  notFound(why === 'unknown' ? 'Could not recognize Fernet token' : 'Failed to validate token');

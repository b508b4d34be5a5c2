/** The `auth` part of a cloud: which way to sign in, as whom, for what. */
import { ConfigurationError } from '../failures.ts';
import type { Credentials, Proof, Reference, Scope } from './credentials.ts';
import { suggestion } from './nearest.ts';

/** Every key that may stand under `auth`, or beside it. */
export const authKeys = [
  'auth_url',
  'username',
  'user_name',
  'user_id',
  'password',
  'token',
  'auth_token',
  'application_credential_id',
  'application_credential_name',
  'application_credential_secret',
  'project_id',
  'project_name',
  'tenant_id',
  'tenant_name',
  'domain_id',
  'domain_name',
  'system_scope',
  'user_domain_id',
  'user_domain_name',
  'project_domain_id',
  'project_domain_name',
  'default_domain',
  'default_domain_id',
  'default_domain_name',
] as const;
export type AuthKey = (typeof authKeys)[number];

const methods: Readonly<Record<string, Proof['method']>> = {
  password: 'password',
  v3password: 'password',
  token: 'token',
  v3token: 'token',
  v3applicationcredential: 'application credential',
};

/** The texts of `auth`, and how a message names one. */
export interface AuthTexts {
  readonly text: (...names: AuthKey[]) => string | undefined;
  readonly at: (name: string) => string;
}

/** @throws ConfigurationError naming the key that is missing, wrong or too much */
export function credentialsOf(auth: AuthTexts, authType: string | undefined): Credentials {
  const authUrl = addressOf(auth);
  const proof = proofOf(auth, authType);
  const scope = scopeOf(auth);
  // An application credential is for one tenant, and a scope in its request is refused.
  const scoped = scope !== undefined && proof.method !== 'application credential';
  return { authUrl, proof, ...(scoped ? { scope } : {}) };
}

function addressOf(auth: AuthTexts): string {
  const text = need(auth, 'auth_url');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new ConfigurationError(`${auth.at('auth_url')} must be an http or https address`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new ConfigurationError(
      `${auth.at('auth_url')} must not hold credentials: use username and password`,
    );
  }
  return text.replace(/\/+$/, '');
}

function proofOf(auth: AuthTexts, authType: string | undefined): Proof {
  const { text, at } = auth;
  switch (methodOf(auth, authType)) {
    case 'password': {
      if (text('user_id', 'username', 'user_name') === undefined) {
        throw new ConfigurationError(`${at('username')} is missing (or user_id)`);
      }
      return { method: 'password', user: user(auth), password: need(auth, 'password') };
    }
    case 'token': {
      const token = text('token', 'auth_token');
      if (token === undefined) throw new ConfigurationError(`${at('token')} is missing`);
      if (!/^[\x21-\x7e]+$/.test(token)) {
        throw new ConfigurationError(`${at('token')} has characters that no token has`);
      }
      return { method: 'token', token };
    }
    case 'application credential': {
      const secret = need(auth, 'application_credential_secret');
      const id = text('application_credential_id');
      if (id !== undefined) return { method: 'application credential', credential: { id }, secret };
      const name = text('application_credential_name');
      if (name === undefined) {
        throw new ConfigurationError(
          `${at('application_credential_id')} is missing (or application_credential_name with its user)`,
        );
      }
      if (text('user_id', 'username', 'user_name') === undefined) {
        throw new ConfigurationError(
          `${at('username')} is missing (or user_id): the name of an application credential is its user's own`,
        );
      }
      return { method: 'application credential', credential: { name }, user: user(auth), secret };
    }
  }
}

function methodOf({ text, at }: AuthTexts, authType: string | undefined): Proof['method'] {
  if (authType === undefined) {
    if (text('application_credential_secret') !== undefined) return 'application credential';
    return text('token', 'auth_token') !== undefined && text('password') === undefined
      ? 'token'
      : 'password';
  }
  const method = Object.hasOwn(methods, authType) ? methods[authType] : undefined;
  if (method !== undefined) return method;
  const known = Object.keys(methods);
  throw new ConfigurationError(
    `${at('auth_type')}: ${JSON.stringify(authType.slice(0, 60))} is not supported` +
      `${suggestion(authType, known)}; there are ${known.join(', ')}`,
  );
}

const user = ({ text }: AuthTexts): Reference => {
  const id = text('user_id');
  if (id !== undefined) return { id };
  return { name: text('username', 'user_name') ?? '', domain: domainOf(text, 'user') };
};

/** As the usual clients do: the one that is named, else the default one, else the domain `default`. */
function domainOf(
  text: AuthTexts['text'],
  whose: 'user' | 'project',
): { id: string } | { name: string } {
  const id = text(`${whose}_domain_id`);
  if (id !== undefined) return { id };
  const name = text(`${whose}_domain_name`);
  if (name !== undefined) return { name };
  const defaultName = text('default_domain_name');
  const defaultId = text('default_domain_id', 'default_domain');
  return defaultId === undefined && defaultName !== undefined
    ? { name: defaultName }
    : { id: defaultId ?? 'default' };
}

function scopeOf({ text, at }: AuthTexts): Scope | undefined {
  const wanted: [AuthKey, Scope][] = [];
  const id = text('project_id', 'tenant_id');
  const name = text('project_name', 'tenant_name');
  if (id !== undefined) wanted.push(['project_id', { tenant: { id } }]);
  else if (name !== undefined) {
    wanted.push(['project_name', { tenant: { name, domain: domainOf(text, 'project') } }]);
  }
  const domainId = text('domain_id');
  const domainName = text('domain_name');
  if (domainId !== undefined) wanted.push(['domain_id', { domain: { id: domainId } }]);
  else if (domainName !== undefined) wanted.push(['domain_name', { domain: { name: domainName } }]);
  const system = text('system_scope');
  if (system !== undefined) {
    if (system !== 'all') throw new ConfigurationError(`${at('system_scope')} must be all`);
    wanted.push(['system_scope', { system: 'all' }]);
  }
  const [first, second] = wanted;
  if (first !== undefined && second !== undefined) {
    throw new ConfigurationError(
      `${at(first[0])} and ${second[0]} contradict each other: one sign-in is for a tenant, a domain or the system`,
    );
  }
  return first?.[1];
}

function need({ text, at }: AuthTexts, key: AuthKey): string {
  const value = text(key);
  if (value === undefined) throw new ConfigurationError(`${at(key)} is missing`);
  return value;
}

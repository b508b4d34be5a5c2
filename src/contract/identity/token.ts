/**
 * Tokens: signing in, and what a token says about its bearer.
 * Source: Identity API reference (v3), "Authentication and token management".
 */
import { z } from 'zod';
import { named, namedInDomain } from './wire-types.ts';

export const catalogEndpoint = z.looseObject({
  id: z.string(),
  interface: z.enum(['public', 'internal', 'admin']),
  /** `region` repeats it; both may be null. */
  region_id: z.string().nullable(),
  region: z.string().nullable(),
  url: z.string(),
});

export const catalogEntry = z.looseObject({
  id: z.string(),
  type: z.string(),
  /** Absent where the service was registered without one. */
  name: z.string().optional(),
  endpoints: z.array(catalogEndpoint),
});
export type CatalogEntry = z.infer<typeof catalogEntry>;

export const token = z.looseObject({
  methods: z.array(z.string()).min(1),
  user: namedInDomain.extend({ password_expires_at: z.string().nullable().optional() }),
  /** The token's own id for audits, then that of the token which it was made from. */
  audit_ids: z.array(z.string()).min(1).max(2),
  issued_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  /** One of the three scopes, or none: then there are no roles and no catalogue either. */
  project: namedInDomain.optional(),
  domain: named.optional(),
  system: z.looseObject({ all: z.boolean() }).optional(),
  /** With a project: whether it acts as a domain. */
  is_domain: z.boolean().optional(),
  roles: z.array(named).optional(),
  catalog: z.array(catalogEntry).optional(),
  application_credential: named.extend({ restricted: z.boolean() }).optional(),
});
export type Token = z.infer<typeof token>;

/** The answer to `POST /v3/auth/tokens` and `GET /v3/auth/tokens`; the id is in `X-Subject-Token`. */
export const tokenAnswer = z.looseObject({ token });
export type TokenAnswer = z.infer<typeof tokenAnswer>;

/** `GET /v3/auth/catalog`. */
export const catalogAnswer = z.looseObject({
  catalog: z.array(catalogEntry),
  links: z.looseObject({ self: z.string() }),
});
export type CatalogAnswer = z.infer<typeof catalogAnswer>;

/** By id, or by name. */
const reference = z.looseObject({ id: z.string().optional(), name: z.string().optional() });
const referenceInDomain = reference.extend({ domain: reference.optional() });

export const signInScope = z.union([
  z.looseObject({
    project: referenceInDomain.optional(),
    domain: reference.optional(),
    system: z.looseObject({ all: z.boolean().optional() }).optional(),
    'OS-TRUST:trust': z.looseObject({ id: z.string().optional() }).optional(),
    unscoped: z.unknown().optional(),
  }),
  z.string(),
]);
export type SignInScope = z.infer<typeof signInScope>;

/** The methods that a client may name are open; these are the ones whose form is known here. */
export const signInIdentity = z.looseObject({
  methods: z.array(z.string()),
  password: z
    .looseObject({
      user: referenceInDomain.extend({ password: z.string().optional() }).optional(),
    })
    .optional(),
  token: z.looseObject({ id: z.string() }).optional(),
  application_credential: reference
    .extend({ secret: z.string().optional(), user: referenceInDomain.optional() })
    .optional(),
});
export type SignInIdentity = z.infer<typeof signInIdentity>;

/** The value of `auth` in `POST /v3/auth/tokens`. */
export const signIn = z.looseObject({ identity: signInIdentity, scope: signInScope.optional() });
export type SignIn = z.infer<typeof signIn>;

/** `POST /v3/auth/tokens`. */
export const signInRequest = z.looseObject({ auth: signIn });

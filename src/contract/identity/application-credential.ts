/**
 * Application credentials: what a program signs in with in a user's stead, on one tenant.
 * Source: Identity API reference (v3), "Application credentials".
 */
import { z } from 'zod';
import { idText, listLinks, longName, selfLink } from './wire-types.ts';

export const applicationCredential = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  project_id: z.string().nullable(),
  roles: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  expires_at: z.string().nullable(),
  /** Whether it may make further credentials; null stands for no. */
  unrestricted: z.boolean().nullable(),
  links: selfLink,
});
export type ApplicationCredential = z.infer<typeof applicationCredential>;

export const applicationCredentialAnswer = z.looseObject({
  application_credential: applicationCredential,
});
export type ApplicationCredentialAnswer = z.infer<typeof applicationCredentialAnswer>;

/** The answer to `POST`: the only one that holds the secret. */
export const applicationCredentialCreated = z.looseObject({
  application_credential: applicationCredential.extend({ secret: z.string().min(1) }),
});
export type ApplicationCredentialCreated = z.infer<typeof applicationCredentialCreated>;

export const applicationCredentialsAnswer = z.looseObject({
  application_credentials: z.array(applicationCredential),
  links: listLinks,
});
export type ApplicationCredentialsAnswer = z.infer<typeof applicationCredentialsAnswer>;

/** The value of `application_credential` in `POST /v3/users/{id}/application_credentials`. */
export const newApplicationCredential = z.looseObject({
  name: longName,
  description: z.string().nullable().optional(),
  /** Made by the service when absent. */
  secret: z.string().nullable().optional(),
  /** ISO 8601 with or without a zone; never, when absent. */
  expires_at: z.string().nullable().optional(),
  /** Some of the roles of the token that asks; all of them when absent. */
  roles: z
    .array(z.union([z.strictObject({ id: idText }), z.strictObject({ name: longName })]))
    .optional(),
  unrestricted: z.boolean().optional(),
});
export type NewApplicationCredential = z.infer<typeof newApplicationCredential>;
export const createApplicationCredentialRequest = z.looseObject({
  application_credential: newApplicationCredential,
});

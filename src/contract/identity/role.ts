/** Roles, and which role implies which. Source: Identity API reference (v3), "Roles". */
import { z } from 'zod';
import {
  idText,
  listLinks,
  longName,
  noChange,
  immutableOption,
  options,
  selfLink,
  someChange,
} from './wire-types.ts';

export const role = z.looseObject({
  id: z.string(),
  name: z.string(),
  /** Null for a role of the whole cloud. */
  domain_id: z.string().nullable(),
  description: z.string().nullable(),
  options,
  links: selfLink,
});
export type Role = z.infer<typeof role>;

export const roleAnswer = z.looseObject({ role });
export type RoleAnswer = z.infer<typeof roleAnswer>;

export const rolesAnswer = z.looseObject({ roles: z.array(role), links: listLinks });
export type RolesAnswer = z.infer<typeof rolesAnswer>;

const fields = z.looseObject({
  name: longName.optional(),
  description: z.string().nullable().optional(),
  domain_id: idText.nullable().optional(),
  options: immutableOption.optional(),
});

/** The value of `role` in `POST /v3/roles`. */
export const newRole = fields.extend({ name: longName });
export const createRoleRequest = z.looseObject({ role: newRole });

/** The value of `role` in `PATCH /v3/roles/{id}`. */
export const roleChange = fields.refine(someChange, noChange);

const inferred = z.looseObject({ id: z.string(), name: z.string(), links: selfLink });

/** `GET /v3/roles/{prior}/implies/{implied}`. */
export const roleInferenceAnswer = z.looseObject({
  role_inference: z.looseObject({ prior_role: inferred, implies: inferred }),
  links: selfLink,
});
export type RoleInferenceAnswer = z.infer<typeof roleInferenceAnswer>;

/** `GET /v3/roles/{prior}/implies`. */
export const impliedRolesAnswer = z.looseObject({
  role_inference: z.looseObject({ prior_role: inferred, implies: z.array(inferred) }),
  links: selfLink,
});
export type ImpliedRolesAnswer = z.infer<typeof impliedRolesAnswer>;

/** `GET /v3/role_inferences`. */
export const roleInferencesAnswer = z.looseObject({
  role_inferences: z.array(z.looseObject({ prior_role: inferred, implies: z.array(inferred) })),
});
export type RoleInferencesAnswer = z.infer<typeof roleInferencesAnswer>;

/** Users. Source: Identity API reference (v3), "Users". */
import { z } from 'zod';
import {
  idText,
  listLinks,
  longName,
  noChange,
  options,
  selfLink,
  someChange,
} from './wire-types.ts';

/** A password is never in it. */
export const user = z.looseObject({
  id: z.string(),
  name: z.string(),
  domain_id: z.string(),
  enabled: z.boolean(),
  password_expires_at: z.string().nullable(),
  options,
  links: selfLink,
  /** The tenant that a token is scoped to when none is asked for; absent when there is none. */
  default_project_id: z.string().nullable().optional(),
  description: z.string().nullable().optional(),
  email: z.string().nullable().optional(),
});
export type User = z.infer<typeof user>;

export const userAnswer = z.looseObject({ user });
export type UserAnswer = z.infer<typeof userAnswer>;

export const usersAnswer = z.looseObject({ users: z.array(user), links: listLinks });
export type UsersAnswer = z.infer<typeof usersAnswer>;

const flag = z.boolean().nullable().optional();
const userOptions = z.strictObject({
  ignore_change_password_upon_first_use: flag,
  ignore_password_expiry: flag,
  ignore_lockout_failure_attempts: flag,
  ignore_user_inactivity: flag,
  lock_password: flag,
  multi_factor_auth_enabled: flag,
  multi_factor_auth_rules: z.array(z.array(z.string())).nullable().optional(),
});

const fields = z.looseObject({
  name: longName.optional(),
  password: z.string().nullable().optional(),
  domain_id: idText.optional(),
  default_project_id: idText.nullable().optional(),
  description: z.string().nullable().optional(),
  enabled: z.boolean().optional(),
  options: userOptions.optional(),
});

/** The value of `user` in `POST /v3/users`; other fields, `email` for one, are kept as they come. */
export const newUser = fields.extend({ name: longName });
export const createUserRequest = z.looseObject({ user: newUser });

/** The value of `user` in `PATCH /v3/users/{id}`. */
export const userChange = fields.refine(someChange, noChange);

/** The value of `user` in `POST /v3/users/{id}/password`, by which users change their own. */
export const passwordChange = z.strictObject({
  original_password: z.string(),
  password: z.string(),
});
export const changePasswordRequest = z.looseObject({ user: passwordChange });

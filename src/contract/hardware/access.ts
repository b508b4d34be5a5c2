/** Who may ask. Source: DSP0266, "Authentication"; DSP2046, Session, ManagerAccount, Role 1.x. */
import { z } from 'zod';
import { link, resource } from './resource.ts';

export const roleIds = ['Administrator', 'Operator', 'ReadOnly'] as const;
export type RoleId = (typeof roleIds)[number];

export const sessionService = resource({ Sessions: link });
export const sessionRequest = z.strictObject({
  UserName: z.string().min(1),
  Password: z.string().min(1),
});
export const session = resource({ UserName: z.string().nullish() });

export const accountService = resource({ Accounts: link, Roles: link.optional() });
export const accountRequest = z.strictObject({
  UserName: z.string().min(1).max(64),
  Password: z.string().min(8).max(128),
  RoleId: z.enum(roleIds),
  Enabled: z.boolean().optional(),
});
export const account = resource({ UserName: z.string(), RoleId: z.string() });

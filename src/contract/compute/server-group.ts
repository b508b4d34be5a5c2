/** Groups of servers. Source: Compute API reference, "Server groups". */
import { z } from 'zod';
import { oneOf } from './formats.ts';
import { printableName, wireInteger } from './wire-types.ts';

export const serverGroup = z.looseObject({
  id: z.string(),
  name: z.string(),
  members: z.array(z.string()),
  /** Before 2.64. */
  policies: z.array(z.string()).optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  /** From 2.64. */
  policy: z.string().optional(),
  rules: z.looseObject({ max_server_per_host: z.int().optional() }).optional(),
  /** From 2.13. */
  project_id: z.string().optional(),
  user_id: z.string().optional(),
});
export type ServerGroup = z.infer<typeof serverGroup>;
export const serverGroupAnswer = z.looseObject({ server_group: serverGroup });
export type ServerGroupAnswer = z.infer<typeof serverGroupAnswer>;
export const serverGroupsAnswer = z.looseObject({ server_groups: z.array(serverGroup) });
export type ServerGroupsAnswer = z.infer<typeof serverGroupsAnswer>;

const hard = oneOf('anti-affinity', 'affinity');
const any = oneOf('anti-affinity', 'affinity', 'soft-anti-affinity', 'soft-affinity');

const listed = (policy: typeof hard | typeof any) =>
  z.strictObject({
    server_group: z.strictObject({
      name: printableName,
      policies: z.array(policy).min(1, { error: 'is too short' }).max(1, { error: 'is too long' }),
    }),
  });
/** `POST /os-server-groups` before 2.64. */
export const createServerGroupRequest = (minor: number) => listed(minor < 15 ? hard : any);
/** `POST /os-server-groups` from 2.64. */
export const createServerGroupRequest264 = z.strictObject({
  server_group: z.strictObject({
    name: printableName,
    policy: any,
    rules: z.strictObject({ max_server_per_host: wireInteger(1).optional() }).optional(),
  }),
});

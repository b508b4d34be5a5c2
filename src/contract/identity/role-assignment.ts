/**
 * Role assignments: which user has which role on which tenant, domain or on the system.
 * Source: Identity API reference (v3), "List role assignments".
 */
import { z } from 'zod';
import { listLinks } from './wire-types.ts';

/** Names are there when they were asked for with `include_names`. */
const party = z.looseObject({ id: z.string(), name: z.string().optional() });
const partyInDomain = party.extend({ domain: party.optional() });

export const roleAssignment = z.looseObject({
  role: partyInDomain,
  /** One of both. */
  user: partyInDomain.optional(),
  group: partyInDomain.optional(),
  scope: z.looseObject({
    project: partyInDomain.optional(),
    domain: party.optional(),
    system: z.looseObject({ all: z.boolean() }).optional(),
  }),
  links: z.looseObject({ assignment: z.string() }),
});
export type RoleAssignment = z.infer<typeof roleAssignment>;

/** `GET /v3/role_assignments`. */
export const roleAssignmentsAnswer = z.looseObject({
  role_assignments: z.array(roleAssignment),
  links: listLinks,
});
export type RoleAssignmentsAnswer = z.infer<typeof roleAssignmentsAnswer>;

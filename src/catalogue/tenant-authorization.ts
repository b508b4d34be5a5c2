/** Table 6-2: who may create and delete, from the notes of the rows and the prose above the table. */
import { contradicted, type Weight } from './level-reasons.ts';
import type { Requirement } from './requirement.ts';
import { rowLabels } from './tenant-operations.ts';
import { kebab, type ReservedId, type TenantResource } from './tenant-resources.ts';

/** A row of Table 6-2 with a mark at Create and Delete. */
export type ReservedResource = Exclude<TenantResource, 'privileges'>;

interface Reservation extends Weight {
  /** In the chapter's words. */
  readonly actors: readonly string[];
  readonly create: string;
  readonly delete: string;
  readonly from: 'note' | 'prose';
  readonly reading: string;
}

const agreed = (why: string): Weight => ({ level: 'MUST', levelReason: why });

const userOfTheTenant = (resource: string, article = 'a'): Reservation => ({
  ...agreed('The note asks for a role, and stock clouds refuse whoever has no role in the tenant.'),
  actors: ['VDC users with the appropriate role'],
  create: `Only a user with a role in the tenant creates ${article}${resource} in it.`,
  delete: `Only a user with a role in the tenant deletes ${article}${resource} of it.`,
  from: 'note',
  reading:
    'The appropriate role is that of a VDC user in the tenant: a user of another tenant and who has not signed in are refused, a reader should be.',
});

/** The prose says tenant administrators where the note says VDC users. */
const virtualCompute = userOfTheTenant('virtual compute', 'a ');

const reservations: Readonly<Record<ReservedResource, Reservation>> = {
  flavour: {
    ...agreed('The prose asks for a role, and stock clouds let only administrators do it.'),
    actors: ['users with the appropriate roles'],
    create: 'Only a cloud zone administrator creates a flavour.',
    delete: 'Only a cloud zone administrator deletes a flavour.',
    from: 'prose',
    reading:
      'The row has no note. A flavour changes what the whole cloud zone offers, so the appropriate role is that of its administrator.',
  },
  image: {
    ...agreed(
      'Stock clouds let users keep private images, but reserve images for all tenants to administrators and the deletion to their owner.',
    ),
    actors: ['appropriate administrators'],
    create: 'Only an administrator creates an image that all tenants may use.',
    delete: 'Only an administrator or its owner deletes an image.',
    from: 'note',
    reading:
      'The note names no kind of administrator. A private image concerns its tenant alone, so its user counts as appropriate; a public one concerns the cloud zone, so only its administrator does.',
  },
  'key pair': {
    ...agreed('The prose asks for a role, and stock clouds keep each key pair to its owner.'),
    actors: ['users with the appropriate roles'],
    create: 'Only who has signed in creates a key pair, and for nobody else.',
    delete: 'Only its owner or an administrator deletes a key pair.',
    from: 'prose',
    reading:
      'The row has no note. A key pair belongs to a user, so the appropriate role is that of its owner.',
  },
  role: {
    ...agreed('The note reserves it, and stock clouds let only administrators do it.'),
    actors: ['authorized administrators'],
    create: 'Only an authorised administrator creates a role.',
    delete: 'Only an authorised administrator deletes a role.',
    from: 'note',
    reading: 'Authorised is whoever administers the cloud zone; a VDC user is refused in any case.',
  },
  'security group': {
    ...contradicted(
      'restricted-security-groups',
      'every user of a tenant may create and delete its security groups.',
    ),
    actors: ['VDC administrators'],
    create: 'Only a VDC administrator creates a security group.',
    delete: 'Only a VDC administrator deletes a security group.',
    from: 'note',
    reading:
      'The restriction is a policy of the operator and a requirement of its own, so that creation and deletion themselves stay mandatory.',
  },
  stack: userOfTheTenant('stack', 'a '),
  'virtual storage': userOfTheTenant('virtual storage', ''),
  user: {
    ...agreed('The note reserves it, and stock clouds refuse a VDC user.'),
    actors: ['VDC administrators'],
    create: 'Only a VDC administrator creates a user.',
    delete: 'Only a VDC administrator deletes a user.',
    from: 'note',
    reading:
      'Only excludes those with fewer rights: a cloud zone administrator may do it too, a VDC user may not.',
  },
  tenant: {
    ...agreed('The note reserves it, and stock clouds refuse a VDC user.'),
    actors: ['Cloud Zone administrators'],
    create: 'Only a cloud zone administrator creates a tenant.',
    delete: 'Only a cloud zone administrator deletes a tenant.',
    from: 'note',
    reading:
      'Some clouds let a VDC administrator make tenants within its own VDC, for which it then counts as the administrator; a VDC user is refused in any case.',
  },
  'virtual compute': {
    ...virtualCompute,
    reading: `The prose speaks of tenant administrators where the note speaks of VDC users; the note is taken. ${virtualCompute.reading}`,
  },
  'virtual network': userOfTheTenant('virtual network', 'a '),
};

function authorization(
  [resource, reservation]: readonly [ReservedResource, Reservation],
  operation: 'create' | 'delete',
): Requirement {
  const { actors, from, level, levelReason, reading, needs } = reservation;
  return {
    id: `${kebab(resource)}/${operation}/authorization` satisfies `${ReservedId}/authorization`,
    table: '6-2',
    interfacePoints: ['or-vi', 'vi-vnfm'],
    level,
    levelReason,
    ...(needs === undefined ? {} : { needs }),
    statement: reservation[operation],
    clause:
      from === 'note'
        ? `Table 6-2, row ${rowLabels[resource]}, column Notes`
        : 'Tenant-level APIs, on the roles of those who execute the operations',
    actors,
    reading,
  };
}

/** Two for each row that marks Create and Delete, in the order of the table. */
export const tenantAuthorization: readonly Requirement[] = (
  Object.entries(reservations) as [ReservedResource, Reservation][]
).flatMap((entry) => [authorization(entry, 'create'), authorization(entry, 'delete')]);

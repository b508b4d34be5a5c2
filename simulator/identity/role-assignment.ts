/** All role assignments, with filters. Source: Identity API reference, "List role assignments". */
import type {
  RoleAssignment,
  RoleAssignmentsAnswer,
} from '../../src/contract/identity/role-assignment.ts';
import { badRequest, notServed } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import { domainOfToken, type IdentityCall, type IdentityRoute } from './identity-call.ts';
import type { RoomNeeds } from './room.ts';
import type { Assignment, Place } from './tables.ts';

/** An assignment, and the one that it follows from when it is implied. */
interface Shown extends Assignment {
  readonly impliedBy?: string;
}

const isSet = (query: URLSearchParams, name: string): boolean =>
  query.has(name) && !['0', 'false'].includes((query.get(name) ?? '').toLowerCase());

const filled = (query: URLSearchParams, name: string): string | undefined =>
  query.get(name) || undefined;

const filterNames = {
  user: 'user.id',
  role: 'role.id',
  project: 'scope.project.id',
  domain: 'scope.domain.id',
  system: 'scope.system',
} as const;

/** @throws Fault 400 for filters that exclude one another */
const readFilters = (query: URLSearchParams) => {
  const wanted = {
    user: filled(query, filterNames.user),
    group: filled(query, 'group.id'),
    role: filled(query, filterNames.role),
    project: filled(query, filterNames.project),
    domain: filled(query, filterNames.domain),
    system: filled(query, filterNames.system),
  };
  const both = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined;
  if (both(wanted.domain, wanted.project)) {
    throw badRequest('Specify a domain or project, not both');
  }
  if (both(wanted.domain, wanted.system)) throw badRequest('Specify system or domain, not both');
  if (both(wanted.project, wanted.system)) throw badRequest('Specify system or project, not both');
  if (both(wanted.user, wanted.group)) throw badRequest('Specify a user or group, not both');
  if (wanted.group !== undefined && isSet(query, 'effective')) {
    throw badRequest('Combining effective and group filter will always result in an empty list.');
  }
  return wanted;
};

type Wanted = ReturnType<typeof readFilters>;

const matchesPlace = (place: Place, { project, domain, system }: Wanted): boolean => {
  if (project !== undefined) return place.kind === 'project' && place.id === project;
  if (domain !== undefined) return place.kind === 'domain' && place.id === domain;
  return system === undefined || place.kind === 'system';
};

export function roleAssignmentRoutes({ directory, policy }: RoomNeeds): IdentityRoute[] {
  const { assignments, projects, users, roles } = directory;

  const named = (id: string, name: string | undefined) => ({ id, name: name ?? '' });
  const domainNamed = (id: string | null | undefined) =>
    named(id ?? '', projects.get(id ?? '')?.name);

  const scopeView = (place: Place, names: boolean): RoleAssignment['scope'] => {
    if (place.kind === 'system') return { system: { all: true } };
    if (!names) return { [place.kind]: { id: place.id } };
    const target = projects.get(place.id);
    const shown = named(place.id, target?.name);
    return place.kind === 'domain'
      ? { domain: shown }
      : { project: { ...shown, domain: domainNamed(target?.domainId) } };
  };

  const view = (call: IdentityCall, row: Shown, names: boolean): RoleAssignment => {
    const { userId, roleId, place, impliedBy } = row;
    const user = users.get(userId);
    const role = roles.get(roleId);
    const where = place.kind === 'system' ? 'system' : `${place.kind}s/${place.id}`;
    const held = `${call.base}/v3/${where}/users/${userId}/roles/${impliedBy ?? roleId}`;
    const ofDomain = names && role !== undefined && role.domainId !== null;
    return {
      links: {
        assignment: held,
        ...(impliedBy === undefined
          ? {}
          : { prior_role: `${call.base}/v3/prior_role/${impliedBy}/implies/${roleId}` }),
      },
      scope: scopeView(place, names),
      user: names
        ? { ...named(userId, user?.name), domain: domainNamed(user?.domainId) }
        : { id: userId },
      role: {
        ...(names ? named(roleId, role?.name) : { id: roleId }),
        ...(ofDomain ? { domain: domainNamed(role.domainId) } : {}),
      },
    };
  };

  const withImplied = (row: Assignment): Shown[] => {
    const role = roles.get(row.roleId);
    if (role === undefined) return [];
    return directory
      .withImplied([role])
      .map(({ id }) => (id === role.id ? row : { ...row, roleId: id, impliedBy: role.id }));
  };

  const inDomain = (place: Place, own: string): boolean =>
    place.kind !== 'system' && (place.id === own || projects.get(place.id)?.domainId === own);

  const list = (call: IdentityCall) => {
    const { query } = call;
    const own = domainOfToken(call);
    policy.enforce('identity:list_role_assignments', call.caller, { domain_id: own });
    const wanted = readFilters(query);
    if (isSet(query, 'include_subtree')) throw notServed('list role assignments of a subtree');
    const narrowed =
      wanted.user === undefined ? assignments.all() : assignments.list('user', wanted.user);
    const effective = isSet(query, 'effective');
    const rows = (wanted.group === undefined ? narrowed : [])
      .filter(({ place }) => matchesPlace(place, wanted))
      .filter(({ place }) => own === undefined || inDomain(place, own))
      .flatMap((row): Shown[] => (effective ? withImplied(row) : [row]))
      .filter(({ roleId }) => wanted.role === undefined || roleId === wanted.role);
    const names = isSet(query, 'include_names');
    return json(200, {
      role_assignments: rows.map((row) => view(call, row, names)),
      links: { next: null, self: call.request.url, previous: null },
    } satisfies RoleAssignmentsAnswer);
  };

  return [
    {
      method: 'GET',
      path: '/v3/role_assignments',
      operation: 'list role assignments',
      handler: list,
    },
  ];
}

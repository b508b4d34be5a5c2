/** The tables of identity with the questions that every room asks them. */
import type { Fault } from '../kernel/fault.ts';
import { notThere } from './faults.ts';
import {
  assignmentKey,
  holderKey,
  nameInDomain,
  type Place,
  type Project,
  type Role,
  type Tables,
  type User,
} from './tables.ts';

export interface Directory extends Tables {
  /** @throws Fault 404 */
  user(id: string): User;
  /** Projects that act as domains included. @throws Fault 404 */
  project(id: string): Project;
  /** @throws Fault 404 */
  domain(id: string): Project;
  /** @throws Fault 404 */
  role(id: string): Role;
  readonly userNamed: (domainId: string, name: string) => User | undefined;
  readonly projectNamed: (domainId: string, name: string) => Project | undefined;
  readonly domainNamed: (name: string) => Project | undefined;
  readonly roleNamed: (name: string) => Role | undefined;
  /** The roles that a user holds there, with those that they imply, the strongest first. */
  rolesAt(userId: string, place: Place): Role[];
  /** The role itself and all that it implies. */
  withImplied(roles: readonly Role[]): Role[];
}

export function createDirectory(tables: Tables): Directory {
  const { users, projects, roles, implications, assignments } = tables;
  const orRefuse = <Row>(row: Row | undefined, refusal: () => Fault): Row => {
    if (row === undefined) throw refusal();
    return row;
  };

  const withImplied = (held: readonly Role[]): Role[] => {
    const found = new Map(held.map((role) => [role.id, role]));
    // A Map is walked in order of insertion, what is added on the way included.
    for (const id of found.keys()) {
      for (const { impliedId } of implications.list('prior', id)) {
        const implied = roles.get(impliedId);
        if (implied !== undefined) found.set(impliedId, implied);
      }
    }
    return [...found.values()];
  };

  return {
    ...tables,
    user: (id) => orRefuse(users.get(id), () => notThere('user', id)),
    project: (id) => orRefuse(projects.get(id), () => notThere('project', id)),
    domain(id) {
      const project = projects.get(id);
      if (project?.isDomain !== true) throw notThere('domain', id);
      return project;
    },
    role: (id) => orRefuse(roles.get(id), () => notThere('role', id)),
    userNamed: (domainId, name) => users.find('name', nameInDomain(domainId, name)),
    projectNamed: (domainId, name) => projects.find('name', nameInDomain(domainId, name)),
    domainNamed: (name) => projects.find('name', nameInDomain(null, name)),
    roleNamed: (name) => roles.find('name', nameInDomain(null, name)),
    withImplied,
    // Roles of a domain have no force of their own: only what they imply counts.
    rolesAt: (userId, place) =>
      withImplied(
        assignments
          .list('holder', holderKey(userId, place))
          .flatMap(({ roleId }) => roles.get(roleId) ?? []),
      ).filter(({ domainId }) => domainId === null),
  };
}

/** Takes away every role assignment of a group of them. */
export function dropAssignments(
  { assignments }: Tables,
  group: 'user' | 'place' | 'role',
  value: string,
): void {
  for (const row of assignments.list(group, value)) assignments.delete(assignmentKey(row));
}

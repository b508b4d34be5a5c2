/** Finding what a request to sign in names, by id or by name; what is disabled does not count. */
import { badRequest } from '../kernel/fault.ts';
import type { Directory } from './directory.ts';
import { expecting, notSignedIn } from './faults.ts';
import type { Project, User } from './tables.ts';

export interface Reference {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}
export interface ReferenceInDomain extends Reference {
  readonly domain?: Reference | undefined;
}

/** @throws Fault 400 */
const mustName = ({ id, name }: Reference, field: string): void => {
  if (id !== undefined || name !== undefined) return;
  throw badRequest(`Invalid input for field ${field}: id or name must be present.`);
};

/** Each throws 401 when there is none, 400 when the reference says too little. */
export function createReferences({
  users,
  projects,
  domainNamed,
  projectNamed,
  userNamed,
}: Directory) {
  const enabledDomain = (wanted: Reference, field: string): Project => {
    mustName(wanted, field);
    const domain =
      wanted.name === undefined ? projects.get(wanted.id ?? '') : domainNamed(wanted.name);
    if (domain?.isDomain !== true || !domain.enabled) throw notSignedIn();
    return domain;
  };

  const byName = <Row>(
    wanted: ReferenceInDomain,
    name: string,
    field: string,
    find: (domainId: string, name: string) => Row | undefined,
  ): Row | undefined => {
    if (wanted.domain === undefined) throw expecting('domain', field.split('/').at(-1) ?? field);
    return find(enabledDomain(wanted.domain, `${field}/domain`).id, name);
  };

  return {
    enabledDomain,
    enabledUser: (wanted: ReferenceInDomain, field: string): User => {
      mustName(wanted, field);
      const user =
        wanted.name === undefined
          ? users.get(wanted.id ?? '')
          : byName(wanted, wanted.name, field, userNamed);
      if (user?.enabled !== true) throw notSignedIn();
      enabledDomain({ id: user.domainId }, field);
      return user;
    },
    enabledProject: (wanted: ReferenceInDomain, field: string): Project => {
      mustName(wanted, field);
      const project =
        wanted.name === undefined
          ? projects.get(wanted.id ?? '')
          : byName(wanted, wanted.name, field, projectNamed);
      if (project?.enabled !== true || project.domainId === null) throw notSignedIn();
      enabledDomain({ id: project.domainId }, field);
      return project;
    },
  };
}

/** What a binding knows of the users, roles and domains that a run made; its sessions share it. */

/** What the things say of themselves that a run needs for its own personas, to whoever finds them. */
export const ofTheRun = 'who acts in a run of nfvi-conformance';

export interface People {
  /** The domain in which the run makes its users and tenants; undefined: that of whoever makes them. */
  vdc: string | undefined;
  /** The domains of those who signed in. */
  readonly domains: Set<string>;
  /** One of these that is not the VDC's; undefined where there is but one. */
  readonly elsewhere: string | undefined;
  /** The password of a new user. */
  newPassword(): string;
  /** By the id of the user. */
  readonly passwords: Map<string, string>;
  /** A user was given a role in a tenant. */
  hasGiven(roleId: string, userId: string, tenantId: string): void;
  /** The ids of the roles that a user was given in a tenant, those that were taken away included. */
  given(userId: string, tenantId: string): readonly string[];
}

/** @param newPassword makes a password that no artefact will show */
export function createPeople(newPassword: () => string): People {
  const roles = new Map<string, Set<string>>();
  const key = (userId: string, tenantId: string) => `${userId} ${tenantId}`;
  return {
    vdc: undefined,
    domains: new Set(),
    get elsewhere() {
      return [...this.domains].find((domain) => domain !== this.vdc);
    },
    newPassword,
    passwords: new Map(),
    hasGiven(roleId, userId, tenantId) {
      const at = key(userId, tenantId);
      roles.set(at, (roles.get(at) ?? new Set()).add(roleId));
    },
    given: (userId, tenantId) => [...(roles.get(key(userId, tenantId)) ?? [])],
  };
}

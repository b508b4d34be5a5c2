/** Who calls. Whoever issues tokens implements {@link Authority}; every other service asks it. */

/** What a token gives access to. */
export type Scope =
  | { readonly kind: 'unscoped' }
  | { readonly kind: 'project'; readonly projectId: string; readonly domainId: string }
  | { readonly kind: 'domain'; readonly domainId: string }
  | { readonly kind: 'system' };

export interface Caller {
  readonly userId: string;
  /** The domain that owns the user. */
  readonly userDomainId: string;
  /** The names of the roles that the token carries, those implied by others included. */
  readonly roles: ReadonlySet<string>;
  readonly scope: Scope;
}

export interface Authority {
  /** @returns undefined when the token is unknown, expired (by the clock) or revoked */
  resolve(tokenId: string): Caller | undefined;
  /** Whether a project of this id exists, for services that store project ids of others. */
  hasProject(projectId: string): boolean;
}

/** The project that the token is scoped to. */
export const projectOf = (caller: Caller): string | undefined =>
  caller.scope.kind === 'project' ? caller.scope.projectId : undefined;

/**
 * The releases that the simulator can be. A release sets together what changes together: maximum
 * versions, who may do what, and the calls that are gone.
 *
 * Sources: OpenStack Zed and 2026.1 with upstream's defaults, recorded.
 */
export const releaseNames = ['zed', '2026.1'] as const;
export type ReleaseName = (typeof releaseNames)[number];

export interface Release {
  readonly name: ReleaseName;
  /**
   * `legacy`: the rules from before secure RBAC, scopes are not enforced.
   * `secure`: secure RBAC with the roles reader, member, manager and admin; scopes are enforced.
   */
  readonly policy: 'legacy' | 'secure';
  /** The roles that a fresh cloud has, each implying the next. */
  readonly roles: readonly string[];
  readonly identity: { readonly version: string };
  readonly compute: { readonly maxMicroversion: string };
  readonly image: { readonly version: string };
  readonly blockStorage: { readonly maxMicroversion: string };
}

export const defaultRelease: ReleaseName = '2026.1';

export const releases: Readonly<Record<ReleaseName, Release>> = {
  zed: {
    name: 'zed',
    policy: 'legacy',
    roles: ['admin', 'member', 'reader'],
    identity: { version: 'v3.14' },
    compute: { maxMicroversion: '2.93' },
    image: { version: 'v2.15' },
    blockStorage: { maxMicroversion: '3.70' },
  },
  '2026.1': {
    name: '2026.1',
    policy: 'secure',
    roles: ['admin', 'manager', 'member', 'reader'],
    identity: { version: 'v3.14' },
    compute: { maxMicroversion: '2.103' },
    image: { version: 'v2.17' },
    blockStorage: { maxMicroversion: '3.71' },
  },
};

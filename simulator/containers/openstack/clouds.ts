/** An entry of the `clouds:` mapping of a clouds.yaml. */
export interface Cloud {
  readonly auth: {
    readonly auth_url: string;
    readonly username: string;
    readonly password: string;
    readonly user_domain_name: string;
    readonly project_name?: string;
    readonly project_domain_name?: string;
    readonly system_scope?: 'all';
  };
  readonly region_name: string;
  readonly identity_api_version: '3';
  readonly interface: 'public';
}

export type Clouds = Readonly<
  Record<`openstack-${'admin' | 'system' | 'demo' | 'alt-demo' | 'reader'}`, Cloud>
>;

/** Also in the Dockerfile. Public on purpose: the ports are bound to the loopback address. */
const password = 'conformance';

/** The users that bin/fill-cloud makes: an administrator (of a project, of the system), members of two projects, a reader. */
export function cloudsOf(authUrl: string): Clouds {
  const cloud = (username: string, scope: object): Cloud => ({
    auth: { auth_url: authUrl, username, password, user_domain_name: 'Default', ...scope },
    region_name: 'RegionOne',
    identity_api_version: '3',
    interface: 'public',
  });
  const project = (project_name: string) => ({ project_name, project_domain_name: 'Default' });
  return {
    'openstack-admin': cloud('admin', project('admin')),
    'openstack-system': cloud('admin', { system_scope: 'all' }),
    'openstack-demo': cloud('demo', project('demo')),
    'openstack-alt-demo': cloud('alt_demo', project('alt_demo')),
    'openstack-reader': cloud('reader', project('demo')),
  };
}

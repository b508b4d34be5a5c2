/** How clients reach a simulator: an entry of `clouds.yaml`, for the `openstack` client too. */
import { stringify } from 'yaml';

/** An account that every fresh world has. */
export interface Account {
  readonly username: string;
  readonly password: string;
  readonly project: string;
}

/** The accounts of a fresh world, all in the domain `default`. */
export const accounts = {
  admin: { username: 'admin', password: 'simulator', project: 'admin' },
  demo: { username: 'demo', password: 'simulator', project: 'demo' },
  reader: { username: 'reader', password: 'simulator', project: 'demo' },
  alt: { username: 'alt', password: 'simulator', project: 'alt' },
} as const satisfies Record<string, Account>;

/**
 * @param url where the simulator listens, without a slash at the end
 * @param name the name of the cloud
 */
export function cloudsYaml(url: string, name = 'simulator', account: Account = accounts.admin) {
  return stringify({
    clouds: {
      [name]: {
        auth: {
          auth_url: `${url}/identity/v3`,
          username: account.username,
          password: account.password,
          project_name: account.project,
          user_domain_id: 'default',
          project_domain_id: 'default',
        },
        region_name: 'RegionOne',
        interface: 'public',
        identity_api_version: 3,
      },
    },
  });
}

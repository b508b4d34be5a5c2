/** How an OpenStack is reached: the checked form of an entry of clouds.yaml. */
import type { Credentials } from './credentials.ts';

/** Absolute paths of PEM files that could be read when the description was checked. */
export interface TlsFiles {
  readonly cacert?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Absent: the target's certificate is checked. */
  readonly verify?: false;
}

export type EndpointInterface = 'public' | 'internal' | 'admin';

export interface Access {
  readonly credentials: Credentials;
  readonly tls: TlsFiles;
  readonly region?: string;
  readonly interface: EndpointInterface;
  /** Addresses that take precedence over the service catalogue, by service type: `block_storage`. */
  readonly overrides: Readonly<Record<string, string>>;
  /** Sentences for whoever runs the harness, for example that certificates are not checked. */
  readonly warnings: readonly string[];
}

/** How a target description says that its accelerators are managed, and where it calls back. */
import { readFileSync } from 'node:fs';
import { httpManagement } from '../bindings/acceleration/management.ts';
import { cyborgManagement } from '../bindings/accelerator/management.ts';
import type { ManagerBinding } from '../bindings/acceleration-manager.ts';
import type { Target } from '../target/target.ts';
import type { Clock } from '../transport/clock.ts';
import type { Http, TlsSettings } from '../transport/http.ts';
import type { SinkAddress } from '../transport/sink-server.ts';

/**
 * @param httpWith the accelerators may have a certificate of their own
 * @returns undefined where the description has no `acceleration.nf-vi`
 */
export function managementOf(
  { acceleration, tls: usual }: Target,
  httpWith: (tls: TlsSettings) => Http,
  clock: Clock,
): { readonly binding: ManagerBinding; close(): Promise<void> } | undefined {
  const given = acceleration?.['nf-vi'];
  if (given === undefined) return undefined;
  if ('cyborg' in given)
    return { binding: cyborgManagement(clock), close: () => Promise.resolve() };
  const { url, token, ...tls } = given;
  const own = Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
  const http = httpWith(Object.keys(own).length === 0 ? usual : own);
  return {
    binding: httpManagement({ url, http, ...(token === undefined ? {} : { token }) }),
    close: () => http.close(),
  };
}

/** What the bundled simulator can be programmed with: names of what it is to do. */
const simulated = Buffer.from('copy sha-256 deflate');

/** @throws Error when the file, which was there when the description was read, is gone */
export function imageOf({ kind, parameters }: Target): { readonly image?: Uint8Array } {
  if (kind === 'simulator') return { image: simulated };
  const { acceleratorImage: path } = parameters;
  return path === undefined ? {} : { image: readFileSync(path) };
}

export const sinkAddressOf = ({ callbacks, acceleration, credentials }: Target): SinkAddress => {
  const managed = acceleration?.['nf-vi'];
  const { hostname } = new URL(
    managed !== undefined && 'url' in managed ? managed.url : credentials.authUrl,
  );
  return { ...callbacks, target: hostname.replace(/^\[(.*)\]$/, '$1') };
};

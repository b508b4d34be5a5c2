/** How a target description leads to its policies. */
import type { PolicyOptions } from '../bindings/policy-access.ts';
import type { Target } from '../target/target.ts';
import type { Http, TlsSettings } from '../transport/http.ts';

/** @param httpWith the policy service may have a certificate of its own */
export function policyOf(
  { policy, tls: usual }: Target,
  httpWith: (tls: TlsSettings, cleaning: boolean) => Http,
): { readonly options: Pick<PolicyOptions, 'service'>; close(): Promise<void> } {
  if (policy === undefined) return { options: {}, close: () => Promise.resolve() };
  const { url, token, ...tls } = policy;
  const own = Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
  const trusted = Object.keys(own).length === 0 ? usual : own;
  const [http, cleaning] = [httpWith(trusted, false), httpWith(trusted, true)];
  return {
    options: { service: { url, token, http, cleaning } },
    close: async () => {
      await Promise.all([http.close(), cleaning.close()]);
    },
  };
}

/** How a target description leads to its policies. */
import { readFileSync } from 'node:fs';
import type { PolicyOptions } from '../bindings/policy-access.ts';
import { ConfigurationError } from '../failures.ts';
import type { Target } from '../target/target.ts';
import type { Http, TlsSettings } from '../transport/http.ts';

/**
 * @param httpWith the policy service may have a certificate of its own
 * @throws ConfigurationError when what is to be transferred is no JSON
 */
export function policyOf(
  { policy, tls: usual, parameters }: Target,
  httpWith: (tls: TlsSettings, cleaning: boolean) => Http,
): { readonly options: Pick<PolicyOptions, 'service' | 'content'>; close(): Promise<void> } {
  if (policy === undefined) return { options: {}, close: () => Promise.resolve() };
  const { url, token, ...tls } = policy;
  const { policyContent: path } = parameters;
  const own = Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
  const trusted = Object.keys(own).length === 0 ? usual : own;
  const [http, cleaning] = [httpWith(trusted, false), httpWith(trusted, true)];
  return {
    options: {
      service: { url, token, http, cleaning },
      ...(path === undefined ? {} : { content: contentIn(path) }),
    },
    close: async () => {
      await Promise.all([http.close(), cleaning.close()]);
    },
  };
}

function contentIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ConfigurationError(`parameters.policy-content: ${path}: ${(error as Error).message}`);
  }
}

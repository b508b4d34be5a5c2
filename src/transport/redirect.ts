/** Which redirects are followed: a GET on the same origin, where the token is known already. */
import { Violation } from '../failures.ts';
import type { Arrival, Parcel } from './carrier.ts';
import type { Redactor } from './redaction.ts';

// 300 is how services list their versions, and 304 is an answer.
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Where to go on; undefined when the answer is the answer.
 * @throws Violation when it leads to another origin: nothing is sent there, the token least of all
 */
export function redirectOf(parcel: Parcel, arrival: Arrival, redactor: Redactor): URL | undefined {
  const location = arrival.headers['location'];
  if (!redirects.has(arrival.status) || location === undefined) return undefined;
  const next = URL.canParse(location, parcel.url.href) ? new URL(location, parcel.url) : undefined;
  if (next?.origin !== parcel.url.origin || next.username !== '' || next.password !== '') {
    throw new Violation({
      expected: `an answer to ${parcel.method} ${redactor.url(parcel.url.href)} from ${parcel.url.origin}`,
      observed: `a redirect (${String(arrival.status)}) to ${redactor.url(next?.href ?? location)}; it was not followed`,
    });
  }
  return parcel.method === 'GET' || parcel.method === 'HEAD' ? next : undefined;
}

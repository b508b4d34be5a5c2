/** What of a try stands in the transcript. */
import type { Exchange } from '../evidence.ts';
import type { Arrival, Parcel } from './carrier.ts';
import type { Clock } from './clock.ts';
import { curlLine } from './curl.ts';
import { excerpt } from './excerpt.ts';
import type { Redactor } from './redaction.ts';

export function toExchange(seen: {
  parcel: Parcel;
  actor: string;
  started: number;
  arrival: Arrival | undefined;
  bytes: Uint8Array;
  error: string | undefined;
  redactor: Redactor;
  clock: Clock;
}): Omit<Exchange, 'n'> {
  const { parcel, arrival, redactor, started } = seen;
  // Headers first: a token that stands in them is then known when the rest is read.
  const sentHeaders = redactor.headers(parcel.headers);
  const headers = arrival === undefined ? {} : redactor.headers(arrival.headers);
  const sent = excerpt(parcel.body ?? '', contentType(parcel.headers), redactor);
  const request = {
    method: parcel.method,
    url: redactor.url(parcel.url.href),
    headers: sentHeaders,
    ...(sent === undefined ? {} : { body: sent }),
  };
  const came = excerpt(seen.bytes, arrival?.headers['content-type'], redactor);
  const requestId = arrival?.headers['x-openstack-request-id'] ?? arrival?.headers['x-request-id'];
  return {
    actor: seen.actor,
    at: new Date(started).toISOString(),
    durationMs: Math.max(0, seen.clock.now() - started),
    request,
    ...(arrival === undefined
      ? {}
      : {
          response: {
            status: arrival.status,
            headers,
            ...(came === undefined ? {} : { body: came }),
          },
        }),
    ...(seen.error === undefined ? {} : { error: seen.error }),
    ...(requestId === undefined ? {} : { requestId }),
    curl: curlLine(request),
  };
}

const contentType = (headers: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];

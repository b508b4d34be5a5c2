/** From what is asked to what is sent, checked on the way. */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { Violation } from '../failures.ts';
import type { Parcel } from './carrier.ts';
import type { Ask } from './ask.ts';

const agent = 'nfvi-conformance';

/**
 * @throws Violation when the address, which may come from the target, cannot be used
 * @throws TypeError when a header cannot be sent or two bodies are given: a bug of the caller
 */
export function toParcel(ask: Ask): Parcel {
  if (ask.json !== undefined && ask.body !== undefined) {
    throw new TypeError(`${ask.method} ${ask.url}: give either json or body`);
  }
  const headers: Record<string, string> = {};
  let typed = false;
  for (const [name, value] of Object.entries(ask.headers ?? {})) {
    validateHeaderName(name);
    // The message of Node names the header and not its value, which may be secret.
    validateHeaderValue(name, value);
    typed ||= name.toLowerCase() === 'content-type';
    headers[name] = value;
  }
  if (ask.json !== undefined && !typed) headers['Content-Type'] = 'application/json';
  headers['User-Agent'] ??= agent;
  const body = ask.json === undefined ? ask.body : JSON.stringify(ask.json);
  return {
    method: ask.method,
    url: usable(ask.url),
    headers,
    ...(body === undefined ? {} : { body }),
  };
}

function usable(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new Violation({
      expected: 'an http or https address',
      observed: JSON.stringify(text.slice(0, 200)),
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new Violation({
      expected: 'an address without credentials in it',
      observed: `one with credentials at ${url.host}`,
    });
  }
  url.hash = '';
  return url;
}

/**
 * The simulator as MSW handlers: a whole cloud behind the unit tests of whoever writes a client.
 *
 * ```ts
 * const cloud = setupServer(...simulatorHandlers(createSimulator(), 'https://cloud.test'))
 * ```
 * MSW sees the global `fetch`. Where that is to be npm's undici, call undici's `install()` before
 * `cloud.listen()`. What a client imports from undici itself passes MSW by.
 */
import { http, type HttpHandler } from 'msw';
import type { Simulator } from './create-simulator.ts';

/**
 * @param origin where the cloud is to be, for example `https://cloud.test`; nothing listens there
 * @throws TypeError when the origin is not a URL
 */
export function simulatorHandlers(
  simulator: Pick<Simulator, 'fetch'>,
  origin: string,
): HttpHandler[] {
  const base = new URL(origin).origin;
  return [http.all(`${base}/*`, ({ request }) => simulator.fetch(request))];
}

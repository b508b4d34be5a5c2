/** Messages that the simulator sends of its own accord, to whoever has subscribed. */

/** How a request goes out into the world. */
export type Send = (request: Request) => Promise<Response>;

/** How often one is sent that nobody acknowledges, and how long, in milliseconds, an acknowledgement may take. */
export const patience = { times: 3, ms: 5_000 } as const;

/** The platform's own: a simulator on a socket may have put a faster one in its place. */
const PlatformRequest = globalThis.Request;

/**
 * Sends JSON once. Whatever else happens, nobody has acknowledged it.
 * @param headers beside that of the content
 */
export async function isAcknowledged(
  send: Send,
  address: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  try {
    const answer = await send(
      new PlatformRequest(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(patience.ms),
      }),
    );
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** This machine itself. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);

/** Where a run asks that a server be stopped or started again: an address of the loopback. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

const wish = z.object({
  service: z.string(),
  /** Which of the service's servers, counted from 0. */
  n: z.string().regex(/^\d{1,3}$/),
});

export interface Stimuli {
  /** As a target file has them. */
  readonly stimuli: Readonly<
    Record<'enabler-service-stop' | 'enabler-service-start', { readonly url: string }>
  >;
  readonly close: () => void;
}

/** @param turn says whether there is such a server */
export async function listenForStimuli(
  turn: (service: string, n: number, on: boolean) => Promise<boolean>,
): Promise<Stimuli> {
  const answer = async (path: string | undefined, body: unknown): Promise<number> => {
    if (path !== '/stop' && path !== '/start') return 404;
    const read = wish.safeParse(body);
    if (!read.success) return 400;
    const { service, n } = read.data;
    return (await turn(service, Number(n), path === '/start')) ? 204 : 404;
  };
  const server = createServer((request, response) => {
    json(request)
      .then((body) => answer(request.url, body))
      .then(
        (status) => response.writeHead(status).end(),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    stimuli: {
      'enabler-service-stop': { url: `${at}/stop` },
      'enabler-service-start': { url: `${at}/start` },
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

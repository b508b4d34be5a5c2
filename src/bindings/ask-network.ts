/** Asking the network service, for all its rooms. */
import type { z } from 'zod';
import { mustShow } from './openstack-answers.ts';
import { allPages, type Link } from './pages.ts';
import type { ServiceAsk, Session } from './session.ts';

export const askNetwork =
  (session: Session) => (method: ServiceAsk['method'], path: string, json?: unknown) =>
    session.ask('network', { method, path, ...(json === undefined ? {} : { json }) });

/**
 * Reads a list to its end.
 * @param schema of one page; `entries` takes out of it what is listed
 */
export function listNetwork<S extends z.ZodType, Entry>(
  session: Session,
  path: string,
  read: {
    readonly doing: string;
    readonly schema: S;
    readonly page: (page: z.infer<S>) => {
      readonly entries: readonly Entry[];
      readonly links?: readonly Link[] | undefined;
    };
  },
  pageSize?: number,
): Promise<Entry[]> {
  const ask = askNetwork(session);
  const first =
    pageSize === undefined
      ? path
      : `${path}${path.includes('?') ? '&' : '?'}limit=${String(pageSize)}`;
  return allPages(
    first,
    session.address('network'),
    async (at) => {
      const reading = { doing: read.doing, success: [200] };
      return read.page(mustShow(await ask('GET', at), read.schema, reading));
    },
    pageSize,
  );
}

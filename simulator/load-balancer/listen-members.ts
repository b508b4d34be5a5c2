/** Members behind load balancers on sockets of the loopback. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createMemberServer, memberAddresses, memberName } from './members.ts';

export interface ListeningMembers {
  /** `host:port` of each. */
  readonly addresses: readonly string[];
  close(): Promise<void>;
}

/** Each gets a free port. @throws what the system says when it does not let us */
export async function listenAsMembers(): Promise<ListeningMembers> {
  const servers = await Promise.all(
    memberAddresses.map(async (_, n) => {
      const take = createMemberServer(memberName(n));
      const server = createServer((stream) => {
        take({ stream, from: stream.remoteAddress ?? '' });
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  return {
    addresses: servers.map(
      (server) => `127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    ),
    async close() {
      await Promise.all(
        servers.map(async (server) => {
          const closed = once(server, 'close');
          server.close();
          await closed;
        }),
      );
    },
  };
}

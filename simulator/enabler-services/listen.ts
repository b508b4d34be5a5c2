/** The servers on sockets of their own, so that other programs can ask them. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Mailbox } from './ports.ts';

export interface ListeningServers {
  /** By the address that a server has in process: the one that it has now. */
  readonly addresses: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/**
 * Each server gets a free port.
 * @throws what the system says when it does not let us
 */
export async function listenForDatagrams(
  mailbox: Mailbox,
  servers: readonly string[],
  address: string,
): Promise<ListeningServers> {
  const family = address.includes(':') ? 'udp6' : 'udp4';
  const addresses = new Map<string, string>();
  const sockets: Socket[] = [];
  const bound = async (): Promise<Socket> => {
    const socket = createSocket(family);
    sockets.push(socket);
    socket.bind(0, address);
    await once(socket, 'listening');
    return socket;
  };
  const another = await bound();
  for (const server of servers) {
    const socket = await bound();
    const { port } = socket.address();
    addresses.set(server, `${address.includes(':') ? `[${address}]` : address}:${String(port)}`);
    socket.on('message', (message, from) => {
      mailbox({ server, over: 'udp' }, message, (bytes, { afterMs = 0, elsewhere } = {}) => {
        const send = (): void => {
          // Whoever asked may be gone, and so may the socket; neither is of interest here.
          (elsewhere === true ? another : socket).send(
            bytes,
            from.port,
            from.address,
            () => undefined,
          );
        };
        if (afterMs === 0) send();
        else setTimeout(send, afterMs).unref();
      });
    });
  }
  return {
    addresses,
    async close() {
      await Promise.all(
        sockets.map(async (socket) => {
          socket.close();
          await once(socket, 'close');
        }),
      );
    },
  };
}

/** The servers on sockets of their own, so that other programs can ask them. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { takeConnections } from './connections.ts';
import type { Door, Mailbox } from './ports.ts';
import { createTlsListener } from './tls-connections.ts';

export interface ListeningServers {
  /** By the address that a server has in process: the one that it has now. */
  readonly addresses: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/**
 * Each server gets a free port, the same for datagrams and connections.
 * @throws what the system says when it does not let us
 */
export async function listenForMessages(
  mailbox: Mailbox,
  doors: readonly Door[],
  address: string,
): Promise<ListeningServers> {
  const addresses = new Map<string, string>();
  const sockets: (Socket | Server)[] = [];
  const another = await boundSocket(0, address);
  sockets.push(another);
  for (const server of new Set(doors.map((door) => door.server))) {
    const over = doors.filter((door) => door.server === server).map((door) => door.over);
    const [socket, listener] = await bound(address, listenerFor(server, over, mailbox));
    sockets.push(socket, ...(listener === undefined ? [] : [listener]));
    const host = address.includes(':') ? `[${address}]` : address;
    addresses.set(server, `${host}:${String(socket.address().port)}`);
    socket.on('message', (message, from) => {
      mailbox({ server, over: 'udp' }, message, (bytes, { afterMs = 0, elsewhere } = {}) => {
        const through = elsewhere === true ? another : socket;
        const send = (): void => {
          // Whoever asked may be gone, and so may the socket; neither is of interest here.
          through.send(bytes, from.port, from.address, () => undefined);
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
          const closed = once(socket, 'close');
          socket.close();
          await closed;
        }),
      );
    },
  };
}

/** Undefined for who takes no connections. */
function listenerFor(
  server: string,
  over: readonly Door['over'][],
  mailbox: Mailbox,
): (() => Server) | undefined {
  if (over.includes('tls')) return () => createTlsListener(server, mailbox);
  if (!over.includes('tcp')) return undefined;
  return () => {
    const listener = createServer();
    takeConnections(listener, server, mailbox);
    return listener;
  };
}

async function boundSocket(port: number, address: string): Promise<Socket> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.bind(port, address);
  await once(socket, 'listening');
  return socket;
}

/** A port that is free for connections may be taken for datagrams: another is tried then. */
async function bound(
  address: string,
  createListener: (() => Server) | undefined,
): Promise<[Socket, Server?]> {
  if (createListener === undefined) return [await boundSocket(0, address)];
  for (let tries = 1; ; tries += 1) {
    const listener = createListener();
    listener.listen(0, address);
    await once(listener, 'listening');
    try {
      return [await boundSocket((listener.address() as AddressInfo).port, address), listener];
    } catch (error) {
      listener.close();
      if (tries === 10) throw error;
    }
  }
}

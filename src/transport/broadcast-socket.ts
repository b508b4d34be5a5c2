/** Datagrams to all who are on a network of this machine, and what they answer. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { timeOfDay } from './datagram-socket.ts';
import type { DatagramEnd, OpenDatagramLine } from './datagram-line.ts';
import { written } from './host-port.ts';

/** The IPv4 address of an interface of this machine; undefined while it has none. */
export const addressOfInterface = (name: string): string | undefined =>
  networkInterfaces()[name]?.find(({ family }) => family === 'IPv4')?.address;

/** Those of clients and servers. */
export interface BroadcastPorts {
  readonly client: number;
  readonly server: number;
}

const everybody = '255.255.255.255';

/**
 * A socket with the interface's own address chooses the interface, but does not hear what is sent to all:
 * another one does. Without an address, the way to all is that of the routing table.
 * @param name of the interface
 */
export const broadcastLine =
  (name: string, ports: BroadcastPorts): OpenDatagramLine =>
  async (_server, end) => {
    const own = addressOfInterface(name);
    const sockets = [await bound('0.0.0.0', ports.client, end)];
    try {
      if (own !== undefined) sockets.push(await bound(own, ports.client, end));
    } catch (error) {
      for (const socket of sockets) socket.close();
      throw error;
    }
    let closed = false;
    const sender = sockets.at(-1);
    return {
      peer: undefined,
      now: timeOfDay,
      send: (bytes) =>
        new Promise((resolve) => {
          sender?.send(bytes, ports.server, everybody, (error) => {
            if (error !== null && !closed) end.failed(error);
            resolve();
          });
        }),
      close: () => {
        closed = true;
        for (const socket of sockets) socket.close();
      },
    };
  };

/** @throws what the system says when it does not let us */
async function bound(address: string, port: number, end: DatagramEnd): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  socket.bind(port, address);
  try {
    await once(socket, 'listening');
  } catch (error) {
    socket.close();
    throw error;
  }
  socket.setBroadcast(true);
  socket.on('message', (bytes, from) => {
    const at = timeOfDay();
    end.arrived({ bytes, from: written({ host: from.address, port: from.port }), at });
  });
  socket.on('error', (error) => {
    end.failed(error);
  });
  return socket;
}

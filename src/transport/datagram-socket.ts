/** Datagrams and their answers over real sockets. */
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import type { DatagramCarrier, OpenDatagramLine } from './datagram-line.ts';
import { hostPort, written } from './host-port.ts';
import { connectOverTcp, framedOverTcp } from './framed-stream.ts';
import { tlsOver } from './tls-exchange.ts';

/**
 * The time of day finer than a millisecond, from a clock that runs evenly; after the time of day was set
 * anew, from that alone.
 */
export function timeOfDay(): number {
  const even = performance.timeOrigin + performance.now();
  const told = Date.now();
  return Math.abs(even - told) < 5 ? even : told;
}

/**
 * The socket is not connected, so that what comes from elsewhere is seen too and can be told.
 * @param usualPort where the address has none
 * @param from `host:port` of ours, where answers do not come back to any port
 */
const openSocket =
  (usualPort: number, from?: string): OpenDatagramLine =>
  async (server, end) => {
    const { host, port } = hostPort(server, usualPort);
    const { address, family } = await lookup(host);
    const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
    let closed = false;
    if (from !== undefined) {
      const own = hostPort(from, usualPort);
      socket.bind(own.port, own.host);
      await once(socket, 'listening');
    }
    socket.on('message', (bytes, from) => {
      const at = timeOfDay();
      end.arrived({ bytes, from: written({ host: from.address, port: from.port }), at });
    });
    socket.on('error', (error) => {
      end.failed(error);
    });
    return {
      peer: written({ host: address, port }),
      now: timeOfDay,
      send: (bytes) =>
        new Promise((resolve) => {
          socket.send(bytes, port, address, (error) => {
            if (error !== null && !closed) end.failed(error);
            resolve();
          });
        }),
      close: () => {
        closed = true;
        socket.close();
      },
    };
  };

/**
 * @param usualPort where addresses have none
 * @param from `host:port` of ours from which datagrams go, and where answers come; any unless told
 */
export const socketDatagrams = (usualPort: number, from?: string): DatagramCarrier => ({
  open: openSocket(usualPort, from),
  overStream: framedOverTcp(usualPort),
  overTls: tlsOver(connectOverTcp(usualPort), usualPort),
});

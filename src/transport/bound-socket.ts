/** A socket for datagrams, bound and with what it may do. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { LocalEnd } from './datagram-line.ts';

/**
 * @param family 4 or 6, of the address to which it will send
 * @throws what the system says when it does not let us
 */
export async function boundSocket(
  family: number,
  { port = 0, broadcast = false }: LocalEnd = {},
): Promise<Socket> {
  // A fixed port may still be in use by the exchange before.
  const socket = createSocket({ type: family === 6 ? 'udp6' : 'udp4', reuseAddr: port !== 0 });
  try {
    socket.bind(port);
    await once(socket, 'listening');
    if (broadcast) socket.setBroadcast(true);
  } catch (error) {
    socket.close();
    throw error;
  }
  return socket;
}

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A port of the loopback that was free a moment ago, for datagrams and connections both. */
export async function freePort(): Promise<number> {
  for (;;) {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    const socket = createSocket('udp4').bind(port, '127.0.0.1');
    const free = await once(socket, 'listening').then(
      () => true,
      () => false,
    );
    socket.close();
    listener.close();
    if (free) return port;
  }
}

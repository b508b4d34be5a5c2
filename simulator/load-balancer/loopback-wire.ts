/** Connections over sockets of the loopback, and over no others. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { PassThrough } from 'node:stream';
import type { Endpoint, Wire } from './ports.ts';

const isLoopback = ({ address }: Endpoint): boolean => /^127\.|^::1$/.test(address);

export const loopbackWire: Wire = {
  async listen(at, take) {
    // An address of another network leads nowhere from this machine.
    if (!isLoopback(at)) return () => undefined;
    const server = createServer((stream) => {
      stream.on('error', () => stream.destroy());
      take({ stream, from: stream.remoteAddress ?? '' });
    });
    server.listen(at.port, at.address);
    await once(server, 'listening');
    return () => {
      server.close();
    };
  },
  connect(to) {
    if (isLoopback(to)) return connect(to.port, to.address);
    const refused = new Error(`${to.address} is no address of the loopback`);
    return new PassThrough().destroy(Object.assign(refused, { code: 'ENETUNREACH' }));
  },
};

/** Connections within this process: no socket, but the same bytes. */
import { type Duplex, duplexPair } from 'node:stream';
import type { Endpoint, Taken, Wire } from './ports.ts';

const client = '127.0.0.1';
const written = ({ address, port }: Endpoint): string => `${address} ${String(port)}`;

export function createInProcessWire(): Wire {
  const listening = new Map<string, (connection: Taken) => void>();
  return {
    async listen(at, take) {
      const key = written(at);
      if (listening.has(key)) {
        throw Object.assign(new Error(`${key} is in use`), { code: 'EADDRINUSE' });
      }
      listening.set(key, take);
      return () => {
        listening.delete(key);
      };
    },
    connect(to) {
      const [near, far] = duplexPair();
      const take = listening.get(written(to));
      if (take === undefined) {
        const refused = new Error(`nothing listens at ${written(to)}`);
        near.destroy(Object.assign(refused, { code: 'ECONNREFUSED' }));
        return near;
      }
      endTogether(near, far);
      endTogether(far, near);
      take({ stream: far, from: client });
      return near;
    },
  };
}

/** Who closes one end closes the other, as with sockets; what was written before is still read. */
function endTogether(one: Duplex, other: Duplex): void {
  one.once('close', () => {
    if (other.destroyed) return;
    if (one.writableFinished) other.end();
    else
      other.destroy(Object.assign(new Error('the connection was reset'), { code: 'ECONNRESET' }));
  });
}

/** Servers that stand behind load balancers, and tell who they are. */
import { createServer } from 'node:http';
import type { Taken, Wire } from './ports.ts';

/** Where they are in process. When the simulator listens, each has a port of the loopback instead. */
export const memberAddresses = ['127.64.255.1', '127.64.255.2', '127.64.255.3'].map((address) => ({
  address,
  port: 8080,
}));

/** @returns what takes the connections to a member of this name */
export function createMemberServer(name: string): (connection: Taken) => void {
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => {
      const { method, url: path, headers } = request;
      // Two runs with one seed are equal.
      response.sendDate = false;
      response
        .writeHead(200, {
          'content-type': 'application/json',
          'x-member': name,
          'set-cookie': `session=${name}; path=/`,
        })
        .end(`${JSON.stringify({ member: name, method, path, headers })}\n`);
    });
  });
  return ({ stream }) => {
    server.emit('connection', stream);
  };
}

export const memberName = (n: number): string => `member-${String(n + 1)}`;

/** Has them all listen, each at its address in process. */
export function startMembers(wire: Wire): void {
  for (const [n, at] of memberAddresses.entries()) {
    void wire.listen(at, createMemberServer(memberName(n)));
  }
}

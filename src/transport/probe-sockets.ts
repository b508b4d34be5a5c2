/** The sockets of the probe, and what reaches them. It sends what it is given, and executes nothing. */
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { boundSocket } from './bound-socket.ts';
import { hostPort, written } from './host-port.ts';
import type { ProbeParams } from './probe-frames.ts';

export interface ProbeSocket {
  /** `host:port` to which it leads. */
  readonly peer: string;
  /** Resolves once the bytes have left. */
  send(bytes: Uint8Array): Promise<void>;
  close(): void;
}

export interface ProbeSocketEnd {
  arrived(bytes: Uint8Array, from: string): void;
  failed(error: NodeJS.ErrnoException): void;
  ended(): void;
}

/** In milliseconds: for a connection to come about. */
const patience = 10_000;

/** @throws what the network says */
export async function openProbeSocket(
  wish: ProbeParams<'open'>,
  end: ProbeSocketEnd,
): Promise<ProbeSocket> {
  const { host, port } = hostPort(wish.to, 0);
  const { address, family } = await lookup(host);
  const peer = { host: address, port };
  return wish.over === 'tcp' ? connectTo(peer, end) : datagramsTo(peer, family, wish.local, end);
}

interface Peer {
  readonly host: string;
  readonly port: number;
}

async function datagramsTo(
  peer: Peer,
  family: number,
  local: ProbeParams<'open'>['local'],
  end: ProbeSocketEnd,
): Promise<ProbeSocket> {
  const socket = await boundSocket(family, local);
  let closed = false;
  socket.on('message', (bytes, from) => {
    end.arrived(bytes, written({ host: from.address, port: from.port }));
  });
  socket.on('error', (error) => {
    end.failed(error);
  });
  return {
    peer: written(peer),
    send: (bytes) =>
      new Promise((resolve, reject) => {
        socket.send(bytes, peer.port, peer.host, (error) => {
          if (error === null || closed) resolve();
          else reject(error);
        });
      }),
    close() {
      closed = true;
      socket.close();
    },
  };
}

async function connectTo(peer: Peer, end: ProbeSocketEnd): Promise<ProbeSocket> {
  const limit = AbortSignal.timeout(patience);
  const socket = connect(peer);
  try {
    await once(socket, 'connect', { signal: limit });
  } catch (error) {
    socket.destroy();
    if (!limit.aborted) throw error;
    throw Object.assign(new Error('no connection came about'), { code: 'ETIMEDOUT' });
  }
  socket.on('data', (bytes) => {
    end.arrived(bytes, written(peer));
  });
  socket.on('error', (error) => {
    end.failed(error);
  });
  socket.on('end', () => {
    end.ended();
  });
  return {
    peer: written(peer),
    send: (bytes) =>
      new Promise((resolve, reject) => {
        socket.write(bytes, (error) => {
          if (error == null) resolve();
          else reject(error);
        });
      }),
    close: () => socket.destroy(),
  };
}

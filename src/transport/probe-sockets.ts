/** The sockets of the probe, and what reaches them. It sends what it is given, and executes nothing. */
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { broadcastLine } from './broadcast-socket.ts';
import { socketDatagrams } from './datagram-socket.ts';
import { hostPort, written } from './host-port.ts';
import type { ProbeParams } from './probe-frames.ts';

export interface ProbeSocket {
  /** `host:port` to which it leads; undefined: to all. */
  readonly peer: string | undefined;
  /** Resolves once the bytes have left, or `failed` was called. */
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
  if (wish.over === 'tcp') return connectTo(wish.to, end);
  const [open, to] =
    wish.over === 'udp'
      ? [socketDatagrams(0, wish.from).open, wish.to]
      : [broadcastLine(wish.interface, wish.ports), ''];
  return open(to, {
    arrived({ bytes, from }) {
      end.arrived(bytes, from);
    },
    failed(error) {
      end.failed(error);
    },
  });
}

async function connectTo(to: string, end: ProbeSocketEnd): Promise<ProbeSocket> {
  const { host, port } = hostPort(to, 0);
  const peer = { host: (await lookup(host)).address, port };
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

/** From where servers of datagrams are asked. */
import type { DatagramCarrier } from '../transport/datagram-line.ts';
import { socketDatagrams } from '../transport/datagram-socket.ts';
import type { Probe } from '../transport/probe.ts';

export interface Place {
  /** A target in this process, instead of sockets. */
  readonly inProcess?: DatagramCarrier;
  /** Asks from where tenants are, instead of from here. */
  readonly probe?: Probe;
}

/** In this process, from inside, or from here. */
export const carrierOf = (
  { inProcess, probe }: Place,
  usualPort: number,
  from?: string,
): DatagramCarrier =>
  inProcess ?? probe?.carrier(usualPort, from) ?? socketDatagrams(usualPort, from);

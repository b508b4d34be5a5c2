/** Connections to the load balancers of the simulator in this process: no socket, but the same bytes. */
import type { Wire } from '../../simulator/load-balancer/ports.ts';
import type { OpenStream } from '../transport/stream-http.ts';

const nothing = (): void => undefined;
/** What a client sets on its sockets, and other streams do not have. */
const ofSockets = {
  setKeepAlive: nothing,
  setNoDelay: nothing,
  setTimeout: nothing,
  ref: nothing,
  unref: nothing,
};

export const inProcessStreams =
  (wire: Wire): OpenStream =>
  ({ host: address, port }) =>
    Object.assign(wire.connect({ address, port }), ofSockets);

/** What the load-balancer service needs of others. */
import type { Duplex } from 'node:stream';
import type { Caller } from '../kernel/caller.ts';
import type { LoadBalancerRow } from './tables.ts';

/** The network service, as far as load balancers need it. */
export interface VirtualAddresses {
  /**
   * Gives a load balancer its address, on a port of its own where it names none.
   * @param taken addresses that others have, on whatever network: one data path serves them all
   * @throws Fault when it cannot be had
   */
  take(
    caller: Caller,
    wish: {
      readonly deviceId: string;
      readonly projectId: string;
      readonly portId: string | undefined;
      readonly networkId: string | undefined;
      readonly subnetId: string | undefined;
      readonly address: string | undefined;
    },
    taken: ReadonlySet<string>,
  ): LoadBalancerRow['vip'];
  release(vip: LoadBalancerRow['vip']): void;
  hasSubnet(id: string): boolean;
}

/** `address`, an IP address, and a port of it. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** A connection that was taken. */
export interface Taken {
  readonly stream: Duplex;
  /** The address of whoever connected. */
  readonly from: string;
}

/** What carries connections: sockets of the loopback, or this process alone. */
export interface Wire {
  /**
   * @returns what ends it; connections that were taken remain
   * @throws what the system says when the address cannot be had
   */
  listen(at: Endpoint, take: (connection: Taken) => void): Promise<() => void>;
  /** The stream may end with an error, as those of sockets do. */
  connect(to: Endpoint): Duplex;
}

/** What has listeners take connections, and members get what comes. */
export interface DataPath {
  /** Opens, closes and does otherwise what has changed in the tables. */
  follow(): void;
  /** Where that is another's work: resolves once it is done, and what the other tells is in the tables. */
  readonly inStep?: () => Promise<void>;
  /** Begins to check members; ends once the monitor is gone. */
  watch(monitorId: string): void;
  /** The world is another. */
  startAnew(): void;
  /** Closes all that is open. */
  close(): Promise<void>;
}

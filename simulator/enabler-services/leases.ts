/** The addresses that are given to whoever asks, and who has them. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

interface Row {
  readonly address: string;
  readonly mac: string;
  readonly state: 'offered' | 'leased' | 'declined';
  /** Milliseconds since the epoch. */
  readonly until: number;
}

export interface Leases {
  /** In seconds: for how long an address is given. */
  readonly time: number;
  /** What a client was offered or given, and has not lost. */
  of(mac: string): string | undefined;
  /** The client's own, else what it wishes, else any; undefined: none is left. */
  offer(mac: string, wish: string | undefined): string | undefined;
  /** Gives a client what it has already, or was offered, for the whole time. */
  give(mac: string, address: string): void;
  release(mac: string, address: string): void;
  /** Somebody uses the address without having it. */
  decline(mac: string, address: string): void;
}

export const pool: readonly string[] = Array.from(
  { length: 32 },
  (_, n) => `192.0.2.${String(100 + n)}`,
);

/** In seconds. */
const times = { leased: 3600, offered: 60, declined: 600 } as const;

export function createLeases(world: World): Leases {
  const { clock, store } = world;
  const table: Table<Row, never, 'mac'> = store.table('enabler-services/lease', {
    key: ({ address }) => address,
    groups: { mac: ({ mac }) => mac },
  });
  const held = (address: string): Row | undefined => {
    const row = table.get(address);
    return row !== undefined && row.until > clock.now() ? row : undefined;
  };
  const of = (mac: string): string | undefined =>
    table
      .list('mac', mac)
      .find(({ address, state }) => state !== 'declined' && held(address) !== undefined)?.address;
  const put = (mac: string, address: string, state: Row['state']): void => {
    table.delete(address);
    table.insert({ address, mac, state, until: clock.now() + times[state] * 1000 });
  };
  const isOf = (mac: string, address: string): boolean => of(mac) === address;
  return {
    time: times.leased,
    of,
    offer(mac, wish) {
      const own = of(mac);
      if (own !== undefined) return own;
      const free = pool.filter((address) => held(address) === undefined);
      const address = free.find((each) => each === wish) ?? free[0];
      if (address !== undefined) put(mac, address, 'offered');
      return address;
    },
    give: (mac, address) => {
      put(mac, address, 'leased');
    },
    release(mac, address) {
      if (isOf(mac, address)) table.delete(address);
    },
    decline(mac, address) {
      if (isOf(mac, address)) put(mac, address, 'declined');
    },
  };
}

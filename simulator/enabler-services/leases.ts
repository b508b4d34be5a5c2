/** The addresses that are given to whoever asks, and who has them. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

interface Row {
  readonly address: string;
  readonly client: string;
  readonly state: 'offered' | 'leased' | 'declined';
  /** Milliseconds since the epoch. */
  readonly until: number;
}

export interface Leases {
  /** In seconds: for how long an address is given. */
  readonly time: number;
  /** What a client was offered or given, and has not lost. */
  of(client: string): string | undefined;
  /** The client's own, else what it wishes, else any; undefined: none is left. */
  offer(client: string, wish: string | undefined): string | undefined;
  /** Gives a client what it has already, or was offered, for the whole time. */
  give(client: string, address: string): void;
  release(client: string, address: string): void;
  /** Somebody uses the address without having it. */
  decline(client: string, address: string): void;
}

export const pool: readonly string[] = Array.from(
  { length: 32 },
  (_, n) => `192.0.2.${String(100 + n)}`,
);
/** Of blocks for documentation, both (RFC 5737, RFC 3849). */
export const pool6: readonly string[] = Array.from(
  { length: 16 },
  (_, n) => `2001:db8:0:67::${String(100 + n)}`,
);

/** In seconds. */
const times = { leased: 3600, offered: 60, declined: 600 } as const;

/** @param name of its table */
export function createLeases(world: World, name: string, addresses: readonly string[]): Leases {
  const { clock, store } = world;
  const table: Table<Row, never, 'client'> = store.table(name, {
    key: ({ address }) => address,
    groups: { client: ({ client }) => client },
  });
  const held = (address: string): Row | undefined => {
    const row = table.get(address);
    return row !== undefined && row.until > clock.now() ? row : undefined;
  };
  const of = (client: string): string | undefined =>
    table
      .list('client', client)
      .find(({ address, state }) => state !== 'declined' && held(address) !== undefined)?.address;
  const put = (client: string, address: string, state: Row['state']): void => {
    table.delete(address);
    table.insert({ address, client, state, until: clock.now() + times[state] * 1000 });
  };
  const isOf = (client: string, address: string): boolean => of(client) === address;
  return {
    time: times.leased,
    of,
    offer(client, wish) {
      const own = of(client);
      if (own !== undefined) return own;
      const free = addresses.filter((address) => held(address) === undefined);
      const address = free.find((each) => each === wish) ?? free[0];
      if (address !== undefined) put(client, address, 'offered');
      return address;
    },
    give: (client, address) => {
      put(client, address, 'leased');
    },
    release(client, address) {
      if (isOf(client, address)) table.delete(address);
    },
    decline(client, address) {
      if (isOf(client, address)) put(client, address, 'declined');
    },
  };
}

/** How clean-up gives back the addresses that a run's clients were given. */
import type { AddressServer, Held } from './address-server.ts';
import type { Keeper } from './port.ts';

/** An id in the ledger: all that is needed to give it back, known before the address is. */
export const leaseId = ({ mac, address, server }: Held): string => `${mac}/${address}/${server}`;

/** No message asks whether a client has an address: what was given back is gone. */
export function leaseKeeper(server: AddressServer): Keeper {
  const released = new Set<string>();
  return {
    // The id is written down before the request: without one nothing was asked for.
    named: () => Promise.resolve([]),
    exists: (id) => Promise.resolve(!released.has(id)),
    async remove(id) {
      const [mac = '', address = '', identifier = ''] = id.split('/');
      await server.release({ mac, address, server: identifier });
      released.add(id);
    },
  };
}

/** How clean-up takes back what a run has allocated and subscribed to. Whose it is stands in its id. */
import { formatTerm } from '../contract/acceleration/filter.ts';
import { Refusal } from '../failures.ts';
import type { AcceleratorManager } from './acceleration-manager.ts';
import type { Keeper } from './port.ts';

/** Addresses in the ledger. */
export const allocationAddress = 'acceleration/resource';
export const subscriptionAddress = 'acceleration/subscription';

/** An id in the ledger: `owner/id`, since neither means anything alone. */
export const ownedId = (owner: string, id: string): string =>
  [owner, id].map(encodeURIComponent).join('/');
const parts = (owned: string): readonly [string, string] => {
  const [owner = '', id = ''] = owned.split('/').map(decodeURIComponent);
  return [owner, id];
};

const unlessUnknown = (error: unknown): void => {
  if (!(error instanceof Refusal && error.reason === 'unknown')) throw error;
};

/** Accelerators, by the virtual compute that has them. */
export function allocationKeeper(manager: () => AcceleratorManager): Keeper {
  async function exists(owned: string): Promise<boolean> {
    const [holder, id] = parts(owned);
    const Filter = formatTerm({ operator: 'eq', attribute: 'accResourceId', values: [id] });
    const vim = manager();
    for (const hostId of await vim.hosts()) {
      const { accQueryResult } = await vim.call('QueryAccResource', { hostId, Filter });
      if (accQueryResult.some((found) => found.accResourceId === id)) {
        return accQueryResult.some(({ attachedTo }) => attachedTo === holder);
      }
    }
    return false;
  }
  return {
    // The virtual compute is in the ledger too, and takes what it has with it.
    named: () => Promise.resolve([]),
    exists,
    async remove(owned) {
      if (!(await exists(owned))) return;
      const [, accResourceId] = parts(owned);
      await manager().call('ReleaseAccResource', { accResourceId }).catch(unlessUnknown);
    },
  };
}

/** Subscriptions, by their host. No call looks at one: what was ended, or is unknown, is gone. */
export function subscriptionKeeper(manager: () => AcceleratorManager): Keeper {
  const ended = new Set<string>();
  return {
    named: () => Promise.reject(new Error('no call finds a subscription whose id was never told')),
    exists: (owned) => Promise.resolve(!ended.has(owned)),
    async remove(owned) {
      const [hostId, SubscriptionId] = parts(owned);
      await manager().call('Unsubscribe', { hostId, SubscriptionId }).catch(unlessUnknown);
      ended.add(owned);
    },
  };
}

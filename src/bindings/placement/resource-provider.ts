/** Providers of resources: `/resource_providers`, Placement API 1.28 and later. */
import { allocationCandidatesAnswer } from '../../contract/placement/allocation.ts';
import { inventoriesAnswer } from '../../contract/placement/inventory.ts';
import {
  providerTraitsAnswer,
  resourceProvider,
  resourceProvidersAnswer,
  traitsAnswer,
  usagesAnswer,
} from '../../contract/placement/resource-provider.ts';
import { Violation } from '../../failures.ts';
import { askPlacement, onWire, wordFor } from '../ask-placement.ts';
import type { Amounts, Offers, Provider, Providers } from '../infrastructure-port.ts';
import { mustShow, mustSucceed, type Reading } from '../openstack-answers.ts';
import type { Keeper } from '../port.ts';
import type { Session } from '../session.ts';

const all = '/resource_providers';
const pathOf = (id: string, part = ''): string => `${all}/${encodeURIComponent(id)}${part}`;
const reading = (doing: string): Reading => ({ doing, success: [200] });

const listed = async (session: Session): Promise<readonly Provider[]> => {
  const answer = await askPlacement(session)('GET', all);
  const found = mustShow(answer, resourceProvidersAnswer, reading('list providers of resources'));
  return found.resource_providers.map((each) => ({
    id: each.uuid,
    name: each.name,
    parent: each.parent_provider_uuid ?? undefined,
    root: each.root_provider_uuid ?? '',
  }));
};

export function providersOf(session: Session): Providers {
  const ask = askPlacement(session);

  const offers = async (id: string): Promise<Offers> => {
    const { inventories } = mustShow(
      await ask('GET', pathOf(id, '/inventories')),
      inventoriesAnswer,
      reading('show what a provider offers'),
    );
    const { usages } = mustShow(
      await ask('GET', pathOf(id, '/usages')),
      usagesAnswer,
      reading('show what a provider has given away'),
    );
    const found = Object.entries(inventories).map(([name, offer]) => {
      const givenAway = usages[name];
      if (givenAway === undefined) {
        throw new Violation({
          expected: `the provider ${id} to tell how much of ${name} it has given away`,
          observed: 'it offers it and does not tell',
        });
      }
      const { total, reserved, allocation_ratio: ratio } = offer;
      return [wordFor(name), { total, reserved, ratio, givenAway }] as const;
    });
    return Object.fromEntries(found);
  };
  const state: Providers['state'] = async (id) => {
    const { traits, resource_provider_generation: generation } = mustShow(
      await ask('GET', pathOf(id, '/traits')),
      providerTraitsAnswer,
      reading('show how a provider is described'),
    );
    return { generation, offers: await offers(id), traits };
  };

  return {
    address: 'placement/resource-provider',
    traitAddress: 'placement/trait',
    list: () => listed(session),
    offers,
    state,
    async create(name, parent) {
      const wish = { name, ...(parent === undefined ? {} : { parent_provider_uuid: parent }) };
      const doing = { doing: 'create a provider of resources', success: [200] };
      const answer = await ask('POST', all, wish);
      return mustShow(answer, resourceProvider, { ...doing, conflict: 'duplicate' }).uuid;
    },
    async offer(id, generation, amounts: Amounts) {
      const inventories = Object.entries(onWire(amounts)).map(([name, total]) => [name, { total }]);
      const answer = await ask('PUT', pathOf(id, '/inventories'), {
        resource_provider_generation: generation,
        inventories: Object.fromEntries(inventories) as object,
      });
      mustShow(answer, inventoriesAnswer, reading('change what a provider offers'));
    },
    async createTrait(name) {
      const trait = traitFor(name);
      const answer = await ask('PUT', `/traits/${trait}`);
      mustSucceed(answer, { doing: 'create a trait', success: [201, 204] });
      return trait;
    },
    async describe(id, generation, traits) {
      const answer = await ask('PUT', pathOf(id, '/traits'), {
        resource_provider_generation: generation,
        traits,
      });
      mustShow(answer, providerTraitsAnswer, reading('describe a provider'));
    },
    async candidates(amounts) {
      const wanted = Object.entries(onWire(amounts)).map(([name, n]) => `${name}:${String(n)}`);
      const query = new URLSearchParams({ resources: wanted.join(',') }).toString();
      const answer = await ask('GET', `/allocation_candidates?${query}`);
      const doing = reading('find who could give resources');
      const { allocation_requests: ways } = mustShow(answer, allocationCandidatesAnswer, doing);
      return ways.flatMap(({ allocations }) => Object.keys(allocations));
    },
  };
}

/** Names of traits have letters of one size. */
const traitFor = (name: string): string =>
  `CUSTOM_${name.toUpperCase().replaceAll(/[^A-Z0-9_]/g, '_')}`;

export const providerKeeper = (session: Session): Keeper => ({
  named: async (name) =>
    (await listed(session)).filter((each) => each.name === name).map(({ id }) => id),
  exists: async (id) => {
    const answer = await askPlacement(session)('GET', pathOf(id));
    if (answer.status === 404) return false;
    mustShow(answer, resourceProvider, reading('show a provider of resources'));
    return true;
  },
  async remove(id) {
    const answer = await askPlacement(session)('DELETE', pathOf(id));
    mustSucceed(answer, { doing: 'delete a provider of resources', success: [204, 404] });
  },
});

export const traitKeeper = (session: Session): Keeper => {
  const named = async (trait: string): Promise<readonly string[]> => {
    const answer = await askPlacement(session)('GET', `/traits?name=in:${trait}`);
    return mustShow(answer, traitsAnswer, reading('find a trait')).traits;
  };
  return {
    named: (name) => named(traitFor(name)),
    exists: async (trait) => (await named(trait)).length > 0,
    async remove(trait) {
      const answer = await askPlacement(session)('DELETE', `/traits/${encodeURIComponent(trait)}`);
      mustSucceed(answer, { doing: 'delete a trait', success: [204, 404] });
    },
  };
};

/** Flavours of compute (flavors on the wire): `/flavors`, Compute API 2.1 and later. */
import { randomUUID } from 'node:crypto';
import { type Flavor, flavorAnswer, flavorsAnswer } from '../../contract/compute/flavour.ts';
import { amount, canonicalAmounts, inUnit, type Quantity } from '../attributes.ts';
import { allPages } from '../pages.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { Attributes, Keeper, Room, Thing } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';

/** Answers are read up to 2.61, which embeds extra specs; nothing here needs more than 2.1. */
const versions = { wanted: '2.61', needed: '2.1' } as const;

/** The wire's units: vcpus count, ram MiB, disk GiB. */
const capacity: Readonly<Record<string, Quantity>> = {
  vCPUs: { field: 'vcpus', unit: '' },
  memory: { field: 'ram', unit: 'MiB' },
  'local storage': { field: 'disk', unit: 'GiB' },
};

/** The wire's `is_public`. */
const visibilities: Readonly<Record<string, boolean>> = { public: true, private: false };

const smallest: Attributes = { vCPUs: '1', memory: '64 MiB', 'local storage': '1 GiB' };

const toWire = (name: string, wish: Attributes) => ({
  name,
  ...Object.fromEntries(
    Object.entries(capacity)
      .filter(([word]) => wish[word] !== undefined)
      .map(([word, quantity]) => [quantity.field, inUnit(wish[word] ?? '', quantity.unit)]),
  ),
  ...(wish['visibility'] === undefined
    ? {}
    : { 'os-flavor-access:is_public': visibilities[wish['visibility']] ?? wish['visibility'] }),
});

const fromWire = (flavor: Flavor): Thing => ({
  id: flavor.id,
  name: flavor.name,
  attributes: {
    vCPUs: amount(flavor.vcpus, ''),
    memory: amount(flavor.ram, 'MiB'),
    'local storage': amount(flavor.disk, 'GiB'),
    visibility: flavor['os-flavor-access:is_public'] === false ? 'private' : 'public',
  },
});

const unknownId = (): string => randomUUID();

export const flavourRoom = (session: Session): Room<'flavour'> & Keeper => {
  const ask = (method: ServiceAsk['method'], path: string, json?: unknown) =>
    session.ask('compute', { method, path, versions, ...(json === undefined ? {} : { json }) });

  const list = async (pageSize?: number): Promise<Thing[]> => {
    const limit = pageSize === undefined ? '' : `&limit=${String(pageSize)}`;
    const reading = { doing: 'list flavours', success: [200] };
    // `is_public=None` asks for public and private ones; who may not see private ones is not refused.
    const pages = allPages(
      `/flavors/detail?is_public=None${limit}`,
      session.address('compute'),
      async (path) => {
        const page = mustShow(await ask('GET', path), flavorsAnswer, reading);
        return { entries: page.flavors, links: page.flavors_links };
      },
      pageSize,
    );
    return (await pages).map(fromWire);
  };

  const show = async (id: string): Promise<Thing | undefined> => {
    const answer = await ask('GET', `/flavors/${encodeURIComponent(id)}`);
    if (answer.status === 404) return undefined;
    return fromWire(
      mustShow(answer, flavorAnswer, { doing: 'show a flavour', success: [200] }).flavor,
    );
  };

  return {
    address: 'compute/flavour',
    belongsTo: 'cloud',
    smallest,
    show,
    canonical: (attributes) => canonicalAmounts(attributes, capacity, ['visibility']),
    unknownId,
    async create(name, wish) {
      const answer = await ask('POST', '/flavors', { flavor: toWire(name, wish) });
      const reading = { doing: 'create a flavour', success: [200], conflict: 'duplicate' } as const;
      return fromWire(mustShow(answer, flavorAnswer, reading).flavor);
    },
    list: (options) => list(options?.pageSize),
    async delete(id) {
      const answer = await ask('DELETE', `/flavors/${encodeURIComponent(id)}`);
      mustSucceed(answer, { doing: 'delete a flavour', success: [202] });
    },
    async named(name) {
      return (await list()).filter((flavour) => flavour.name === name).map(({ id }) => id);
    },
    exists: async (id) => (await show(id)) !== undefined,
    async remove(id) {
      const answer = await ask('DELETE', `/flavors/${encodeURIComponent(id)}`);
      mustSucceed(answer, { doing: 'delete a flavour', success: [202, 404] });
    },
  };
};

/**
 * Virtual storage (volumes on the wire): `/volumes`, Block Storage API v3. It is attached through
 * compute, `/servers/{id}/os-volume_attachments`, which tells both services.
 */
import { randomUUID } from 'node:crypto';
import {
  type Volume,
  volumeAnswer,
  volumesAnswer,
} from '../../contract/block-storage/virtual-storage.ts';
import { amount, canonicalAmounts, inUnit, type Quantity } from '../attributes.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import { allPages } from '../pages.ts';
import type { Attributes, Keeper, Owner, Room, State, Thing } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';

/** Nothing here needs more than the first version; unknown filters are refused from 3.31 on. */
const versions = { wanted: '3.70', needed: '3.0' } as const;
/** Answers of compute to attachments are the same throughout, but for the status from 2.101 on. */
const attaching = { wanted: '2.93', needed: '2.1' } as const;

const states: Readonly<Record<string, State>> = {
  available: 'available',
  creating: 'building',
  downloading: 'building',
  deleting: 'deleting',
  'in-use': 'in use',
  reserved: 'reserved',
  attaching: 'reserved',
  extending: 'changing',
  error: 'error',
  error_deleting: 'error',
  error_extending: 'error',
};

const sizes: Readonly<Record<string, Quantity>> = { size: { field: 'size', unit: 'GiB' } };

/** What can be told of one beside its size. */
const words = ['description', 'snapshot'];

/** The image that it was made from is not shown: that it can be booted from stands for it. */
const canonical = ({ image: _image, ...attributes }: Attributes): Attributes =>
  canonicalAmounts(attributes, sizes, words);

const fromWire = (volume: Volume): Thing => ({
  id: volume.id,
  name: volume.name ?? '',
  state: states[volume.status] ?? 'other',
  attributes: {
    size: amount(volume.size, 'GiB'),
    description: volume.description ?? '',
    ...(volume.snapshot_id === null ? {} : { snapshot: volume.snapshot_id }),
  },
  ...(volume.status.startsWith('error') ? { fault: volume.status } : {}),
});

const toWire = (
  name: string,
  { size, image, description, snapshot }: Attributes,
  type: string | undefined,
): Readonly<Record<string, unknown>> => ({
  name,
  size: inUnit(size ?? '', 'GiB'),
  ...(image === undefined ? {} : { imageRef: image }),
  ...(description === undefined ? {} : { description }),
  ...(snapshot === undefined ? {} : { snapshot_id: snapshot }),
  ...(type === undefined ? {} : { volume_type: type }),
});

const pathOf = (id: string): string => `/volumes/${encodeURIComponent(id)}`;

export const virtualStorageRoom = (session: Session): Room<'virtual storage'> & Keeper => {
  const ask = (method: ServiceAsk['method'], path: string, json?: unknown) =>
    session.ask('block storage', {
      method,
      path,
      versions,
      ...(json === undefined ? {} : { json }),
    });

  const list = async (query: Readonly<Record<string, string>>, pageSize?: number) => {
    const reading = { doing: 'list virtual storage', success: [200] };
    const limit = pageSize === undefined ? {} : { limit: String(pageSize) };
    const parameters = new URLSearchParams({ ...query, ...limit }).toString();
    const pages = allPages(
      `/volumes/detail${parameters === '' ? '' : `?${parameters}`}`,
      session.address('block storage'),
      async (path) => {
        const page = mustShow(await ask('GET', path), volumesAnswer, reading);
        return { entries: page.volumes, links: page.volumes_links };
      },
      pageSize,
    );
    return (await pages).map(fromWire);
  };

  const look = async (id: string): Promise<Volume | undefined> => {
    const answer = await ask('GET', pathOf(id));
    if (answer.status === 404) return undefined;
    return mustShow(answer, volumeAnswer, { doing: 'show virtual storage', success: [200] }).volume;
  };
  const show = async (id: string): Promise<Thing | undefined> => {
    const volume = await look(id);
    return volume === undefined ? undefined : fromWire(volume);
  };

  return {
    address: 'block-storage/virtual-storage',
    belongsTo: 'tenant',
    smallest: { size: '1 GiB' },
    ready: { state: 'available', broken: ['error', 'deleting'], deadline: 'volume' },
    canonical,
    unknownId: () => randomUUID(),
    show,
    async attachedTo(id) {
      const { attachments = [] } = (await look(id)) ?? {};
      return attachments.map(({ server_id: server }) => server);
    },
    async create(name, wish) {
      const volume = toWire(name, wish, session.choices.volumeType);
      const answer = await ask('POST', '/volumes', { volume });
      const reading = { doing: 'create virtual storage', success: [202] };
      return fromWire(mustShow(answer, volumeAnswer, reading).volume);
    },
    list: (options) =>
      list(options?.ofAllTenants === true ? { all_tenants: '1' } : {}, options?.pageSize),
    async attach(id, to) {
      const answer = await session.ask('compute', {
        method: 'POST',
        path: `/servers/${encodeURIComponent(to.id)}/os-volume_attachments`,
        versions: attaching,
        json: { volumeAttachment: { volumeId: id } },
      });
      mustSucceed(answer, { doing: 'attach virtual storage', success: [200] });
    },
    async detach(id, from) {
      const answer = await session.ask('compute', {
        method: 'DELETE',
        path: `/servers/${encodeURIComponent(from.id)}/os-volume_attachments/${encodeURIComponent(id)}`,
        versions: attaching,
      });
      mustSucceed(answer, { doing: 'detach virtual storage', success: [202] });
    },
    async delete(id) {
      const answer = await ask('DELETE', pathOf(id));
      mustSucceed(answer, { doing: 'delete virtual storage', success: [202] });
    },
    async named(name, { tenantId }: Owner) {
      const of: Record<string, string> =
        tenantId === undefined ? {} : { all_tenants: '1', project_id: tenantId };
      const found = await list({ name, ...of });
      return found.filter((one) => one.name === name).map(({ id }) => id);
    },
    exists: async (id) => (await look(id)) !== undefined,
    async remove(id) {
      const answer = await ask('DELETE', pathOf(id));
      mustSucceed(answer, { doing: 'delete virtual storage', success: [202, 404] });
    },
  };
};

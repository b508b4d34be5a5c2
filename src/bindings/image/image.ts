/** Images: `/images`, Image service API 2.5 and later; the data follows in a request of its own. */
import { randomUUID } from 'node:crypto';
import {
  type Image,
  image as imageAnswer,
  imageDataType,
  imagePatchType,
  imagesAnswer,
} from '../../contract/image/image.ts';
import { amount, canonicalAmounts, inUnit, type Quantity } from '../attributes.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import { allPages } from '../pages.ts';
import type { Attributes, Keeper, Room, State, Thing } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';
import { withdraw } from '../withdraw.ts';
import { compareContent, contentOf, intact, judgeContent } from '../image-content.ts';

const mebibyte = 1024 * 1024;

const states: Readonly<Record<string, State>> = {
  queued: 'building',
  saving: 'building',
  uploading: 'building',
  importing: 'building',
  active: 'active',
  deactivated: 'suspended',
  killed: 'error',
  deleted: 'deleting',
  pending_delete: 'deleting',
};

/** `size` is that of the data; the wire tells it in bytes, and takes it from the data itself. */
const quantities: Readonly<Record<string, Quantity>> = {
  size: { field: 'size', unit: 'MiB' },
  'least memory': { field: 'min_ram', unit: 'MiB' },
  'least storage': { field: 'min_disk', unit: 'GiB' },
};
/** What an image may be told beside what every image has. */
const properties = ['provider', 'version'] as const;
const words = [
  'disk format',
  'container format',
  'visibility',
  'protected',
  'content',
  ...properties,
];

const smallest: Attributes = {
  'disk format': 'raw',
  'container format': 'bare',
  visibility: 'private',
  size: '1 MiB',
};

/** Data must be what was given, so its state belongs to what was asked for. */
const canonical = (attributes: Attributes): Attributes => ({
  ...canonicalAmounts(attributes, quantities, words),
  ...(attributes['size'] === undefined ? {} : { content: intact }),
});

/** Formats that are `none` are left out. */
const toWire = (name: string, wish: Attributes) => ({
  name,
  visibility: wish['visibility'],
  ...Object.fromEntries(
    ['disk format', 'container format']
      .filter((word) => wish[word] !== 'none')
      .map((word) => [word.replace(' ', '_'), wish[word]]),
  ),
  ...(wish['protected'] === undefined ? {} : { protected: wish['protected'] === 'yes' }),
  ...Object.fromEntries(
    properties.flatMap((word) => (wish[word] === undefined ? [] : [[word, wish[word]]])),
  ),
  ...Object.fromEntries(
    Object.entries(quantities)
      .filter(([word]) => word !== 'size' && wish[word] !== undefined)
      .map(([word, { field, unit }]) => [field, inUnit(wish[word] ?? '', unit)]),
  ),
});

function fromWire(image: Image): Thing {
  const content = judgeContent(image);
  return {
    id: image.id,
    name: image.name ?? '',
    state: states[image.status] ?? 'other',
    attributes: {
      'disk format': image.disk_format ?? 'none',
      'container format': image.container_format ?? 'none',
      visibility: image.visibility,
      protected: image.protected ? 'yes' : 'no',
      'least memory': amount(image.min_ram, 'MiB'),
      'least storage': amount(image.min_disk, 'GiB'),
      ...Object.fromEntries(
        properties.flatMap((word) => {
          const value = image[word];
          return typeof value === 'string' ? [[word, value]] : [];
        }),
      ),
      ...(image.size === null ? {} : { size: amount(image.size / mebibyte, 'MiB') }),
      ...(content === undefined ? {} : { content }),
    },
  };
}

const pathOf = (id: string): string => `/images/${encodeURIComponent(id)}`;

export const imageRoom = (session: Session): Room<'image'> & Keeper => {
  const ask = (method: ServiceAsk['method'], path: string, more: Partial<ServiceAsk> = {}) =>
    session.ask('image', { method, path, ...more });

  const list = async (query: string, pageSize?: number): Promise<Thing[]> => {
    const limit = pageSize === undefined ? '' : `&limit=${String(pageSize)}`;
    const search = `${query}${limit}`.replace(/^&/, '?');
    const pages = allPages(
      `/images${search}`,
      session.address('image'),
      async (path) => {
        const reading = { doing: 'list images', success: [200] };
        const page = mustShow(await ask('GET', path), imagesAnswer, reading);
        const next = page.next === undefined ? [] : [{ rel: 'next', href: page.next }];
        return { entries: page.images, links: next };
      },
      pageSize,
    );
    return (await pages).map(fromWire);
  };

  const show = async (id: string): Promise<Thing | undefined> => {
    const answer = await ask('GET', pathOf(id));
    if (answer.status === 404) return undefined;
    return fromWire(mustShow(answer, imageAnswer, { doing: 'show an image', success: [200] }));
  };

  /** The data of an image, in words; undefined where it has none. */
  const dataOf = async (id: string): Promise<string | undefined> => {
    const size = (await show(id))?.attributes['size'];
    return size === undefined ? undefined : `the image has data of ${size}`;
  };

  /** What it was given no data for is not kept. */
  const upload = async (id: string, size: string): Promise<void> => {
    const bytes = contentOf(Number(inUnit(size, 'MiB')) * mebibyte);
    const headers = { 'Content-Type': imageDataType };
    const answer = await ask('PUT', `${pathOf(id)}/file`, { body: bytes, headers });
    try {
      mustSucceed(answer, { doing: 'give an image its data', success: [204] });
    } catch (error) {
      await withdraw(error, {
        left: () => dataOf(id),
        remove: () => ask('DELETE', pathOf(id)),
      });
    }
  };

  /** The image, and whether its data itself is what was given: sums may be right where data is wrong. */
  const withContent = async (image: Thing): Promise<Thing> => {
    const answer = await ask('GET', `${pathOf(image.id)}/file`);
    mustSucceed(answer, { doing: 'get the data of an image', success: [200] });
    const content = compareContent(answer.bytes);
    return { ...image, attributes: { ...image.attributes, content } };
  };

  return {
    address: 'image/image',
    belongsTo: 'tenant',
    smallest,
    canonical,
    unknownId: () => randomUUID(),
    ready: { state: 'active', broken: ['error', 'deleting'], deadline: 'volume' },
    async create(name, wish) {
      const made = await ask('POST', '/images', { json: toWire(name, wish) });
      const reading = { doing: 'create an image', success: [201], conflict: 'duplicate' } as const;
      const queued = mustShow(made, imageAnswer, reading);
      await upload(queued.id, wish['size'] ?? '');
      const image = (await show(queued.id)) ?? fromWire(queued);
      return wish['content'] === undefined ? image : withContent(image);
    },
    show,
    list: (options) =>
      list(options?.ofAllTenants === true ? '&visibility=all' : '', options?.pageSize),
    async delete(id) {
      const answer = await ask('DELETE', pathOf(id));
      mustSucceed(answer, { doing: 'delete an image', success: [204] });
    },
    async named(name) {
      const found = await list(`&visibility=all&name=${encodeURIComponent(name)}`);
      return found.filter((image) => image.name === name).map(({ id }) => id);
    },
    exists: async (id) => (await show(id)) !== undefined,
    async remove(id) {
      if ((await show(id))?.attributes['protected'] === 'yes') {
        const answer = await ask('PATCH', pathOf(id), {
          json: [{ op: 'replace', path: '/protected', value: false }],
          headers: { 'Content-Type': imagePatchType },
        });
        mustSucceed(answer, { doing: 'protect an image no more', success: [200, 404] });
      }
      const answer = await ask('DELETE', pathOf(id));
      mustSucceed(answer, { doing: 'delete an image', success: [204, 404] });
    },
  };
};

/** The images of a world. */
import { createHash } from 'node:crypto';
import type { Image as WireImage } from '../../src/contract/image/image.ts';
import type { MemberStatus } from '../../src/contract/image/member.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import { notFound } from '../kernel/fault.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

/** A project with which an image is shared. */
export interface Member {
  readonly projectId: string;
  readonly status: MemberStatus;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What is known of an image's data once it is there. */
export interface ImageData {
  readonly bytes: Uint8Array;
  readonly md5: string;
  readonly sha512: string;
  readonly virtualSize: number | null;
}

export interface Image {
  readonly id: string;
  readonly name: string | null;
  readonly status: WireImage['status'];
  readonly visibility: WireImage['visibility'];
  readonly owner: string | null;
  readonly diskFormat: string | null;
  readonly containerFormat: string | null;
  readonly isProtected: boolean;
  readonly isHidden: boolean;
  /** GiB */
  readonly minDisk: number;
  /** MiB */
  readonly minRam: number;
  readonly data: ImageData | undefined;
  readonly tags: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
  readonly members: readonly Member[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

const orders = {
  name: ({ name }: Image) => name ?? '',
  status: ({ status }: Image) => status,
  container_format: ({ containerFormat }: Image) => containerFormat ?? '',
  disk_format: ({ diskFormat }: Image) => diskFormat ?? '',
  size: ({ data }: Image) => data?.bytes.byteLength ?? -1,
  id: ({ id }: Image) => id,
  created_at: ({ createdAt }: Image) => createdAt,
  updated_at: ({ updatedAt }: Image) => updatedAt,
};
/** In the order in which the service names them. */
export const imageOrders = Object.keys(orders) as readonly ImageOrder[];
export type ImageOrder = keyof typeof orders;
export type Images = Table<Image, never, never, ImageOrder>;

export const createImages = (world: World): Images =>
  world.store.table<Image, never, never, ImageOrder>('image/image', {
    key: ({ id }) => id,
    orders,
  });

/** By several keys, which no index holds. */
export const compareImages =
  (keys: readonly { readonly order: ImageOrder; readonly descending: boolean }[]) =>
  (a: Image, b: Image): number => {
    for (const { order, descending } of keys) {
      const [x, y] = [orders[order](a), orders[order](b)];
      if (x !== y) return x < y === descending ? 1 : -1;
    }
    return 0;
  };

export const newImage = (image: Pick<Image, 'id' | 'createdAt'> & Partial<Image>): Image => ({
  name: null,
  status: 'queued',
  visibility: 'shared',
  owner: null,
  diskFormat: null,
  containerFormat: null,
  isProtected: false,
  isHidden: false,
  minDisk: 0,
  minRam: 0,
  data: undefined,
  tags: [],
  properties: {},
  members: [],
  updatedAt: image.createdAt,
  ...image,
});

/** Where the size of its disk stands in a file of the format qcow2, after a magic number. */
const qcow2 = { magic: 0x514649fb, sizeAt: 24, headerBytes: 32 };

/** What data says about itself; of other formats than these two the virtual size remains unknown. */
export function describeData(bytes: Uint8Array, diskFormat: string | null): ImageData {
  const hash = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isQcow2 = bytes.byteLength >= qcow2.headerBytes && view.getUint32(0) === qcow2.magic;
  let virtualSize: number | null = null;
  if (diskFormat === 'raw' && bytes.byteLength > 0) virtualSize = bytes.byteLength;
  if (diskFormat === 'qcow2' && isQcow2) virtualSize = Number(view.getBigUint64(qcow2.sizeAt));
  return { bytes, md5: hash('md5'), sha512: hash('sha512'), virtualSize };
}

const isAdmin = (caller: Caller): boolean => caller.roles.has('admin');
export const owns = (caller: Caller, image: Image): boolean =>
  isAdmin(caller) || (image.owner !== null && image.owner === projectOf(caller));

export const memberOf = (image: Image, projectId: string | undefined): Member | undefined =>
  image.members.find((member) => member.projectId === projectId);

/** Also what is offered to the caller's project and was not yet accepted. */
export const maySee = (caller: Caller, image: Image): boolean =>
  owns(caller, image) ||
  image.visibility === 'public' ||
  image.visibility === 'community' ||
  (image.visibility === 'shared' && memberOf(image, projectOf(caller)) !== undefined);

/** @throws Fault 404 when there is none, or none that the caller may see */
export function visibleImage(
  images: Images,
  id: string,
  caller: Caller,
  missing = `No image found with ID ${id}`,
): Image {
  const image = images.get(id);
  if (image === undefined || !maySee(caller, image)) throw notFound(missing);
  return image;
}

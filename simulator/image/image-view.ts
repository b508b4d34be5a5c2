/** An image and its members as answers show them. */
import type { Image as WireImage } from '../../src/contract/image/image.ts';
import type { ImageMember } from '../../src/contract/image/member.ts';
import type { Image, Member } from './image-table.ts';

/** Instants have no fractions of seconds. */
const instant = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '');

/** Where data is kept: the one store that there is. */
export const store = 'file';

export function imageView(image: Image): WireImage {
  const { data } = image;
  const self = `/v2/images/${image.id}`;
  return {
    ...image.properties,
    name: image.name,
    disk_format: image.diskFormat,
    container_format: image.containerFormat,
    visibility: image.visibility,
    size: data?.bytes.byteLength ?? null,
    virtual_size: data?.virtualSize ?? null,
    status: image.status,
    checksum: data?.md5 ?? null,
    protected: image.isProtected,
    min_ram: image.minRam,
    min_disk: image.minDisk,
    owner: image.owner,
    os_hidden: image.isHidden,
    os_hash_algo: data === undefined ? null : 'sha512',
    os_hash_value: data?.sha512 ?? null,
    id: image.id,
    created_at: instant(image.createdAt),
    updated_at: instant(image.updatedAt),
    tags: [...image.tags],
    self,
    file: `${self}/file`,
    schema: '/v2/schemas/image',
    ...(data === undefined ? {} : { stores: store }),
  };
}

export const memberView = (image: Image, member: Member): ImageMember => ({
  member_id: member.projectId,
  image_id: image.id,
  status: member.status,
  created_at: instant(member.createdAt),
  updated_at: instant(member.updatedAt),
  schema: '/v2/schemas/member',
});

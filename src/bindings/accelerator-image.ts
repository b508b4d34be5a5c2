/** Images of accelerators: they go through the image service, from where the accelerator is programmed. */
import { type Image, image, imageDataType } from '../contract/image/image.ts';
import { mustShow, mustSucceed } from './openstack-answers.ts';
import type { Notes } from './notes.ts';
import type { Session } from './session.ts';

/** What the image is called by whoever has it loaded; its name is the run's. */
const property = 'accelerator_image_name';

export const imageName = (read: Image): string => {
  const told = (read as Readonly<Record<string, unknown>>)[property];
  return typeof told === 'string' ? told : (read.name ?? read.id);
};

/** It stays until the example ends: the accelerator shows it by its id. @returns its id */
export async function upload(
  session: Session,
  notes: Notes,
  called: string,
  bytes: Uint8Array,
): Promise<string> {
  const name = notes.newName();
  const note = notes.asked({ resource: 'image/image', name });
  const created = await session.ask('image', {
    method: 'POST',
    path: '/images',
    json: {
      name,
      disk_format: 'raw',
      container_format: 'bare',
      visibility: 'private',
      [property]: called,
    },
  });
  const { id } = mustShow(created, image, { doing: 'create an image', success: [201] });
  note.made(id);
  const sent = await session.ask('image', {
    method: 'PUT',
    path: `/images/${encodeURIComponent(id)}/file`,
    body: bytes,
    headers: { 'Content-Type': imageDataType },
  });
  mustSucceed(sent, { doing: 'give an image its data', success: [204] });
  return id;
}

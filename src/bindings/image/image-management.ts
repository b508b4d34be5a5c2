/** Changing what is known about an image: `PATCH /images/{id}`, Image service API 2.5 and later. */
import { image as imageAnswer, imagePatchType } from '../../contract/image/image.ts';
import { inUnit } from '../attributes.ts';
import { mustShow } from '../openstack-answers.ts';
import type { Attributes, ManagingVerbs } from '../port.ts';
import type { Session } from '../session.ts';

/** `add` sets a property, whether it is there or not. */
const changes = (wish: Attributes) =>
  Object.entries(wish).map(([word, text]) => {
    if (word === 'least memory') return { op: 'add', path: '/min_ram', value: inUnit(text, 'MiB') };
    if (word === 'least storage') {
      return { op: 'add', path: '/min_disk', value: inUnit(text, 'GiB') };
    }
    return { op: 'add', path: `/${word}`, value: text };
  });

export const manageImages = (session: Session): Pick<ManagingVerbs, 'update'> => ({
  async update(id, wish) {
    const answer = await session.ask('image', {
      method: 'PATCH',
      path: `/images/${encodeURIComponent(id)}`,
      json: changes(wish),
      headers: { 'Content-Type': imagePatchType },
    });
    mustShow(answer, imageAnswer, { doing: 'update an image', success: [200] });
  },
});

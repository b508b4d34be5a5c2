/** Ways in which images can be shown and deleted wrongly. */
import { imagePatchType } from '../../../src/contract/image/image.ts';
import { ours, withEntries } from '../collection/collection.ts';
import { watchMaker } from '../collection/maker.ts';
import { type Defect, type Fetch, matches } from '../defect.ts';
import { changingAnswer, instead, type Json } from '../wrapping.ts';
import { images, show } from './image-parts.ts';

const changingEach = (change: (image: Json) => Json) =>
  changingAnswer(images.list, (body) =>
    withEntries(images, body, (all) =>
      all.map((image) => (ours(images, image) ? change(image) : image)),
    ),
  );

const otherSum = (sum: unknown): unknown =>
  typeof sum === 'string' ? sum.replace(/^./, (c) => (c === '0' ? '1' : '0')) : sum;

export const imageShownDefects: readonly Defect[] = [
  {
    name: 'image-list-wrong-checksum',
    does: 'The list shows an MD5 sum that is not that of the data.',
    kills: ['image/create'],
    mayAlsoBreak: ['image/list'],
    wrap: changingEach((image) => ({ ...image, checksum: otherSum(image['checksum']) })),
  },
  {
    name: 'image-list-wrong-hash',
    does: 'The list shows a hash that is not that of the data.',
    kills: ['image/create'],
    mayAlsoBreak: ['image/list'],
    wrap: changingEach((image) => ({ ...image, os_hash_value: otherSum(image['os_hash_value']) })),
  },
  {
    name: 'image-list-hides-public',
    does: 'Images for all tenants are listed to nobody but their owner.',
    kills: ['image/list'],
    mayAlsoBreak: ['image/create', 'image/delete', 'image/delete/authorization'],
    wrap: hidingPublic,
  },
  {
    name: 'image-show-never-active',
    does: 'Whoever looks at an image is told that its data is still being saved.',
    kills: ['image/create'],
    mayAlsoBreak: [
      'image/list',
      'image/delete',
      'image/delete/authorization',
      'image/create/authorization',
      'tenant/isolation',
    ],
    wrap: changingAnswer(show, (image) => ({ ...image, status: 'saving' })),
  },
  {
    name: 'image-delete-protected',
    does: 'A protected image is deleted all the same.',
    kills: ['image/delete'],
    mayAlsoBreak: [],
    wrap: instead(images.remove, async (request, next) => {
      const again = request.clone();
      const answer = await next(request);
      if (answer.status !== 403) return answer;
      const headers = new Headers(again.headers);
      headers.set('content-type', imagePatchType);
      const body = JSON.stringify([{ op: 'replace', path: '/protected', value: false }]);
      const freed = await next(new Request(again.url, { method: 'PATCH', headers, body }));
      return freed.ok ? next(again) : answer;
    }),
  },
  {
    name: 'image-delete-only-by-owner',
    does: 'An administrator cannot delete the image of a tenant.',
    kills: ['image/delete/authorization'],
    mayAlsoBreak: [],
    wrap: refusingAdministrators,
  },
];

function hidingPublic(next: Fetch): Fetch {
  const { fetch, isMaker } = watchMaker(images, next);
  return async (request) => {
    const answer = await fetch(request);
    if (!matches(images.list, request) || !answer.ok || isMaker(request)) return answer;
    const body = (await answer.json()) as Json;
    return Response.json(
      withEntries(images, body, (all) =>
        all.filter((image) => !ours(images, image) || image['visibility'] !== 'public'),
      ),
    );
  };
}

/** But for clean-up, which looks at an image before it deletes it: it is not what shall fail. */
function refusingAdministrators(next: Fetch): Fetch {
  const { fetch, isMaker } = watchMaker(images, next);
  const lookedAt = new Set<string>();
  return (request) => {
    if (matches(show, request) && !isMaker(request)) lookedAt.add(request.url);
    if (!matches(images.remove, request) || isMaker(request) || lookedAt.has(request.url)) {
      return fetch(request);
    }
    return Promise.resolve(
      Response.json(images.refusal(403, 'You do not own this image'), { status: 403 }),
    );
  };
}

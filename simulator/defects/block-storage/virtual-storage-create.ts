/** Ways in which making virtual storage can be wrong, beside those of every collection. */
import { askedName } from '../collection/collection.ts';
import { type Defect, matches } from '../defect.ts';
import { changingAnswer, changingRequest, type Json } from '../wrapping.ts';
import { clauses, inVolume, showing, volumes } from './virtual-storage-parts.ts';

const accepting = (name: string, does: string, wrong: (volume: Json) => boolean): Defect => ({
  name: `virtual-storage-create-accepts-${name}`,
  does,
  kills: [clauses.create],
  mayAlsoBreak: [],
  wrap: changingRequest(volumes.create, (body) =>
    inVolume(body, (volume) => {
      if (!wrong(volume)) return volume;
      const { imageRef: _image, ...rest } = volume;
      return { ...rest, size: 1 };
    }),
  ),
});

const size = (volume: Json) => Number(volume['size']);
const limits = { method: 'PUT', path: /\/volume\/v3\/os-quota-sets\/[^/]+$/ };
const limitIn = (body: Json): number => Number((body['quota_set'] as Json)['volumes']);

export const virtualStorageCreateDefects: readonly Defect[] = [
  {
    name: 'virtual-storage-create-wrong-answer',
    does: 'The answer to a creation tells another size than was asked for.',
    kills: [clauses.create],
    mayAlsoBreak: [],
    wrap: changingAnswer(volumes.create, (body) =>
      inVolume(body, (volume) => ({ ...volume, size: size(volume) + 1 })),
    ),
  },
  {
    name: 'virtual-storage-create-other-id',
    does: 'The answer to a creation names an id that nothing has.',
    kills: [clauses.create],
    mayAlsoBreak: clauses.but(clauses.create),
    wrap: changingAnswer(volumes.create, (body) =>
      inVolume(body, (volume) => ({ ...volume, id: '00000000-0000-4000-8000-000000000000' })),
    ),
  },
  {
    name: 'virtual-storage-create-smaller',
    does: 'Virtual storage gets less than was asked for, and says so.',
    kills: [clauses.create],
    mayAlsoBreak: [clauses.list],
    wrap: changingRequest(volumes.create, (body) =>
      inVolume(body, (volume) => (size(volume) > 1 ? { ...volume, size: 1 } : volume)),
    ),
  },
  {
    name: 'virtual-storage-create-never-ends',
    does: 'Virtual storage is being made for ever.',
    kills: [clauses.create],
    mayAlsoBreak: clauses.but(clauses.create),
    wrap: showing((volume) =>
      volume['status'] === 'available' ? { ...volume, status: 'creating' } : volume,
    ),
  },
  {
    name: 'virtual-storage-create-fails',
    does: 'The creation of virtual storage is accepted and then fails.',
    kills: [clauses.create],
    mayAlsoBreak: clauses.but(clauses.create),
    wrap: showing((volume) =>
      volume['status'] === 'available' ? { ...volume, status: 'error' } : volume,
    ),
  },
  {
    name: 'virtual-storage-create-refuses-names-twice',
    does: 'A second virtual storage of one name is refused.',
    kills: [clauses.create],
    mayAlsoBreak: [],
    wrap: (next) => {
      const names = new Set<string>();
      return async (request) => {
        if (!matches(volumes.create, request)) return next(request);
        const name = askedName(volumes, (await request.clone().json()) as Json);
        if (names.has(name)) {
          return Response.json(volumes.refusal(409, `${name} exists already.`), { status: 409 });
        }
        names.add(name);
        return next(request);
      };
    },
  },
  accepting('nothing', 'Virtual storage of no size is made, of 1 GiB.', (v) => v['size'] === 0),
  accepting('negative', 'A negative size is taken for 1 GiB.', (v) => size(v) < 0),
  accepting('parts', 'Half a GiB is taken for a whole one.', (v) => size(v) === 0.5),
  accepting('words', 'A size in words is taken for 1 GiB.', (v) => v['size'] === 'much'),
  accepting(
    'unknown-image',
    'Virtual storage from an image that does not exist is made empty.',
    (v) => v['imageRef'] === '9e1a6b0e-3a51-4b0c-8f2e-0d3c5a7b9f20',
  ),
  {
    name: 'virtual-storage-create-ignores-quota',
    does: 'The quota of virtual storage is not enforced.',
    kills: [clauses.create, 'tenant/quota'],
    mayAlsoBreak: [],
    wrap: changingRequest(limits, (body) => ({
      quota_set: { ...(body['quota_set'] as Json), volumes: 1000 },
    })),
  },
  {
    name: 'virtual-storage-delete-keeps-the-quota',
    does: 'Virtual storage that was deleted counts on.',
    kills: [clauses.delete],
    mayAlsoBreak: ['tenant/quota', clauses.create],
    wrap: (next) => {
      /** How many may still be made; without a limit that was set, any number. */
      let room = Infinity;
      return async (request) => {
        if (matches(limits, request)) {
          const limit = limitIn((await request.clone().json()) as Json);
          room = limit >= 0 && limit < 10 ? 1 : Infinity;
        }
        if (!matches(volumes.create, request)) return next(request);
        if (room <= 0) {
          const message =
            "VolumeLimitExceeded: the limit of volumes is exceeded for quota 'volumes'.";
          return Response.json({ overLimit: { code: 413, message } }, { status: 413 });
        }
        const answer = await next(request);
        if (answer.ok) room -= 1;
        return answer;
      };
    },
  },
];

/** Ways in which creating an image, and giving it its data, can be wrong. */
import {
  diskFormats,
  containerFormats,
  imagePatchType,
  visibilities,
} from '../../../src/contract/image/image.ts';
import { askedName } from '../collection/collection.ts';
import { type Defect, type Fetch, matches } from '../defect.ts';
import { afterwards, asAdministrator, changingRequest, instead, type Json } from '../wrapping.ts';
import { imageRefusal } from './refusal.ts';
import { download, images, upload } from './image-parts.ts';

const create = 'image/create';
const examplesOnImages = [
  'image/list',
  'image/delete',
  'image/create/authorization',
  'image/delete/authorization',
  'tenant/isolation',
];

/** Other data than was sent. */
const storing = (change: (data: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) =>
  instead(upload, async (request, next) => {
    const data = change(new Uint8Array(await request.arrayBuffer()));
    const headers = new Headers(request.headers);
    headers.delete('content-length');
    return next(new Request(request.url, { method: 'PUT', headers, body: data }));
  });

/** What is not among the words is replaced by the first of them. */
const among = (words: readonly string[], value: unknown): unknown =>
  value === undefined || words.some((word) => word === value) ? value : words[0];
const atLeastNone = (value: unknown): unknown =>
  value === undefined || Number(value) >= 0 ? value : 0;

export const imageCreateDefects: readonly Defect[] = [
  {
    name: 'image-create-public-by-anyone',
    does: 'Whoever is signed in may create an image for all tenants.',
    kills: ['image/create/authorization'],
    mayAlsoBreak: [create, ...examplesOnImages],
    wrap: asAdministrator(images.create, (request) => request.headers.has('x-auth-token')),
  },
  {
    name: 'image-create-accepts-nonsense',
    does: 'What an image cannot be is taken for something that it can.',
    kills: [create],
    mayAlsoBreak: [],
    wrap: changingRequest(images.create, (body) => ({
      ...body,
      disk_format: among(diskFormats, body['disk_format']),
      container_format: among(containerFormats, body['container_format']),
      visibility: among([...visibilities].reverse(), body['visibility']),
      min_ram: atLeastNone(body['min_ram']),
      min_disk: atLeastNone(body['min_disk']),
    })),
  },
  {
    name: 'image-create-accepts-formless',
    does: 'An image that does not say what it is takes data all the same.',
    kills: [create],
    mayAlsoBreak: [],
    wrap: changingRequest(images.create, (body) => ({
      disk_format: 'raw',
      container_format: 'bare',
      ...body,
    })),
  },
  {
    name: 'image-create-keeps-refused-data',
    does: 'Data is refused by an image that does not say what it is, and kept all the same.',
    kills: [create],
    mayAlsoBreak: [],
    wrap: instead(upload, async (request, next) => {
      const again = request.clone();
      const answer = await next(request);
      if (answer.status !== 400) return answer;
      const headers = new Headers(request.headers);
      headers.delete('content-length');
      headers.set('content-type', imagePatchType);
      const formats = { disk_format: 'raw', container_format: 'bare' };
      const patch = Object.entries(formats).map(([field, value]) => ({
        op: 'add',
        path: `/${field}`,
        value,
      }));
      const url = request.url.replace(/\/file$/, '');
      await next(new Request(url, { method: 'PATCH', headers, body: JSON.stringify(patch) }));
      await next(again);
      return answer;
    }),
  },
  {
    name: 'image-create-forgets-demands',
    does: 'What an image demands of a virtual compute is not kept.',
    kills: [create],
    mayAlsoBreak: [],
    wrap: changingRequest(images.create, (body) => withoutDemands(body)),
  },
  {
    name: 'image-create-taken-name',
    does: 'A second image of the same name is refused.',
    kills: [create],
    mayAlsoBreak: [],
    wrap: refusingNames,
  },
  {
    name: 'image-upload-cut',
    does: 'The end of the data is lost.',
    kills: [create],
    mayAlsoBreak: ['image/list'],
    wrap: storing((data) => data.slice(0, data.byteLength / 2)),
  },
  {
    name: 'image-upload-garbled',
    does: 'One byte of the data is another.',
    kills: [create],
    mayAlsoBreak: ['image/list'],
    wrap: storing((data) => data.with(1000, (data[1000] ?? 0) ^ 1)),
  },
  {
    name: 'image-download-garbled',
    does: 'One byte of the data is another when it is had again.',
    kills: [create],
    mayAlsoBreak: [],
    wrap: afterwards(download, async (response) => {
      const data = new Uint8Array(await response.arrayBuffer());
      return new Response(data.with(1000, (data[1000] ?? 0) ^ 1), response);
    }),
  },
  {
    name: 'image-upload-lost',
    does: 'Data is taken and thrown away: the image waits for it for ever.',
    kills: [create],
    mayAlsoBreak: examplesOnImages,
    wrap: instead(upload, async (request) => {
      await request.arrayBuffer();
      return new Response(null, { status: 204 });
    }),
  },
  {
    name: 'image-upload-fails',
    does: 'Data is answered with an internal error.',
    kills: [create],
    mayAlsoBreak: examplesOnImages,
    wrap: instead(upload, async (request) => {
      await request.arrayBuffer();
      return Response.json(imageRefusal(500, 'The store is broken.'), { status: 500 });
    }),
  },
];

function withoutDemands(body: Json): Json {
  const { min_ram: ram, min_disk: disk, ...rest } = body;
  // What is refused stays so: that is another defect.
  return Number(ram ?? 0) >= 0 && Number(disk ?? 0) >= 0 ? rest : body;
}

function refusingNames(next: Fetch): Fetch {
  const names = new Set<string>();
  return async (request) => {
    if (!matches(images.create, request)) return next(request);
    const name = askedName(images, (await request.clone().json()) as Json);
    if (names.has(name)) {
      return Response.json(imageRefusal(409, `${name} is taken.`), { status: 409 });
    }
    const answer = await next(request);
    if (answer.ok) names.add(name);
    return answer;
  };
}

/** The data of images. Source: Image service API reference v2, "Image data". */
import { imageDataType } from '../../src/contract/image/image.ts';
import { readBytes } from '../kernel/body.ts';
import { Fault, forbidden } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { DetailedFault, mediaTypeRefused, nothing } from './faults.ts';
import { mustTakeData } from './image-change.ts';
import { describeData } from './image-table.ts';
import { change, type ImageCall, ownImage, type Room, seenImage } from './room.ts';

/** What is uploaded is kept in memory. A real store takes up to 1 TiB. */
const maxBytes = 1024 ** 3;

const tooLarge = () =>
  new Fault(413, `Denying attempt to upload image larger than ${String(maxBytes)} bytes.`);

const rangeRefused = (size: number) =>
  new DetailedFault(
    416,
    'The Range requested is not available.',
    `Invalid start position in Range header. Start position MUST be in the inclusive range [0, ${String(size - 1)}].`,
  );

export function imageDataRoutes(room: Room): Route<undefined>[] {
  const { images } = room;

  const upload = async (call: ImageCall): Promise<Reply> => {
    const type = call.header('content-type')?.split(';')[0]?.trim();
    if (type !== imageDataType) throw mediaTypeRefused(type ?? 'text/plain', []);
    const { id, diskFormat } = mustTake(call);
    change(room, id, { status: 'saving' });
    try {
      const data = describeData(await readBytes(call.request, { maxBytes, tooLarge }), diskFormat);
      change(room, id, { status: 'active', data });
    } catch (thrown) {
      // Whatever went wrong, another try is welcome.
      change(room, id, { status: 'queued' });
      if (thrown instanceof Fault) throw thrown;
      throw new Fault(400, 'Client disconnected before sending all data to backend');
    }
    return nothing;
  };
  const mustTake = (call: ImageCall) => {
    const image = ownImage(room, call, 'upload_image', {
      notYours: (id) => `Not allowed to upload image data for image ${id}`,
    });
    mustTakeData(image);
    return image;
  };

  const download = (call: ImageCall): Reply => {
    const image = seenImage(room, call, 'download_image');
    const data = images.get(image.id)?.data;
    if (image.status === 'deactivated' && !call.caller.roles.has('admin')) {
      throw forbidden(
        'The requested image has been deactivated. Image data download is forbidden.',
      );
    }
    if (data === undefined) return { status: 204 };
    const whole = { type: imageDataType, headers: [['content-md5', data.md5]] } as const;
    const range = /^bytes=(\d+)-(\d*)$/.exec(call.header('range') ?? '');
    if (range === null) return { status: 200, body: data.bytes, ...whole };
    const size = data.bytes.byteLength;
    const from = Number(range[1]);
    const to = Math.min(range[2] === '' ? size - 1 : Number(range[2]), size - 1);
    if (from >= size || to < from) throw rangeRefused(size);
    const shown = `bytes ${String(from)}-${String(to)}/${String(size)}`;
    return {
      ...whole,
      status: 206,
      body: data.bytes.slice(from, to + 1),
      headers: [...whole.headers, ['content-range', shown]],
    };
  };

  const path = '/v2/images/:id/file';
  return [
    { method: 'PUT', path, operation: 'upload image data', handler: upload },
    { method: 'GET', path, operation: 'download image data', handler: download },
  ];
}

/** Images that are loaded into programmable accelerators. Source: ETSI GS NFV-IFA 019. */
import { createHash } from 'node:crypto';
import { managementCallShapes } from '../../src/contract/acceleration/management-calls.ts';
import { readBytes } from '../kernel/body.ts';
import { Fault } from '../kernel/fault.ts';
import { empty } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { type ManagementCall, read } from './management-call.ts';
import { managementRoute } from './management-route.ts';
import type { AcceleratorPool } from './pool.ts';
import { refused } from './problem.ts';

/** The image and what stands around it; it is kept in memory while it is loaded. */
const form = {
  maxBytes: 64 * 1024 ** 2,
  tooLarge: () => new Fault(413, `the body is larger than ${String(form.maxBytes)} bytes`),
};

export function imageRoutes(pool: AcceleratorPool): Route<undefined>[] {
  const onload = async (call: ManagementCall) => {
    const id = call.param('accResourceId');
    if (pool.accelerator(id) === undefined) throw refused('NO_SUCH_RESOURCE', id);
    const { info, bytes } = await readImage(call.request);
    const checksum = createHash('sha256').update(bytes).digest('hex');
    if (checksum !== info.checksum) {
      throw refused('IMAGE_REJECTED', `the checksum of the image is ${checksum}`);
    }
    await pool.program(id, { name: info.name, type: info.type, bytes });
    return empty(204);
  };
  return [managementRoute('OnloadAccImage', onload)];
}

/** @throws Fault INVALID_PARAMETER */
async function readImage(request: Request) {
  const type = request.headers.get('content-type') ?? '';
  const body = await readBytes(request, form);
  const parts = await new Response(body, { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw refused('INVALID_PARAMETER', 'the body is no form of several parts');
    });
  const { accImage, accImageInfo, ...others } = Object.fromEntries(parts);
  if (!(accImage instanceof Blob)) {
    throw refused('INVALID_PARAMETER', 'accImage must be a part with the name of a file');
  }
  const { accImageInfo: info } = read(managementCallShapes.OnloadAccImage.body, {
    ...others,
    accImageInfo: await parsed(accImageInfo),
    // Judged as bytes; that it is there has been seen.
    accImage: '',
  });
  return { info, bytes: new Uint8Array(await accImage.arrayBuffer()) };
}

async function parsed(part: string | Blob | undefined): Promise<unknown> {
  if (part === undefined) return undefined;
  try {
    return JSON.parse(typeof part === 'string' ? part : await part.text()) as unknown;
  } catch {
    throw refused('INVALID_PARAMETER', 'accImageInfo is no JSON');
  }
}

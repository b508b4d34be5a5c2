/** The image service: versions, images with their data, members and tags. */
import type { Call } from '../kernel/call.ts';
import type { Caller } from '../kernel/caller.ts';
import { Fault } from '../kernel/fault.ts';
import { createService, type Route, type Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import type { Release } from '../release.ts';
import { discoveryRoutes, routedPath } from './discovery.ts';
import { imageBodies, writeImageFault } from './faults.ts';
import { imageDataRoutes } from './image-data.ts';
import { createImages, type Image, maySee } from './image-table.ts';
import { imageRoutes } from './image.ts';
import { memberRoutes } from './member.ts';
import { routesNotServed } from './not-served.ts';
import { createImagePolicy } from './policy.ts';
import { schemaRoutes } from './json-schemas.ts';
import { seedImages } from './seed.ts';

export const imagePath = '/image';

/** What the image service needs of others. */
export interface ImageNeeds {
  /** @throws Fault when the token is missing or invalid */
  readonly authenticate: (call: Call) => Caller;
  /** The project that owns the images of a fresh world. */
  readonly adminProject: string;
}

/** An image, as far as other services read it. */
export interface SeenImage {
  readonly id: string;
  readonly name: string | null;
  readonly status: string;
  /** Bytes; undefined before data was uploaded. */
  readonly size: number | undefined;
  /** GiB. */
  readonly minDisk: number;
  /** MiB. */
  readonly minRam: number;
}

export interface ImageService {
  readonly service: Service;
  readonly forCompute: {
    /** Undefined also when the caller may not see it. */
    image(caller: Caller, imageId: string): SeenImage | undefined;
  };
  /** With its data, for those who load it into something; undefined also without data. Without a caller, any. */
  readonly forAccelerators: (
    caller: Caller | undefined,
    imageId: string,
  ) =>
    { readonly id: string; readonly name: string | null; readonly bytes: Uint8Array } | undefined;
  /** The same for block storage; without a caller, any image. */
  readonly forVolumes: (caller: Caller | undefined, imageId: string) => SeenImage | undefined;
}

export function createImage(world: World, release: Release, needs: ImageNeeds): ImageService {
  const images = createImages(world);
  seedImages(images, world, needs.adminProject);
  const room = { images, world, policy: createImagePolicy(release) };
  const routes: readonly Route<undefined>[] = [
    ...discoveryRoutes(release),
    ...imageRoutes(room),
    ...imageDataRoutes(room),
    ...memberRoutes(room),
    ...schemaRoutes,
    ...routesNotServed,
  ];
  const methodsOf = createMethodLookup(routes);
  const methodRefused = (call: Call) =>
    new Fault(405, `The method ${call.method} is not allowed for this resource. `, {
      headers: [['allow', methodsOf(call.path).join(', ')]],
    });

  const service = createService<undefined>(world, {
    name: 'image',
    basePath: imagePath,
    routes,
    rewritePath: routedPath,
    authenticate: (call) => authenticated(needs.authenticate, call),
    tokenBeforeRoute: true,
    prepare(call) {
      if (call.method === 'HEAD') throw methodRefused(call);
    },
    body: imageBodies,
    writeFault: writeImageFault,
    unknownRoute: (call) =>
      writeImageFault(
        methodsOf(call.path).length > 0
          ? methodRefused(call)
          : new Fault(404, 'The resource could not be found.'),
        call,
      ),
    requestIdHeaders: ['x-openstack-request-id'],
  });

  const visible = (caller: Caller | undefined, imageId: string): Image | undefined => {
    const image = images.get(imageId);
    return image === undefined || (caller !== undefined && !maySee(caller, image))
      ? undefined
      : image;
  };
  const seen = (caller: Caller | undefined, imageId: string): SeenImage | undefined => {
    const image = visible(caller, imageId);
    if (image === undefined) return undefined;
    const { id, name, status, data, minDisk, minRam } = image;
    return { id, name, status, size: data?.bytes.byteLength, minDisk, minRam };
  };
  const forAccelerators: ImageService['forAccelerators'] = (caller, imageId) => {
    const image = visible(caller, imageId);
    if (image?.data === undefined) return undefined;
    return { id: image.id, name: image.name, bytes: image.data.bytes };
  };
  return { service, forCompute: { image: seen }, forVolumes: seen, forAccelerators };
}

const unauthenticated =
  'This server could not verify that you are authorized to access the document you requested. ' +
  'Either you supplied the wrong credentials (e.g., bad password), or your browser does not ' +
  'understand how to supply the credentials required.';

/** What stands before the service speaks as the service does, and gives no request an id. */
function authenticated(authenticate: (call: Call) => Caller, call: Call): Caller {
  try {
    return authenticate(call);
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    call.answerHeaders.length = 0;
    throw new Fault(401, unauthenticated, {
      headers: thrown.details.verbatim?.headers ?? [],
    });
  }
}

/** The methods that a path takes, as its routes name them. */
function createMethodLookup(routes: readonly Route<undefined>[]) {
  const byPath = new Map<string, { readonly pattern: RegExp; readonly methods: string[] }>();
  for (const { path, method } of routes) {
    const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`);
    const known = byPath.get(path) ?? { pattern, methods: [] };
    known.methods.push(method);
    byPath.set(path, known);
  }
  return (path: string): readonly string[] =>
    [...byPath.values()].find(({ pattern }) => pattern.test(path))?.methods ?? [];
}

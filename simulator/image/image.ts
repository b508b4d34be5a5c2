/** Images. Source: Image service API reference v2, "Images". */
import { imageFields, type ImagesAnswer } from '../../src/contract/image/image.ts';
import { projectOf } from '../kernel/caller.ts';
import { badRequest, conflict, forbidden, notFound } from '../kernel/fault.ts';
import { nextPage } from '../kernel/paging.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { nothing, readBody } from './faults.ts';
import { changed, readChanges, toRow } from './image-change.ts';
import { readFilter, readLimit, readSorting } from './image-list.ts';
import { compareImages, type Image, maySee, newImage } from './image-table.ts';
import { imageView, store } from './image-view.ts';
import { change, type ImageCall, ownImage, type Room, seenImage } from './room.ts';
import { accessDenied, refuseReadOnly, reservedPrefix, validFields } from './schema.ts';

const importMethods = 'glance-direct,web-download,copy-image';

export function imageRoutes(room: Room): Route<undefined>[] {
  const { images, policy, world } = room;

  const mayShowTo = (call: ImageCall, visibility: unknown) => {
    if (visibility === 'public') policy.enforce('publicize_image', call.caller);
    if (visibility === 'community') policy.enforce('communitize_image', call.caller);
  };

  const create = async (call: ImageCall) => {
    const body = await readBody(call);
    if (Array.isArray(body)) throw badRequest('Unexpected body type. Expected an object.');
    for (const name of Object.keys(body)) {
      refuseReadOnly(name);
      if (name.startsWith(reservedPrefix)) throw accessDenied(`Attribute '${name}' is reserved.`);
    }
    const wish = validFields(body);
    policy.enforce('add_image', call.caller);
    mayShowTo(call, wish.visibility);
    const project = projectOf(call.caller) ?? null;
    const owner = wish.owner === undefined ? project : wish.owner;
    if (owner !== project && !call.caller.roles.has('admin')) {
      throw forbidden(`You are not permitted to create images owned by '${String(owner)}'.`);
    }
    const id = wish.id ?? world.ids.uuid();
    if (images.get(id) !== undefined) throw conflict(`Image ID ${id} already exists!`);
    const known = toRow(wish);
    const properties = Object.entries(wish).filter(([name]) => !Object.hasOwn(imageFields, name));
    const image = images.insert(
      newImage({
        id,
        createdAt: world.clock.now(),
        ...known,
        owner,
        properties: Object.fromEntries(properties) as Record<string, string>,
      }),
    );
    return json(201, imageView(image), [
      ['location', `${call.base}/v2/images/${id}`],
      ['openstack-image-import-methods', importMethods],
      ['openstack-image-store-ids', store],
    ]);
  };

  const list = (call: ImageCall) => {
    policy.enforce('get_images', call.caller);
    const { query, caller } = call;
    const [limit, sortings, where] = [
      readLimit(query),
      readSorting(query),
      readFilter(query, caller),
    ];
    const marker = query.get('marker') ?? undefined;
    const after = marker === undefined ? undefined : images.get(marker);
    if (marker !== undefined && (after === undefined || !maySee(caller, after))) {
      throw badRequest(`No image found with ID ${marker}`);
    }
    const rows = pageOf({ limit, sortings, where, marker });
    const last = rows.at(-1);
    const path = '/v2/images';
    const first = new URLSearchParams(query);
    first.delete('marker');
    return json(200, {
      images: rows.map(imageView),
      first: first.size === 0 ? path : `${path}?${first.toString()}`,
      ...(last === undefined || rows.length !== limit
        ? {}
        : { next: nextPage(path, query, last.id) }),
      schema: '/v2/schemas/images',
    } satisfies ImagesAnswer);
  };

  interface PageWish {
    readonly limit: number;
    readonly sortings: ReturnType<typeof readSorting>;
    readonly where: (image: Image) => boolean;
    readonly marker: string | undefined;
  }
  const pageOf = ({ limit, sortings, where, marker }: PageWish): Image[] => {
    const [only, ...others] = sortings;
    if (only !== undefined && others.length === 0) {
      const page = images.page({
        order: only.order,
        direction: only.descending ? 'descending' : 'ascending',
        limit,
        where,
        ...(marker === undefined ? {} : { after: marker }),
      });
      return page?.rows ?? [];
    }
    // No index holds an order of several keys. Clients ask for one, so all is sorted here.
    const rows = images.all().filter(where).sort(compareImages(sortings));
    const start = rows.findIndex(({ id }) => id === marker) + 1;
    return rows.slice(start, start + limit);
  };

  const update = async (call: ImageCall) => {
    const changes = await readChanges(call);
    const says = { missing: (id: string) => `No image found with ID ${id}` };
    const image =
      changes.length === 0
        ? seenImage(room, call, 'modify_image')
        : ownImage(room, call, 'modify_image', says);
    let next = image;
    for (const one of changes) {
      next = changed(next, one);
      if (one.path === 'visibility') mayShowTo(call, one.value);
    }
    const { id: _id, ...fields } = next;
    if (changes.length === 0) return json(200, imageView(image));
    return json(200, imageView(change(room, image.id, fields) ?? next));
  };

  const remove = (call: ImageCall) => {
    const missing = (id: string) => `Failed to find image ${id} to delete`;
    const image = ownImage(room, call, 'delete_image', { missing });
    if (image.isProtected) {
      throw forbidden(`Image ${image.id} is protected and cannot be deleted.`);
    }
    images.delete(image.id);
    return nothing;
  };

  const setStatus = (rule: 'deactivate' | 'reactivate', from: string, to: Image['status']) => {
    return (call: ImageCall) => {
      const image = ownImage(room, call, rule, {});
      if (image.status !== from && image.status !== to) {
        throw forbidden(`Not allowed to ${rule} image in status '${image.status}'`);
      }
      change(room, image.id, { status: to });
      return nothing;
    };
  };

  const tagging = (present: boolean) => (call: ImageCall) => {
    const image = ownImage(room, call, 'modify_image', {
      missing: (id) => `Image ${id} not found.`,
      notYours: (id) => `Not allowed to update tags for image ${id}.`,
    });
    const tag = call.param('tag');
    const others = image.tags.filter((other) => other !== tag);
    if (!present && others.length === image.tags.length) {
      throw notFound('The resource could not be found.');
    }
    change(room, image.id, { tags: present ? [...others, tag] : others });
    return nothing;
  };

  const one = '/v2/images/:id';
  const show = (call: ImageCall) => json(200, imageView(seenImage(room, call, 'get_image')));
  const deactivate = setStatus('deactivate', 'active', 'deactivated');
  const reactivate = setStatus('reactivate', 'deactivated', 'active');
  return [
    { method: 'GET', path: '/v2/images', operation: 'list images', handler: list },
    { method: 'POST', path: '/v2/images', operation: 'create image', handler: create },
    { method: 'GET', path: one, operation: 'show image', handler: show },
    { method: 'PATCH', path: one, operation: 'update image', handler: update },
    { method: 'DELETE', path: one, operation: 'delete image', handler: remove },
    {
      method: 'POST',
      path: `${one}/actions/deactivate`,
      operation: 'deactivate image',
      handler: deactivate,
    },
    {
      method: 'POST',
      path: `${one}/actions/reactivate`,
      operation: 'reactivate image',
      handler: reactivate,
    },
    { method: 'PUT', path: `${one}/tags/:tag`, operation: 'add a tag', handler: tagging(true) },
    {
      method: 'DELETE',
      path: `${one}/tags/:tag`,
      operation: 'remove a tag',
      handler: tagging(false),
    },
  ];
}

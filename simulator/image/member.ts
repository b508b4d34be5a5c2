/** With whom an image is shared. Source: Image service API reference v2, "Sharing". */
import {
  type ImageMembersAnswer,
  type MemberStatus,
  memberStatuses,
} from '../../src/contract/image/member.ts';
import { projectOf } from '../kernel/caller.ts';
import { badRequest, conflict, forbidden, notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { readBody } from './faults.ts';
import { type Image, type Member, memberOf, owns, visibleImage } from './image-table.ts';
import { memberView } from './image-view.ts';
import type { ImageRule } from './policy.ts';
import type { ImageCall, Room } from './room.ts';

export function memberRoutes(room: Room): Route<undefined>[] {
  const { images, policy, world } = room;
  const imageOf = (call: ImageCall, rule: ImageRule): Image => {
    policy.enforce(rule, call.caller);
    const id = call.param('id');
    return visibleImage(images, id, call.caller, `Image ${id} not found.`);
  };
  const mayChange = (call: ImageCall, image: Image, what: 'create' | 'delete') => {
    if (image.visibility !== 'shared' || !owns(call.caller, image)) {
      throw forbidden(`Not allowed to ${what} members for image ${image.id}.`);
    }
  };
  /** The owner sees all members, a member only itself. */
  const seen = (call: ImageCall, image: Image): readonly Member[] =>
    image.members.filter(
      ({ projectId }) => owns(call.caller, image) || projectId === projectOf(call.caller),
    );
  const memberOfPath = (call: ImageCall, image: Image): Member => {
    const id = call.param('member');
    const member = seen(call, image).find(({ projectId }) => projectId === id);
    if (member !== undefined) return member;
    throw notFound(`${id} not found in the member list of the image ${image.id}.`);
  };
  const setMembers = (image: Image, members: readonly Member[]) => {
    // A list of members is no change of the image itself.
    images.update(image.id, { members });
  };

  const list = (call: ImageCall) => {
    const image = imageOf(call, 'get_members');
    if (image.visibility !== 'shared') {
      throw forbidden(
        `Not allowed to list members for image ${image.id}: Only shared images have members.`,
      );
    }
    return json(200, {
      members: seen(call, image).map((member) => memberView(image, member)),
      schema: '/v2/schemas/members',
    } satisfies ImageMembersAnswer);
  };

  const add = async (call: ImageCall) => {
    const body = await readBody(call);
    if (Array.isArray(body)) {
      throw badRequest('Expected a member in the form: {"member": "image_id"}');
    }
    const wish: unknown = Reflect.get(body, 'member');
    if (wish === undefined) throw badRequest('Member to be added not specified');
    const projectId = typeof wish === 'number' ? String(wish) : wish;
    if (typeof projectId !== 'string' || projectId === '')
      throw badRequest("Member can't be empty");
    if (projectId.length > 255) throw badRequest('Member is too long');
    const image = imageOf(call, 'add_member');
    mayChange(call, image, 'create');
    if (memberOf(image, projectId) !== undefined) {
      throw conflict(`Member ${projectId} is duplicated for image ${image.id}`);
    }
    const now = world.clock.now();
    const member: Member = { projectId, status: 'pending', createdAt: now, updatedAt: now };
    setMembers(image, [...image.members, member]);
    return json(200, memberView(image, member));
  };

  const show = (call: ImageCall) => {
    const image = imageOf(call, 'get_member');
    return json(200, memberView(image, memberOfPath(call, image)));
  };

  const readStatus = async (call: ImageCall): Promise<MemberStatus> => {
    const body = await readBody(call);
    const wish: unknown = Reflect.get(body, 'status');
    if (wish === undefined) throw badRequest('Status not specified');
    const status = memberStatuses.find((known) => known === wish);
    if (status !== undefined) return status;
    throw badRequest('Incorrect request: Status must be "pending", "accepted" or "rejected".');
  };
  const update = async (call: ImageCall) => {
    const status = await readStatus(call);
    const image = imageOf(call, 'modify_member');
    const old = memberOfPath(call, image);
    // Whoever offers an image cannot accept it for another.
    if (old.projectId !== projectOf(call.caller) && !call.caller.roles.has('admin')) {
      throw forbidden(`Not allowed to update members for image ${image.id}.`);
    }
    const member = { ...old, status, updatedAt: world.clock.now() };
    setMembers(
      image,
      image.members.map((one) => (one === old ? member : one)),
    );
    return json(200, memberView(image, member));
  };

  const remove = (call: ImageCall) => {
    const image = imageOf(call, 'delete_member');
    mayChange(call, image, 'delete');
    const old = memberOfPath(call, image);
    setMembers(
      image,
      image.members.filter((member) => member !== old),
    );
    return { status: 204 };
  };

  const all = '/v2/images/:id/members';
  const one = `${all}/:member`;
  return [
    { method: 'GET', path: all, operation: 'list members of an image', handler: list },
    { method: 'POST', path: all, operation: 'add a member to an image', handler: add },
    { method: 'GET', path: one, operation: 'show a member of an image', handler: show },
    { method: 'PUT', path: one, operation: 'update a member of an image', handler: update },
    { method: 'DELETE', path: one, operation: 'remove a member of an image', handler: remove },
  ];
}

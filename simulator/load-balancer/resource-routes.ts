/** The operations that every kind of part has. */
import { z } from 'zod';
import type { Call } from '../kernel/call.ts';
import { projectOf } from '../kernel/caller.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { validBody } from '../kernel/valid-body.ts';
import { missing } from './faults.ts';
import type { Place } from './life.ts';
import { listed } from './list.ts';
import { changedPart, type CommonWish, newPart, type PartRow } from './part.ts';
import { loadBalancerPolicy } from './policy.ts';
import type { Changeable, Resource } from './resource.ts';
import type { Room } from './room.ts';

/** @throws Fault 400 */
export const readBody = async <T>(call: Call, word: string, schema: z.ZodType<T>): Promise<T> =>
  validBody(z.strictObject({ [word]: schema }), await call.json())[word] as T;

const isBelow = ({ path }: { readonly path: string }): boolean => path.includes(':parent');

/** @throws Fault 404 when there is none here, 403 when it is another's */
export function found<Row extends PartRow>(
  resource: Pick<Changeable<Row, never>, 'rows' | 'label' | 'path'>,
  call: Call,
  what: 'read' | 'write',
): Row {
  const { rows, label } = resource;
  const id = call.param('id');
  const row = rows.get(id);
  const isHere =
    !isBelow(resource) || rows.list('parent', call.param('parent')).some((one) => one.id === id);
  if (row === undefined || !isHere) throw missing(label, id);
  loadBalancerPolicy.enforce(what, call.caller, { project_id: row.projectId });
  return row;
}

/** Lists, shows and updates. */
export function commonRoutes<Row extends PartRow, U extends CommonWish>(
  resource: Changeable<Row, U>,
  { life }: Room,
): Route<undefined>[] {
  const { label, word, collection, path, rows, view } = resource;
  const shown = (row: Row) => ({ [word]: view(row) });

  const list = (call: Call) => {
    const { caller } = call;
    const own = projectOf(caller) ?? '';
    loadBalancerPolicy.enforce('read', caller, { project_id: own });
    const all = loadBalancerPolicy.allows('administer', caller)
      ? rows.all()
      : rows.list('project', own);
    const here = isBelow(resource) ? new Set(rows.list('parent', call.param('parent'))) : undefined;
    const seen = all.filter((row) => here?.has(row) ?? true);
    return listed(
      call,
      collection,
      seen.map((row) => view(row) as { id: string }),
    );
  };
  const update = async (call: Call) => {
    const before = found(resource, call, 'write');
    const wish = await readBody(call, word, resource.update);
    life.mustBeMutable({ id: before.loadBalancerId });
    const change = { ...changedPart(before, wish), ...resource.change(before, wish) };
    const row = rows.update(before.id, change) ?? before;
    life.begin(row.loadBalancerId, 'PENDING_UPDATE', [{ rows, id: row.id }], resource.above(row));
    return json(200, shown(rows.get(row.id) ?? row));
  };
  const a = label.toLowerCase();
  return [
    { method: 'GET', path, operation: `list ${a}s`, handler: list },
    {
      method: 'GET',
      path: `${path}/:id`,
      operation: `show a ${a}`,
      handler: (call) => json(200, shown(found(resource, call, 'read'))),
    },
    { method: 'PUT', path: `${path}/:id`, operation: `update a ${a}`, handler: update },
  ];
}

/** Those, and creates and deletes. */
export function resourceRoutes<Row extends PartRow, C extends CommonWish, U extends CommonWish>(
  resource: Resource<Row, C, U>,
  room: Room,
): Route<undefined>[] {
  const { label, word, path, rows, view } = resource;
  const { world, life, quotas } = room;
  const place = ({ id }: Row): Place => ({ rows, id });

  const create = async (call: Call) => {
    const wish = await readBody(call, word, resource.create);
    const { of, own } = resource.plan(wish, call);
    life.mustBeMutable(of);
    quotas.mustLeave(resource.limited, of.projectId);
    const common = newPart(world, { projectId: of.projectId, loadBalancerId: of.id }, wish);
    const row = rows.insert({ ...common, ...own } as Row);
    resource.created?.(row, wish);
    life.begin(of.id, 'PENDING_CREATE', [place(row)], resource.above(row));
    return json(201, { [word]: view(rows.get(row.id) ?? row) });
  };
  const remove = (call: Call) => {
    const row = found(resource, call, 'write');
    const below = resource.below(row);
    life.mustBeMutable({ id: row.loadBalancerId });
    life.begin(row.loadBalancerId, 'PENDING_DELETE', [place(row), ...below], resource.above(row));
    return empty(204);
  };

  const a = label.toLowerCase();
  return [
    ...commonRoutes(resource, room),
    { method: 'POST', path, operation: `create a ${a}`, handler: create },
    { method: 'DELETE', path: `${path}/:id`, operation: `delete a ${a}`, handler: remove },
  ];
}

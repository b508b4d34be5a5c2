/** Alarms by a query as a tree. Source: Aodh 22, api/controllers/v2/query. */
import type { z } from 'zod';
import { alarmQuery, orderBy } from '../../src/contract/alarming/query.ts';
import type { Call } from '../kernel/call.ts';
import { projectOf } from '../kernel/caller.ts';
import { badRequest } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import { readSearch, type Search } from '../kernel/search.ts';
import type { Route } from '../kernel/service.ts';
import { alarmView } from './alarm-view.ts';
import { validInput } from './faults.ts';
import { alarmingPolicy } from './policy.ts';
import { confinedTo, type Room } from './room.ts';

type View = Readonly<Record<string, unknown>>;

/** @throws Fault 400 */
function fromJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(`${what} is no JSON: ${text}`);
  }
}

const anything: Search = () => true;

function inOrder(views: readonly View[], wish: z.output<typeof orderBy>): readonly View[] {
  const sorts = wish.flatMap((each) => Object.entries(each));
  return views.toSorted((a, b) => {
    for (const [name, direction] of sorts) {
      const [one, other] = [String(a[name]), String(b[name])];
      if (one !== other) return one < other === (direction.toLowerCase() === 'asc') ? -1 : 1;
    }
    return 0;
  });
}

export const alarmQueryRoute = (room: Room): Route<undefined> => ({
  method: 'POST',
  path: '/v2/query/alarms',
  operation: 'query alarms',
  handler: async (call: Call) => {
    const { caller } = call;
    alarmingPolicy.enforce('read', caller, { project_id: projectOf(caller) });
    const { filter, orderby, limit } = validInput(alarmQuery, await call.json());
    const wanted = filter === undefined ? anything : readSearch(fromJson(filter, 'Filter'));
    const order =
      orderby === undefined ? [] : validInput(orderBy, fromJson(orderby, 'Order-by expression'));
    const own = confinedTo(caller);
    const rows = own === undefined ? room.alarms.all() : room.alarms.list('project', own);
    const views: readonly View[] = rows.map(alarmView).toReversed();
    const found = views.filter((view) => wanted((name) => view[name]));
    return json(200, inOrder(found, order).slice(0, limit));
  },
});

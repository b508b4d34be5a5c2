/** What the routes of metrics work with: resources and metrics, whoever made them, and who may see them. */
import type { Call } from '../kernel/call.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import type { World } from '../kernel/world.ts';
import type { Measure } from './aggregation.ts';
import type { ArchivePolicies } from './archive-policy-table.ts';
import { disallowed, noSuchMetric, noSuchResource } from './faults.ts';
import type { Held, MetricRow, Metrics, Posted, ResourceRow, Resources } from './resource-table.ts';
import type { ResourceTypes } from './resource-type-table.ts';
import type { ServersMeasured } from './servers-measured.ts';

/** So many of the newest are kept of what is posted to a metric. */
const mostPosted = 10_000;

export interface Room {
  readonly world: World;
  readonly policies: ArchivePolicies;
  readonly types: ResourceTypes;
  readonly resources: Resources;
  readonly metrics: Metrics;
  readonly posted: Posted;
  readonly held: Held;
  readonly servers: ServersMeasured;
}

const isAdmin = (caller: Caller) => caller.roles.has('admin');
const made = (caller: Caller, { maker }: Pick<ResourceRow, 'maker'>) =>
  isAdmin(caller) || maker.projectId === projectOf(caller);

export const maySee = (caller: Caller, row: ResourceRow): boolean =>
  made(caller, row) || (row.projectId !== null && row.projectId === projectOf(caller));

export const resourceCalled = (room: Room, id: string): ResourceRow | undefined =>
  room.resources.get(id) ?? room.servers.resource(id);
export const metricCalled = (room: Room, id: string): MetricRow | undefined =>
  room.metrics.get(id) ?? room.servers.metric(id);

export const isOfType = ({ type }: ResourceRow, wanted: string): boolean =>
  wanted === 'generic' || wanted === type;

/** All of a type that the caller sees, those of servers last. */
export function resourcesFor(room: Room, caller: Caller, type: string): readonly ResourceRow[] {
  const all = isAdmin(caller) ? undefined : (projectOf(caller) ?? '');
  return [
    ...room.resources.all().filter((row) => isOfType(row, type) && maySee(caller, row)),
    ...room.servers.resources(type, all),
  ];
}

/** @throws Fault 404 when there is none of the type, 403 when the caller may not do that with it */
export function foundResource(
  room: Room,
  caller: Caller,
  type: string,
  id: string,
  what: 'read' | 'write',
): ResourceRow {
  const row = resourceCalled(room, id);
  if (row === undefined || !isOfType(row, type)) throw noSuchResource(id);
  if (!(what === 'read' ? maySee(caller, row) : made(caller, row))) throw disallowed();
  return row;
}

/** @throws Fault 404 when there is none, 403 when the caller may not do that with it */
export function foundMetric(
  room: Room,
  caller: Caller,
  id: string,
  what: 'read' | 'write',
): MetricRow {
  const row = metricCalled(room, id);
  if (row === undefined) throw noSuchMetric(id);
  const owner = row.resourceId === null ? undefined : resourceCalled(room, row.resourceId);
  const isAllowed =
    made(caller, row) || (what === 'read' && owner !== undefined && maySee(caller, owner));
  if (!isAllowed) throw disallowed();
  return row;
}

const within = (measures: readonly Measure[], from: number, to: number) =>
  measures.filter(({ at }) => at >= from && at <= to);

/** From, and not after, these instants, in the order of time. */
export function measuresOf(room: Room, id: string, from: number, to: number): readonly Measure[] {
  const posted = within(room.posted.get(id)?.measures ?? [], from, to);
  const polled = room.servers.measures(id, from, to, room.world.clock.now()) ?? [];
  const held = room.held.get(id)?.measures ?? [];
  const seen = polled.map(({ at, value }) => ({
    at,
    value: held.findLast((each) => each.at <= at)?.value ?? value,
  }));
  return seen.length === 0 ? posted : [...seen, ...posted].toSorted((a, b) => a.at - b.at);
}

export function post({ posted }: Room, metricId: string, more: readonly Measure[]): void {
  const before = posted.get(metricId)?.measures ?? [];
  const measures = [...before, ...more].toSorted((a, b) => a.at - b.at).slice(-mostPosted);
  if (posted.update(metricId, { measures }) === undefined) posted.insert({ metricId, measures });
}

export const makerIn = ({ caller }: Call) => ({
  userId: caller.userId,
  projectId: projectOf(caller) ?? '',
});

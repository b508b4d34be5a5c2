/** Changing servers, now and by the clock. */
import type { ComputeNeeds } from './needs.ts';
import { tellOfServer } from './notices.ts';
import type { TaskState } from './virtual-compute-state.ts';
import type { Server, ServerAction } from './virtual-compute-table.ts';

type LifeNeeds = Pick<ComputeNeeds, 'world' | 'servers'>;

/** Changes a server at this instant, and tells of it. */
export function change(
  { world, servers }: LifeNeeds,
  id: string,
  how: Partial<Server>,
): Server | undefined {
  const before = servers.get(id);
  const server = servers.update(id, { ...how, updatedAt: world.clock.now() });
  if (server !== undefined) tellOfServer(world.notices, server, before);
  return server;
}

/** Runs later, if the server is still there and still busy with this. */
export function later(
  { world, servers }: LifeNeeds,
  id: string,
  task: TaskState | null,
  ms: number,
  run: (server: Server) => void,
): void {
  world.clock.schedule(ms, () => {
    const server = servers.get(id);
    if (server !== undefined && !server.deleted && server.taskState === task) run(server);
  });
}

/** What the server remembers of a request to do something with it. */
export const begun = (
  { world }: Pick<LifeNeeds, 'world'>,
  action: string,
  by: { readonly requestId: string; readonly userId: string; readonly projectId: string },
): ServerAction => ({
  action,
  ...by,
  at: world.clock.now(),
  updatedAt: world.clock.now(),
  message: null,
});

/** The actions of the server, the last one done at this instant. */
export function done(
  { world }: Pick<LifeNeeds, 'world'>,
  server: Server,
  message: string | null = null,
): readonly ServerAction[] {
  const last = server.actions.at(-1);
  if (last === undefined) return server.actions;
  return [...server.actions.slice(0, -1), { ...last, updatedAt: world.clock.now(), message }];
}

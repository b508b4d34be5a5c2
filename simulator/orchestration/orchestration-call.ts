/** A call to the orchestration service, and what its rooms need. */
import type { Call } from '../kernel/call.ts';
import type { Enforcer } from '../kernel/policy.ts';
import type { Route } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import type { Engine } from './engine.ts';
import { stackNotFound } from './faults.ts';
import { isAdministrator, type OrchestrationRule } from './policy.ts';
import { projectOf } from '../kernel/caller.ts';
import { liveByName, type Stack, type StackEvents, type Stacks } from './stack-table.ts';

export type OrchestrationCall = Call<undefined>;
export type OrchestrationRoute = Route<undefined>;

export interface RoomNeeds {
  readonly world: World;
  readonly stacks: Stacks;
  readonly events: StackEvents;
  readonly engine: Engine;
  readonly policy: Enforcer<OrchestrationRule>;
  /** The name of a user. */
  readonly userName: (userId: string) => string | undefined;
}

export const below = (path: string): string => `/v1/:tenant${path}`;

const maySee = (call: OrchestrationCall, { projectId }: Stack): boolean =>
  projectId === projectOf(call.caller) || isAdministrator(call.caller);

/** The stack that the path names by name and id. @throws Fault 404 */
export function stackInPath(stacks: Stacks, call: OrchestrationCall): Stack {
  const stack = stacks.get(call.param('id'));
  const name = call.param('name');
  if (stack?.name !== name || !maySee(call, stack)) throw stackNotFound(name);
  return stack;
}

/** The same, as long as it is there. @throws Fault 404 */
export function liveStackInPath(stacks: Stacks, call: OrchestrationCall): Stack {
  const stack = stackInPath(stacks, call);
  if (stack.deletedAt !== undefined) throw stackNotFound(stack.name);
  return stack;
}

/** A stack by its name or its id; those that are gone have an id only. @throws Fault 404 */
export function findStack(stacks: Stacks, call: OrchestrationCall, nameOrId: string): Stack {
  const own = projectOf(call.caller);
  const named = own === undefined ? undefined : liveByName(stacks, own, nameOrId);
  const found = named ?? stacks.get(nameOrId);
  if (found === undefined || !maySee(call, found)) throw stackNotFound(nameOrId);
  return found;
}

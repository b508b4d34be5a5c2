/**
 * What builds and takes down: one pass over a stack at a time, on the world's clock, until it is what its
 * template says. A pass starts what can be started, and looks at what was.
 */
import type { World } from '../kernel/world.ts';
import { Fault } from '../kernel/fault.ts';
import { type Blueprint, readBlueprint } from './blueprint.ts';
import { type Client, createClient, ResourceFailure } from './client.ts';
import { createRecords, type Records } from './records.ts';
import { FailedResource } from './attempt.ts';
import { createBuilder } from './builder.ts';
import { createRemover } from './remover.ts';
import type { Action, Plan, Stack, StackEvents, Stacks } from './stack-table.ts';

export interface EngineNeeds {
  readonly world: World;
  readonly stacks: Stacks;
  readonly events: StackEvents;
  /** The simulator's own door. */
  readonly call: (request: Request) => Promise<Response>;
  /** A token of a user for a project, as a trust gives it; undefined when there is none any more. */
  readonly onBehalfOf: (userId: string, projectId: string) => string | undefined;
}

export interface Engine {
  /** Sets a stack to work. What it was doing before ends. */
  start(stackId: string, action: Action, change?: Partial<Stack>): void;
  clientFor(stack: Stack): Client;
  readonly records: Records;
}

/** Between two passes, in milliseconds. */
const pace = 250;
/** Minutes; upstream's default of `stack_action_timeout`. */
const longest = 60;

const nothing: Pick<Blueprint, 'definitions'> = { definitions: [] };
const emptyPlan: Plan = {
  template: { heat_template_version: '2013-05-23' },
  given: { parameters: {}, defaults: {} },
};

export function createEngine({ world, stacks, events, call, onBehalfOf }: EngineNeeds): Engine {
  const { clock, ids } = world;
  const records = createRecords(world, stacks, events);
  const clientFor = ({ origin, ownerId, projectId }: Stack) =>
    createClient(call, origin, onBehalfOf(ownerId, projectId));
  const builder = createBuilder({ records, clock, ids });
  const remover = createRemover({ records, clock, ids });
  /** Passes over one stack follow one another, so that none loses what another has just built. */
  const running = new Map<string, Promise<void>>();

  const start = (stackId: string, action: Action, change: Partial<Stack> = {}) => {
    const stack = stacks.get(stackId);
    if (stack === undefined) return;
    const operation = stack.operation + 1;
    const now = clock.now();
    stacks.update(stackId, {
      ...change,
      operation,
      startedAt: now,
      ...(action === 'CREATE' ? {} : { updatedAt: now }),
    });
    records.stack(stackId, action, 'IN_PROGRESS', `Stack ${action} started`);
    later(stackId, operation);
  };

  const later = (stackId: string, operation: number) => {
    clock.schedule(pace, () => {
      const before = running.get(stackId) ?? Promise.resolve();
      const pass = before.then(() => work(stackId, operation));
      running.set(stackId, pass);
      void pass.finally(() => {
        if (running.get(stackId) === pass) running.delete(stackId);
      });
    });
  };

  const fail = (stack: Stack, reason: string) => {
    records.abort(stack);
    records.stack(stack.id, stack.action, 'FAILED', reason);
    const canGoBack = stack.action === 'CREATE' || stack.action === 'UPDATE';
    if (stack.disableRollback || !canGoBack) return;
    start(stack.id, 'ROLLBACK', stack.previous ?? emptyPlan);
  };

  const work = async (stackId: string, operation: number): Promise<void> => {
    const stack = stacks.get(stackId);
    if (stack?.operation !== operation || stack.status !== 'IN_PROGRESS') return;
    if (clock.now() - stack.startedAt > (stack.timeoutMins ?? longest) * 60_000) {
      fail(stack, 'Timed out');
      return;
    }
    try {
      const isDone = await pass(stack);
      if (!records.isCurrent(stack)) return;
      if (isDone) finish(stack);
      else later(stackId, operation);
    } catch (error) {
      if (!records.isCurrent(stack)) return;
      if (error instanceof FailedResource) fail(stack, error.message);
      else if (error instanceof Fault || error instanceof ResourceFailure)
        fail(stack, error.message);
      else {
        fail(stack, `Unexpected error of the simulator: ${String(error)}`);
        process.emitWarning(error instanceof Error ? error : String(error), 'SimulatorBug');
      }
    }
  };

  /** @returns whether nothing is left to do */
  const pass = async (stack: Stack): Promise<boolean> => {
    const client = clientFor(stack);
    const { action } = stack;
    if (action === 'SUSPEND' || action === 'RESUME' || action === 'CHECK') {
      return builder.visit(stack, action, client);
    }
    if (action === 'DELETE') return remover.pass(stack, nothing, client);
    const blueprint = readBlueprint(stack, stack);
    if (!(await builder.pass(stack, blueprint, client))) return false;
    return remover.pass(stack, blueprint, client);
  };

  const finish = ({ id, action }: Stack) => {
    records.stack(id, action, 'COMPLETE', finished(action));
    if (action === 'DELETE') stacks.update(id, { deletedAt: clock.now(), resources: [] });
  };

  return { start, clientFor, records };
}

const finished = (action: Action): string =>
  action === 'CHECK'
    ? "Stack CHECK completed successfully. 'CHECK' not fully supported (see resources)"
    : `Stack ${action} completed successfully`;

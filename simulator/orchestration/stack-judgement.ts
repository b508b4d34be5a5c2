/** Whether a stack may be made as a client asks for it. */
import { projectOf } from '../kernel/caller.ts';
import { checkBlueprint, readBlueprint } from './blueprint.ts';
import { invalid, limitExceeded, refused } from './faults.ts';
import type { OrchestrationCall, RoomNeeds } from './orchestration-call.ts';
import { isAdministrator } from './policy.ts';
import { checkName, readOptions, readPlan } from './request.ts';
import { liveByName, type Stack } from './stack-table.ts';
import { checkOutline } from './template.ts';
import { versionOf } from './template-version.ts';
import { asText, type Mapping } from './values.ts';

/** Upstream's default of `max_stacks_per_tenant`, as recorded. */
const maxStacks = 500;

export const stackExists = (name: string) =>
  refused(409, 'StackExists', `The Stack (${name}) already exists.`);

export function createJudgement({ world, stacks, userName }: RoomNeeds) {
  /** Room for one more of this name. @throws Fault 409 or 400 */
  const mustHaveRoom = (call: OrchestrationCall, projectId: string, name: string) => {
    if (liveByName(stacks, projectId, name) !== undefined) throw stackExists(name);
    if (isAdministrator(call.caller) || stacks.list('live', projectId).length < maxStacks) return;
    throw limitExceeded(
      `You have reached the maximum stacks per tenant, ${String(maxStacks)}. Please delete some stacks.`,
    );
  };

  /** A stack that may be made as the body says. @throws Fault */
  return (call: OrchestrationCall, body: Mapping): Stack => {
    const projectId = projectOf(call.caller);
    if (projectId === undefined) throw invalid();
    const options = readOptions(body);
    if ('converge' in body) {
      throw invalid('converge flag only supported in stack update (or update preview) request.');
    }
    if (!('stack_name' in body)) throw invalid('No stack name specified');
    const plan = readPlan(body);
    const version = versionOf(plan.template);
    const wanted = asText(body['stack_name']);
    mustHaveRoom(call, projectId, wanted);
    checkOutline(plan.template, version);
    const name = checkName(body['stack_name']);
    const { clock, ids } = world;
    const stack: Stack = {
      ...plan,
      ...options,
      id: ids.uuid(),
      name,
      projectId,
      ownerId: call.caller.userId,
      ownerName: userName(call.caller.userId) ?? '',
      userProjectId: ids.hex32(),
      origin: call.origin,
      action: 'CREATE',
      status: 'IN_PROGRESS',
      reason: '',
      createdAt: clock.now(),
      updatedAt: undefined,
      deletedAt: undefined,
      resources: [],
      operation: 0,
      startedAt: clock.now(),
      previous: undefined,
    };
    checkBlueprint(readBlueprint(stack, stack), isAdministrator(call.caller));
    return stack;
  };
}

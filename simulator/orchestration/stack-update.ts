/** Changing stacks, and acting on them. Source: Orchestration API reference, "Stacks", "Stack actions". */
import { checkBlueprint, readBlueprint } from './blueprint.ts';
import { invalid, refused } from './faults.ts';
import {
  below,
  liveStackInPath,
  type OrchestrationCall,
  type OrchestrationRoute,
  type RoomNeeds,
} from './orchestration-call.ts';
import { isAdministrator } from './policy.ts';
import { bodyOf, readOptions, readPlan } from './request.ts';
import type { Plan, Stack } from './stack-table.ts';
import { checkOutline } from './template.ts';
import { versionOf } from './template-version.ts';
import { isMapping, type Mapping } from './values.ts';
import { accepted } from './web-answers.ts';

const actions = { suspend: 'SUSPEND', resume: 'RESUME', check: 'CHECK' } as const;

/** What is asked for, on top of what there is. */
function patched(stack: Stack, body: Mapping): Plan {
  const { template, given } = readPlan({ ...body, template: body['template'] ?? stack.template });
  const cleared = Array.isArray(body['clear_parameters'])
    ? (body['clear_parameters'] as readonly unknown[])
    : [];
  const kept = Object.entries(stack.given.parameters).filter(([name]) => !cleared.includes(name));
  return {
    template,
    given: {
      parameters: { ...Object.fromEntries(kept), ...given.parameters },
      defaults: { ...stack.given.defaults, ...given.defaults },
    },
  };
}

export function stackUpdateRoutes({ stacks, engine, policy }: RoomNeeds): OrchestrationRoute[] {
  const change = (call: OrchestrationCall, body: Mapping, patch: boolean) => {
    const options = readOptions(body);
    // Judged before the stack is looked for, as the service does.
    if (!patch) readPlan(body);
    const stack = liveStackInPath(stacks, call);
    if (stack.action === 'SUSPEND') {
      throw refused(400, 'NotSupported', 'Updating a stack when it is suspended is not supported.');
    }
    const existing = patch || body['existing'] === true;
    const plan = existing ? patched(stack, body) : readPlan(body);
    checkOutline(plan.template, versionOf(plan.template));
    checkBlueprint(readBlueprint(plan, stack), isAdministrator(call.caller));
    engine.start(stack.id, 'UPDATE', {
      ...plan,
      ...readOptions(body, patch ? stack : { ...options, tags: [] }),
      previous: { template: stack.template, given: stack.given },
    });
    return accepted(call);
  };

  const act = async (call: OrchestrationCall) => {
    const asked = Object.keys(bodyOf(await call.json()));
    const [word, ...others] = asked;
    if (word === undefined) throw invalid('No action specified');
    if (others.length > 0) throw invalid('Multiple actions specified');
    if (!Object.hasOwn(actions, word)) throw invalid(`Invalid action ${word} specified`);
    const known = word as keyof typeof actions;
    policy.enforce(`actions:${known}`, call.caller);
    const stack = liveStackInPath(stacks, call);
    if (stack.status === 'IN_PROGRESS') {
      throw refused(
        409,
        'ActionInProgress',
        `Stack ${stack.name} already has an action (${stack.action}) in progress.`,
      );
    }
    engine.start(stack.id, actions[known]);
    return { status: 200, type: 'application/json', body: 'null' };
  };

  const one = below('/stacks/:name/:id');
  return [
    {
      method: 'PUT',
      path: one,
      operation: 'update stack',
      async handler(call) {
        policy.enforce('stacks:update', call.caller);
        return change(call, bodyOf(await call.json()), false);
      },
    },
    {
      method: 'PATCH',
      path: one,
      operation: 'change stack',
      async handler(call) {
        policy.enforce('stacks:update_patch', call.caller);
        const body = await call.json();
        return change(call, isMapping(body) ? body : {}, true);
      },
    },
    { method: 'POST', path: `${one}/actions`, operation: 'act on a stack', handler: act },
  ];
}

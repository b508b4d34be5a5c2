/** Stacks. Source: Orchestration API reference, "Stacks". */
import type {
  StackAnswer,
  StackCreatedAnswer,
  StacksAnswer,
} from '../../src/contract/orchestration/stack.ts';
import { empty, json } from '../kernel/reply.ts';
import { Duplicate } from '../kernel/table.ts';
import { readBlueprint } from './blueprint.ts';
import {
  below,
  findStack,
  liveStackInPath,
  type OrchestrationCall,
  type OrchestrationRoute,
  type RoomNeeds,
  stackInPath,
} from './orchestration-call.ts';
import { outputsOf } from './output.ts';
import { bodyOf, readFlag } from './request.ts';
import { createJudgement, stackExists } from './stack-judgement.ts';
import { listStacks, nextLinks } from './stack-list.ts';
import type { Stack } from './stack-table.ts';
import { fullView, linksOf, stackUrl, summaryView } from './stack-view.ts';
import { redirect } from './web-answers.ts';

export function stackRoutes(needs: RoomNeeds): OrchestrationRoute[] {
  const { stacks, engine, policy } = needs;

  const list = (call: OrchestrationCall) => {
    policy.enforce('stacks:index', call.caller);
    const everyone = call.query.get('global_tenant');
    if (everyone !== null && readFlag('global_tenant', everyone)) {
      policy.enforce('stacks:global_index', call.caller);
    }
    const { rows, count } = listStacks(stacks, call);
    return json(200, {
      stacks: rows.map((stack) => summaryView(call, stack)),
      ...nextLinks(call, rows),
      ...(count === undefined ? {} : { count }),
    } satisfies StacksAnswer);
  };

  const judged = createJudgement(needs);

  const create = async (call: OrchestrationCall) => {
    policy.enforce('stacks:create', call.caller);
    const stack = judged(call, bodyOf(await call.json()));
    try {
      stacks.insert(stack);
    } catch (thrown) {
      if (thrown instanceof Duplicate) throw stackExists(stack.name);
      throw thrown;
    }
    engine.start(stack.id, 'CREATE');
    return json(
      201,
      { stack: { id: stack.id, links: linksOf(call, stack) } } satisfies StackCreatedAnswer,
      [['location', stackUrl(call, stack)]],
    );
  };

  const shown = async (call: OrchestrationCall, stack: Stack, withOutputs: boolean) => {
    const { description, parameters } = readBlueprint(stack, stack);
    const outputs = withOutputs ? { outputs: await outputsOf(needs, stack) } : {};
    return fullView(call, stack, { description, parameters: parameters.shown, ...outputs });
  };

  const show = async (call: OrchestrationCall) => {
    policy.enforce('stacks:show', call.caller);
    const resolve = readFlag('resolve_outputs', call.query.get('resolve_outputs') ?? 'true');
    const found = stackInPath(stacks, call);
    // One that is gone tells nothing any more.
    const stack = await shown(call, found, resolve && found.deletedAt === undefined);
    return json(200, { stack } satisfies StackAnswer);
  };

  const remove = (call: OrchestrationCall) => {
    policy.enforce('stacks:delete', call.caller);
    const { id, action, status } = liveStackInPath(stacks, call);
    if (action !== 'DELETE' || status !== 'IN_PROGRESS') engine.start(id, 'DELETE');
    return empty(204);
  };

  const preview = async (call: OrchestrationCall) => {
    policy.enforce('stacks:preview', call.caller);
    const stack = judged(call, bodyOf(await call.json()));
    const { description, parameters, definitions } = readBlueprint(stack, stack);
    const { outputs: _, ...view } = fullView(
      call,
      { ...stack, id: 'None' },
      { description, parameters: { ...parameters.shown, 'OS::stack_id': 'None' } },
    );
    return json(200, {
      stack: {
        ...view,
        resources: definitions.map(({ name, type }) => ({
          resource_name: name,
          resource_type: type,
        })),
      },
    });
  };

  /** To where the stack is, with the rest of the path and the query. */
  const lookup = (call: OrchestrationCall) => {
    policy.enforce('stacks:lookup', call.caller);
    const stack = findStack(stacks, call, call.param('name'));
    const rest = /\/stacks\/[^/]+(\/.*)?$/.exec(call.path)?.[1] ?? '';
    const query = call.query.toString();
    return redirect(call, `${stackUrl(call, stack)}${rest}${query === '' ? '' : `?${query}`}`);
  };

  const parts = ['resources', 'events', 'template', 'environment', 'files', 'outputs', 'actions'];
  return [
    { method: 'GET', path: below('/stacks'), operation: 'list stacks', handler: list },
    { method: 'POST', path: below('/stacks'), operation: 'create stack', handler: create },
    {
      method: 'POST',
      path: below('/stacks/preview'),
      operation: 'preview stack',
      handler: preview,
    },
    {
      method: 'GET',
      path: below('/stacks/detail'),
      operation: 'list stacks with details',
      async handler(call) {
        policy.enforce('stacks:detail', call.caller);
        const rows = listStacks(stacks, call).rows;
        return json(200, {
          stacks: await Promise.all(rows.map((stack) => shown(call, stack, false))),
        });
      },
    },
    ...(['GET', 'DELETE', 'POST', 'PUT'] as const).flatMap((method) => [
      { method, path: below('/stacks/:name'), operation: 'find stack', handler: lookup },
      ...parts.map((part) => ({
        method,
        path: below(`/stacks/:name/${part}`),
        operation: `find ${part} of a stack`,
        handler: lookup,
      })),
    ]),
    { method: 'GET', path: below('/stacks/:name/:id'), operation: 'show stack', handler: show },
    {
      method: 'DELETE',
      path: below('/stacks/:name/:id'),
      operation: 'delete stack',
      handler: remove,
    },
  ];
}

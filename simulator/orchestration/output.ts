/** What a stack tells its user. Source: Orchestration API reference, "Stack outputs". */
import type {
  Output,
  OutputAnswer,
  OutputsAnswer,
} from '../../src/contract/orchestration/stack.ts';
import { Fault } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import { readBlueprint } from './blueprint.ts';
import { isOpen, Misuse } from './expression.ts';
import { refused } from './faults.ts';
import {
  below,
  type OrchestrationRoute,
  type RoomNeeds,
  stackInPath,
} from './orchestration-call.ts';
import { lookAround } from './site.ts';
import type { Stack } from './stack-table.ts';

type OutputNeeds = Pick<RoomNeeds, 'engine' | 'world'>;

/**
 * The outputs with their values as they are now.
 * @param only the name of the one that is wanted
 */
export async function outputsOf(
  { engine, world }: OutputNeeds,
  stack: Stack,
  only?: string,
): Promise<Output[]> {
  const blueprint = readBlueprint(stack, stack);
  const wanted = blueprint.outputs.filter(({ name }) => only === undefined || name === only);
  const expressions = wanted.map(({ value }) => value);
  const known = await lookAround(stack, expressions, engine.clientFor(stack), world);
  const within = blueprint.surroundings(known);
  return wanted.map(({ name, description, value }) => {
    const said = { output_key: name, description };
    try {
      const resolved = value.resolve(within);
      return { ...said, output_value: isOpen(resolved) ? null : (resolved ?? null) };
    } catch (error) {
      if (!(error instanceof Misuse || error instanceof Fault)) throw error;
      return { ...said, output_error: error.message, output_value: null };
    }
  });
}

export function outputRoutes(needs: RoomNeeds): OrchestrationRoute[] {
  const { stacks, policy } = needs;
  return [
    {
      method: 'GET',
      path: below('/stacks/:name/:id/outputs'),
      operation: 'list outputs of a stack',
      handler(call) {
        policy.enforce('stacks:list_outputs', call.caller);
        const stack = stackInPath(stacks, call);
        const outputs = readBlueprint(stack, stack).outputs.map(({ name, description }) => ({
          output_key: name,
          description,
        }));
        return json(200, { outputs } satisfies OutputsAnswer);
      },
    },
    {
      method: 'GET',
      path: below('/stacks/:name/:id/outputs/:output'),
      operation: 'show output of a stack',
      async handler(call) {
        policy.enforce('stacks:show_output', call.caller);
        const name = call.param('output');
        const [output] = await outputsOf(needs, stackInPath(stacks, call), name);
        if (output !== undefined) return json(200, { output } satisfies OutputAnswer);
        throw refused(404, 'NotFound', `Specified output key ${name} not found.`);
      },
    },
  ];
}

/** Ways in which deleting a stack can be wrong that other collections do not have. */
import { type Defect, matches } from '../defect.ts';
import { clausesOf } from '../collection/collection.ts';
import { changingRequest, type Json, withBody } from '../wrapping.ts';
import { changingResources, create, show, stacks } from './stack-parts.ts';

const clauses = clausesOf(stacks);
const wrongDeletion = { kills: [clauses.delete], mayAlsoBreak: clauses.but(clauses.delete) };

export const stackDeleteDefects: readonly Defect[] = [
  {
    name: 'stack-delete-leaves-what-it-built',
    does: 'A deleted stack leaves behind what it has built.',
    kills: [clauses.delete],
    mayAlsoBreak: [],
    wrap: changingRequest(create, (body) =>
      changingResources(body, (resources) =>
        Object.fromEntries(
          Object.entries(resources).map(([name, resource]) => [
            name,
            { ...(resource as Json), deletion_policy: 'Retain' },
          ]),
        ),
      ),
    ),
  },
  {
    name: 'stack-delete-never-ends',
    does: 'A stack that is deleted goes on being deleted for ever.',
    ...wrongDeletion,
    wrap: (next) => async (request) => {
      const answer = await next(request);
      if (!matches(show, request) || !answer.ok) return answer;
      const body = (await answer.json()) as Json;
      const stack = body['stack'] as Json;
      const status = String(stack['stack_status']).replace('DELETE_COMPLETE', 'DELETE_IN_PROGRESS');
      const shown = { ...body, stack: { ...stack, stack_status: status } };
      return withBody(answer, JSON.stringify(shown));
    },
  },
  {
    name: 'stack-delete-takes-the-neighbour',
    does: 'Deleting a stack deletes the one that was made before it, too.',
    ...wrongDeletion,
    wrap: (next) => {
      const made: string[] = [];
      return async (request) => {
        if (matches(stacks.remove, request)) {
          const before = made[made.indexOf(request.url) - 1];
          const answer = await next(request.clone());
          if (answer.ok && before !== undefined) await next(new Request(before, request));
          return answer;
        }
        const answer = await next(request);
        const location = answer.headers.get('location');
        if (matches(create, request) && answer.ok && location !== null) made.push(location);
        return answer;
      };
    },
  },
];

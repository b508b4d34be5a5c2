/** Ways in which creating a stack can be wrong that other collections do not have. */
import { type Defect, matches } from '../defect.ts';
import {
  afterwards,
  changingAnswer,
  changingRequest,
  instead,
  type Json,
  withJson,
} from '../wrapping.ts';
import { clausesOf } from '../collection/collection.ts';
import { changingResources, create, show, stacks } from './stack-parts.ts';

const clauses = clausesOf(stacks);
const wrongCreation = { kills: [clauses.create], mayAlsoBreak: clauses.but(clauses.create) };

const simple: Json = {
  heat_template_version: '2016-10-14',
  resources: { word: { type: 'OS::Heat::RandomString' } },
};

const withStatus = (body: Json, change: (status: string) => string): Json => {
  const stack = body['stack'] as Json;
  return { ...body, stack: { ...stack, stack_status: change(String(stack['stack_status'])) } };
};

export const stackCreateDefects: readonly Defect[] = [
  {
    name: 'stack-create-phantom',
    does: 'Creating a stack is answered as done, and nothing is made.',
    ...wrongCreation,
    wrap: (next) =>
      afterwards(create, async (response, request) => {
        const headers = new Headers(request.headers);
        headers.delete('content-type');
        const location = response.headers.get('location') ?? '';
        await next(new Request(location, { method: 'DELETE', headers }));
        return response;
      })(next),
  },
  {
    name: 'stack-create-builds-nothing',
    does: 'A stack becomes complete without having built anything.',
    ...wrongCreation,
    wrap: changingRequest(create, (body) => changingResources(body, () => ({}))),
  },
  {
    name: 'stack-create-forgets-a-resource',
    does: 'A stack does not build the last thing that its template describes.',
    ...wrongCreation,
    wrap: changingRequest(create, (body) =>
      changingResources(body, (resources) =>
        Object.fromEntries(Object.entries(resources).slice(0, -1)),
      ),
    ),
  },
  {
    name: 'stack-create-never-complete',
    does: 'A stack is in progress for ever.',
    ...wrongCreation,
    wrap: changingAnswer(show, (body) =>
      withStatus(body, (status) => status.replace('CREATE_COMPLETE', 'CREATE_IN_PROGRESS')),
    ),
  },
  {
    name: 'stack-create-hides-failure',
    does: 'A stack that could not be built is shown as complete.',
    kills: [clauses.create],
    mayAlsoBreak: [],
    wrap: changingAnswer(show, (body) =>
      withStatus(body, (status) => status.replace('CREATE_FAILED', 'CREATE_COMPLETE')),
    ),
  },
  {
    name: 'stack-create-accepts-anything',
    does: 'Whatever is sent as a template, a stack is made.',
    kills: [clauses.create],
    mayAlsoBreak: [],
    wrap: instead(create, async (request, next) => {
      const again = request.clone();
      const answer = await next(request);
      if (answer.status !== 400) return answer;
      return next(await withJson(again, (body) => ({ ...body, template: simple })));
    }),
  },
  {
    name: 'stack-create-name-taken-by-others',
    does: 'The name of a stack is taken as soon as any tenant has given it.',
    kills: [clauses.create],
    mayAlsoBreak: ['tenant/isolation'],
    wrap: (next) => {
      const makers = new Map<string, string | null>();
      return async (request) => {
        if (!matches(create, request)) return next(request);
        const token = request.headers.get('x-auth-token');
        const name = String(((await request.clone().json()) as Json)['stack_name']);
        const maker = makers.get(name);
        if (maker !== undefined && maker !== token) {
          return Response.json(stacks.refusal(409, `${name} exists.`), { status: 409 });
        }
        const answer = await next(request);
        if (answer.ok) makers.set(name, token);
        return answer;
      };
    },
  },
];

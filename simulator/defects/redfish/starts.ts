/** What can be wrong with where a machine starts from. */
import type { Defect } from '../defect.ts';
import { matches } from '../defect.ts';
import { changingAnswer, instead, type Json } from '../wrapping.ts';
import { answer, at, environment, killing, look } from './hardware-parts.ts';

const change = at('PATCH', 'Systems/[^/]+');
const system = at('GET', 'Systems/[^/]+');
const startIn = async (request: Request): Promise<Json | undefined> =>
  ((await request.clone().json()) as Json)['Boot'] as Json | undefined;
const isStart = async (request: Request): Promise<boolean> =>
  (await startIn(request)) !== undefined;

export const startDefects: readonly Defect[] = [
  {
    name: 'hardware-start-forgotten',
    does: 'Where to start from is accepted and not kept.',
    ...killing(environment),
    wrap: instead(change, async (request, next) =>
      (await isStart(request))
        ? answer(200, await look(next, request, request.url))
        : next(request),
    ),
  },
  {
    name: 'hardware-start-for-ever',
    does: 'Where to start from once holds for every start.',
    ...killing(environment),
    wrap: (next) => {
      let wished: Json | undefined;
      const noting = instead(change, async (request, further) => {
        if (await isStart(request)) wished = await startIn(request);
        return further(request);
      })(next);
      return changingAnswer(system, (body) => {
        const boot = { ...(body['Boot'] as Json), ...wished };
        return { ...body, Boot: boot };
      })(noting);
    },
  },
  {
    name: 'hardware-start-from-anywhere',
    does: 'It is accepted to start from what there is not.',
    ...killing(environment),
    wrap: (next) => async (request) => {
      if (!matches(change, request) || !(await isStart(request))) return next(request);
      const seen = await next(request.clone());
      return seen.status === 400 ? answer(200, await look(next, request, request.url)) : seen;
    },
  },
];

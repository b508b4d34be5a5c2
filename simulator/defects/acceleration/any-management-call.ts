/** What can be wrong with every call of a VIM: nothing is refused, nothing is done, or it breaks. */
import { managementCallShapes } from '../../../src/contract/acceleration/management-calls.ts';
import { problemMediaType } from '../../../src/contract/acceleration/problems.ts';
import { type Defect, matches } from '../defect.ts';
import { afterwards, instead, withBody, withStatus } from '../wrapping.ts';
import { but, killing, type ManagerCallName, managerCalls, routeOf } from './management-parts.ts';

const kebab = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

/** Answers of the right form in which nothing is true. */
const made: Readonly<Partial<Record<ManagerCallName, object>>> = {
  AllocateAccResource: { accResourceId: 'nothing' },
  QueryAccResource: { accQueryResult: [] },
  GetAccStatistics: { accStatistics: [] },
  Subscribe: { SubscriptionId: 'nothing' },
  GetAlarmInfo: { Alarm: [] },
  AccResourcesDiscovery: { discoveredAccResourceInfo: [] },
};
function success(name: ManagerCallName): Response {
  const { status } = managementCallShapes[name];
  const body = made[name];
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', location: '/nothing' },
  });
}

/** Calls without an answer of their own: whether they were done shows in what builds on them. */
const silent = {
  ReleaseAccResource: ['AllocateAccResource', 'ReleaseAcc'],
  ResetAccStatistics: ['GetAccStatistics'],
  Unsubscribe: ['Notify'],
  OnloadAccImage: ['QueryAccResource'],
} as const satisfies Partial<Record<ManagerCallName, readonly string[]>>;

const isRefused = (response: Response): boolean => response.status >= 400;

export const anyManagementCallDefects: readonly Defect[] = [
  ...managerCalls.flatMap((name): Defect[] => [
    {
      name: `acceleration-${kebab(name)}-refuses-nothing`,
      does: `${name} says that all is well where it has refused.`,
      ...killing([name]),
      wrap: (next) => async (request) => {
        const response = await next(request);
        return matches(routeOf(name), request) && isRefused(response) ? success(name) : response;
      },
    },
    {
      name: `acceleration-${kebab(name)}-wrong-status`,
      does: `${name} is answered with a success that the binding does not have.`,
      ...killing([name], but(name)),
      wrap: afterwards(routeOf(name), async (response) => withStatus(response, 202)),
    },
  ]),
  ...Object.entries(silent).map(([name, buildOnIt]): Defect => ({
    name: `acceleration-${kebab(name)}-does-nothing`,
    does: `${name} says that all is well, and does nothing.`,
    ...killing([name], buildOnIt),
    wrap: instead(routeOf(name as ManagerCallName), () =>
      Promise.resolve(success(name as ManagerCallName)),
    ),
  })),
  {
    name: 'acceleration-problem-mistyped',
    does: 'The details of a problem have a text for the status.',
    ...killing(['QueryAccResource']),
    wrap: (next) => async (request) => {
      const response = await next(request);
      if (!matches(routeOf('QueryAccResource'), request) || !isRefused(response)) return response;
      const problem = (await response.json()) as object;
      return withBody(response, JSON.stringify({ ...problem, status: 'wrong' }), problemMediaType);
    },
  },
  {
    name: 'acceleration-problem-without-word',
    does: 'A problem does not say what it is.',
    ...killing(['QueryAccResource']),
    wrap: (next) => async (request) => {
      const response = await next(request);
      if (!matches(routeOf('QueryAccResource'), request) || !isRefused(response)) return response;
      const problem = (await response.json()) as object;
      const vague = { ...problem, type: 'about:blank' };
      return withBody(response, JSON.stringify(vague), problemMediaType);
    },
  },
];

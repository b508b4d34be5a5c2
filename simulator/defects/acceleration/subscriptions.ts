/** What can be wrong with subscriptions, and with the alarms that there are. */
import { type Defect, type Fetch, matches } from '../defect.ts';
import { afterwards, changingAnswer, changingRequest, type Json } from '../wrapping.ts';
import { asking, hostOf, hosts, json, killing, routeOf, without } from './management-parts.ts';

const [subscribe, unsubscribe, alarms] = [
  routeOf('Subscribe'),
  routeOf('Unsubscribe'),
  routeOf('GetAlarmInfo'),
];

export const subscriptionDefects: readonly Defect[] = [
  {
    name: 'acceleration-subscription-filter-ignored',
    does: 'Whoever subscribes is told of all alarms of the host.',
    ...killing(['Subscribe', 'Notify']),
    wrap: changingRequest(subscribe, ({ Filter: _, ...body }) => body),
  },
  {
    name: 'acceleration-subscription-at-every-host',
    does: 'Whoever subscribes to one host is told of the others, too.',
    ...killing(['Subscribe', 'Notify']),
    wrap: (next) => async (request) => {
      if (!matches(subscribe, request)) return next(request);
      const body = await request.clone().text();
      for (const host of hosts.filter((each) => each !== hostOf(request))) {
        const { url } = asking(request, 'GET', `/hosts/${host}/subscriptions`);
        await next(new Request(url, { method: 'POST', headers: request.headers, body }));
      }
      return next(request);
    },
  },
  {
    name: 'acceleration-unsubscribe-ends-all',
    does: 'The end of a subscription is the end of all of its host.',
    ...killing(['Unsubscribe'], ['Notify']),
    wrap(next) {
      const all: string[] = [];
      const noting = afterwards(subscribe, async (response, request) => {
        const { SubscriptionId } = await json(response.clone());
        all.push(`/hosts/${hostOf(request)}/subscriptions/${String(SubscriptionId)}`);
        return response;
      })(next);
      return afterwards(unsubscribe, async (response, request) => {
        for (const path of all.splice(0)) await next(asking(request, 'DELETE', path));
        return response;
      })(noting);
    },
  },
  {
    name: 'acceleration-alarms-hidden',
    does: 'No alarm is found, whichever there are.',
    ...killing(['GetAlarmInfo']),
    wrap: changingAnswer(alarms, () => ({ Alarm: [] })),
  },
  {
    name: 'acceleration-alarms-filter-ignored',
    does: 'All alarms of the host are found, whichever are meant.',
    ...killing(['GetAlarmInfo']),
    wrap: (next) => (request) =>
      next(matches(alarms, request) ? without(request, 'Filter') : request),
  },
  {
    name: 'acceleration-alarms-stay',
    does: 'Alarms that are over are found all the same.',
    ...killing(['GetAlarmInfo']),
    wrap: staying,
  },
];

/** Looks at the alarms before a fault goes, and shows them for ever. */
function staying(next: Fetch): Fetch {
  let administrator: Request | undefined;
  const stay = new Map<string, Json[]>();
  return async (request) => {
    if (request.headers.has('authorization')) administrator ??= request.clone();
    if (request.url.endsWith('/stimuli/acc-fault-clear') && administrator !== undefined) {
      for (const host of hosts) {
        const answer = await next(asking(administrator, 'GET', `/hosts/${host}/alarms`));
        if (answer.ok)
          stay.set(host, [...(stay.get(host) ?? []), ...((await json(answer))['Alarm'] as Json[])]);
      }
    }
    const response = await next(request);
    if (!matches(alarms, request) || !response.ok) return response;
    const { Alarm } = await json(response);
    return Response.json({ Alarm: [...(Alarm as Json[]), ...(stay.get(hostOf(request)) ?? [])] });
  };
}

/** What can be wrong with notifications of alarms. */
import { type Defect, matches } from '../defect.ts';
import type { Json } from '../wrapping.ts';
import { asking, hostOf, json, killing, onNotifications, routeOf } from './management-parts.ts';

const subscribe = routeOf('Subscribe');
const quiet = (): Response => new Response(null, { status: 204 });

interface Notification extends Json {
  readonly notificationId: string;
  readonly Alarm: Json;
}
const read = async (request: Request): Promise<Notification> =>
  (await request.clone().json()) as Notification;
const saying = (request: Request, body: object, url = request.url): Request =>
  new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Each notification, changed, dropped (undefined) or passed on. */
const told = (
  defect: Pick<Defect, 'name' | 'does' | 'kills' | 'mayAlsoBreak'>,
  change: () => (notification: Notification) => object | undefined,
): Defect =>
  onNotifications(defect, (send) => {
    const changing = change();
    return {
      async send(request) {
        const body = changing(await read(request));
        return body === undefined ? quiet() : send(saying(request, body));
      },
    };
  });

export const alarmDefects: readonly Defect[] = [
  told(
    {
      name: 'acceleration-alarm-not-told',
      does: 'The infrastructure tells nobody of alarms.',
      ...killing(['Notify', 'Subscribe'], ['Unsubscribe', 'GetAlarmInfo']),
    },
    () => () => undefined,
  ),
  told(
    {
      name: 'acceleration-alarm-change-not-told',
      does: 'The infrastructure tells of new alarms only.',
      ...killing(['Notify'], ['Subscribe', 'Unsubscribe', 'GetAlarmInfo']),
    },
    () => (body) => (body.Alarm['alarmChangedTime'] === undefined ? body : undefined),
  ),
  told(
    {
      name: 'acceleration-alarm-end-without-time',
      does: 'An alarm that is over does not tell since when.',
      ...killing(['Notify'], ['Subscribe', 'Unsubscribe', 'GetAlarmInfo']),
    },
    () =>
      ({ Alarm: { alarmClearedTime: _, ...alarm }, ...body }) => ({ ...body, Alarm: alarm }),
  ),
  told(
    {
      name: 'acceleration-alarm-not-repeated',
      does: 'What is not acknowledged is not told again.',
      ...killing(['Notify']),
    },
    () => {
      const before = new Set<string>();
      return (body) => {
        if (before.has(body.notificationId)) return undefined;
        before.add(body.notificationId);
        return body;
      };
    },
  ),
  told(
    {
      name: 'acceleration-alarm-changes-when-repeated',
      does: 'What is told again is told as something new.',
      ...killing(['Notify']),
    },
    () => {
      let count = 0;
      return (body) => {
        count += 1;
        return { ...body, notificationId: `notification-${String(count)}` };
      };
    },
  ),
  told(
    {
      name: 'acceleration-alarm-renamed',
      does: 'An alarm has another id each time that it is told.',
      ...killing(['Notify'], ['Subscribe']),
    },
    () => (body) => ({ ...body, Alarm: { ...body.Alarm, alarmId: body.notificationId } }),
  ),
  told(
    {
      name: 'acceleration-alarm-wrong-subscription',
      does: 'The notification names a subscription that nobody has.',
      ...killing(['Notify'], ['Subscribe', 'Unsubscribe', 'GetAlarmInfo']),
    },
    () => (body) => ({ ...body, SubscriptionId: 'nobody' }),
  ),
  told(
    {
      name: 'acceleration-alarm-malformed',
      does: 'The notification lacks the alarm.',
      ...killing(['Notify'], ['Subscribe', 'Unsubscribe', 'GetAlarmInfo']),
    },
    () =>
      ({ Alarm: _, ...body }) =>
        body,
  ),
  told(
    {
      name: 'acceleration-alarm-of-another-accelerator',
      does: 'The notification tells of another accelerator than the one that has the fault.',
      ...killing(['Notify'], ['Subscribe', 'Unsubscribe', 'GetAlarmInfo']),
    },
    () => (body) => ({ ...body, Alarm: { ...body.Alarm, accResourceId: 'another' } }),
  ),
  told(
    {
      name: 'acceleration-alarm-oversized',
      does: 'The notification is larger than anybody reads.',
      ...killing(['Notify'], ['Subscribe', 'Unsubscribe', 'GetAlarmInfo']),
    },
    () => (body) => ({ ...body, more: 'x'.repeat(1024 * 1024) }),
  ),
  onNotifications(
    {
      name: 'acceleration-alarm-told-though-acknowledged',
      does: 'What is acknowledged is told once more.',
      ...killing(['Notify'], ['Subscribe', 'Unsubscribe', 'GetAlarmInfo']),
    },
    (send) => ({
      async send(request) {
        const answer = await send(request.clone());
        if (answer.ok) await send(request);
        return answer;
      },
    }),
  ),
  onNotifications(
    {
      name: 'acceleration-alarm-to-wrong-subscriber',
      does: 'All notifications go to the address that subscribed first.',
      ...killing(['Notify'], ['Subscribe', 'Unsubscribe']),
    },
    (send) => {
      let first: string | undefined;
      return {
        fetch: (next) => async (request) => {
          if (matches(subscribe, request)) {
            const { callbackUri } = (await request.clone().json()) as Json;
            if (first === undefined && typeof callbackUri === 'string') first = callbackUri;
          }
          const response = await next(request);
          // The next example has its own first one.
          if (request.method === 'DELETE' && /\/servers\//.test(request.url)) first = undefined;
          return response;
        },
        send: async (request) => send(saying(request, await read(request), first ?? request.url)),
      };
    },
  ),
  onNotifications(
    {
      name: 'acceleration-alarm-of-before-told',
      does: 'Who subscribes is told of the alarms that there are already.',
      ...killing(['Subscribe'], ['Notify']),
    },
    (send) => ({
      fetch: (next) => async (request) => {
        const wish = matches(subscribe, request) ? await request.clone().json() : undefined;
        const response = await next(request);
        if (wish === undefined || !response.ok) return response;
        const { callbackUri } = wish as { callbackUri: string };
        const hostId = hostOf(request);
        const { SubscriptionId } = await json(response.clone());
        const present = await json(await next(asking(request, 'GET', `/hosts/${hostId}/alarms`)));
        for (const Alarm of present['Alarm'] as Json[]) {
          const notificationId = `before-${String(Alarm['alarmId'])}`;
          await send(
            saying(request, { notificationId, SubscriptionId, hostId, Alarm }, callbackUri),
          );
        }
        return response;
      },
    }),
  ),
];

/** What can be wrong with what alarms post. */
import type { Defect } from '../defect.ts';
import { matches } from '../defect.ts';
import type { Json } from '../wrapping.ts';
import {
  alarms,
  atBoth,
  killing,
  onNotifications,
  saying,
  told,
  traitOf,
  withEvent,
} from './monitoring-parts.ts';

const notify = atBoth('fault/notify', 'change/notify', 'performance/notify');
const ofEvents = atBoth('fault/notify', 'change/notify');
const day = 86_400_000;

export const notificationDefects: readonly Defect[] = [
  told(
    {
      name: 'alarm-not-told',
      does: 'Nobody is told of alarms.',
      ...killing([
        ...notify,
        ...atBoth('fault/subscribe', 'change/subscribe', 'performance/subscribe'),
      ]),
    },
    () => () => undefined,
  ),
  told(
    {
      name: 'alarm-told-without-reason',
      does: 'What is told does not say why.',
      ...killing(notify),
    },
    () =>
      ({ reason_data: _, ...body }) =>
        body,
  ),
  told(
    {
      name: 'alarm-told-oversized',
      does: 'What is told is larger than anybody reads.',
      ...killing(notify),
    },
    () => (body) => ({ ...body, more: 'x'.repeat(1024 * 1024) }),
  ),
  told(
    {
      name: 'alarm-told-of-another',
      does: 'What is told names an alarm that nobody has.',
      ...killing(notify),
    },
    () => (body) => ({ ...body, alarm_id: 'another' }),
  ),
  told(
    {
      name: 'alarm-told-with-other-severity',
      does: 'What is told is not as bad as was subscribed to.',
      ...killing(notify),
    },
    () => (body) => ({ ...body, severity: body['severity'] === 'low' ? 'moderate' : 'low' }),
  ),
  told(
    {
      name: 'alarm-told-about-another',
      does: 'What is told is about another resource than what it happened to.',
      ...killing(ofEvents),
    },
    () => (body) =>
      withEvent(body, (event) => ({
        ...event,
        traits: event.traits.map((each) =>
          each[0] === 'instance_id' ? [each[0], each[1], 'another'] : each,
        ),
      })),
  ),
  told(
    {
      name: 'alarm-told-as-before',
      does: 'What is told later happened earlier.',
      ...killing(ofEvents.filter((clause) => clause.endsWith('fault/notify'))),
    },
    () => {
      let days = 0;
      return (body) =>
        withEvent(body, (event) => {
          days += 1;
          const earlier = Date.parse(`${event.generated}Z`) - days * day;
          return { ...event, generated: new Date(earlier).toISOString().slice(0, -1) };
        });
    },
  ),
  told(
    {
      name: 'alarm-end-not-told',
      does: 'Who was told of a fault is not told that it is over.',
      ...killing(atBoth('fault/notify')),
    },
    () => (body) => (traitOf(body.reason_data.event, 'old_state') === 'error' ? undefined : body),
  ),
  told(
    {
      name: 'alarm-removal-not-told',
      does: 'Who is told of changes is not told when nothing is left.',
      ...killing(atBoth('change/notify')),
    },
    () => (body) =>
      body.reason_data.event?.event_type === 'compute.instance.delete.end' ? undefined : body,
  ),
  told(
    {
      name: 'alarm-update-not-told',
      does: 'Who is told of changes is told of the last one only.',
      ...killing(atBoth('change/notify')),
    },
    () => (body) => {
      const { event } = body.reason_data;
      const isLast = event?.event_type === 'compute.instance.delete.end';
      return event === undefined || isLast ? body : undefined;
    },
  ),
  told(
    {
      name: 'alarm-fall-not-told',
      does: 'Who was told that a threshold is exceeded is not told that it no longer is.',
      ...killing(atBoth('performance/notify')),
    },
    () => (body) => (body.current === 'ok' && body.previous === 'alarm' ? undefined : body),
  ),
  onNotifications(
    {
      name: 'alarm-told-twice',
      does: 'What happened once is told as two.',
      ...killing(atBoth('fault/notify')),
    },
    (send) => ({
      async send(body, request) {
        const answer = await send(saying(request, body));
        const again = withEvent(body, (event) => ({
          ...event,
          message_id: `${event.message_id}-again`,
        }));
        if (again !== body) await send(saying(request, again));
        return answer;
      },
    }),
  ),
  onNotifications(
    {
      name: 'alarm-told-to-first',
      does: 'All that is told goes to the address that subscribed first.',
      ...killing(['vi-vnfm/fault/notify', 'vi-vnfm/change/notify']),
    },
    (send) => {
      let first: string | undefined;
      return {
        fetch: (next) => async (request) => {
          if (matches(alarms.create, request)) {
            const wish = (await request.clone().json()) as Json;
            first ??= String((wish['alarm_actions'] as unknown[])[0]);
          }
          // The next example has its own first one.
          if (request.method === 'DELETE' && /\/servers\//.test(request.url)) first = undefined;
          return next(request);
        },
        send: (body, request) => send(saying(request, body, first ?? request.url)),
      };
    },
  ),
  onNotifications(
    {
      name: 'alarm-told-to-strangers',
      does: 'Who subscribes to what another tenant has is told of it.',
      ...killing(['vi-vnfm/fault/notify', 'vi-vnfm/change/notify']),
    },
    (send) => {
      /** Who asked for what, by the ids of their alarms. */
      const asked = new Map<string, { readonly about: string; readonly action: string }>();
      return {
        fetch: (next) => async (request) => {
          const response = await next(request);
          if (!matches(alarms.create, request) || !response.ok) return response;
          const made = (await response.clone().json()) as Json;
          const rule = made['event_rule'] as { readonly query: readonly Json[] } | undefined;
          asked.set(String(made['alarm_id']), {
            about: String(rule?.query[0]?.['value']),
            action: String((made['alarm_actions'] as unknown[])[0]),
          });
          return response;
        },
        async send(body, request) {
          const about = traitOf(body.reason_data.event, 'instance_id');
          for (const [alarm, other] of asked) {
            if (other.about !== about || other.action === request.url) continue;
            await send(saying(request, { ...body, alarm_id: alarm }, other.action));
          }
          return send(saying(request, body));
        },
      };
    },
  ),
];

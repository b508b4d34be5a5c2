/** What can be wrong with being told of changes of policies. */
import { type Defect, type Fetch, matches } from '../defect.ts';
import { changingRequest, instead, type Json } from '../wrapping.ts';
import { asking, defect, json, routes } from './parts.ts';

const { subscribe, unsubscribe } = routes;

/** A defect of what goes out. @param change gets a notification, and gives those that go out for it */
const ofNotifications = (
  name: string,
  does: string,
  kills: readonly string[],
  change: (told: Json) => readonly Json[],
): Defect => ({
  ...defect(name, does, kills, (next) => next),
  wrapCallbacks:
    (send: Fetch): Fetch =>
    async (request) => {
      if (request.method !== 'POST') return send(request);
      const told = await json(request);
      if (told['notificationType'] === undefined) return send(request);
      let answer = new Response(null, { status: 204 });
      for (const each of change(told)) answer = await send(asking(request, 'POST', each));
      return answer;
    },
});

export const policyNotificationDefects: readonly Defect[] = [
  ofNotifications('not-told', 'Nobody is told of any change.', ['subscribe', 'notify'], () => []),
  ofNotifications('told-twice', 'Every change is told twice.', ['notify'], (told) => [
    told,
    { ...told, id: `${String(told['id'])}-again` },
  ]),
  ofNotifications(
    'told-of-another',
    'A change is told as of another policy.',
    ['notify'],
    (told) => [{ ...told, policyId: 'another' }],
  ),
  ofNotifications(
    'told-to-another',
    'A change is told as for another subscription.',
    ['notify'],
    (told) => [{ ...told, subscriptionId: 'another' }],
  ),
  ofNotifications(
    'told-malformed',
    'It is not told when a policy has changed.',
    ['notify'],
    (told) => [{ ...told, timeStamp: 'now' }],
  ),
  defect(
    'filter-ignored',
    'Whoever has subscribed to one policy is told of all.',
    ['notify'],
    changingRequest(subscribe, ({ filter: _, ...wish }) => wish),
  ),
  defect(
    'unsubscribe-lies',
    'A subscription that was ended goes on.',
    ['notify'],
    instead(unsubscribe, () => new Response(null, { status: 204 })),
  ),
  defect(
    'nowhere-accepted',
    'Whoever subscribes need not say where to.',
    ['subscribe'],
    (next) => async (request) => {
      const wish = matches(subscribe, request) ? await json(request) : {};
      const response = await next(request);
      if (response.status !== 400 || !('callbackUri' in wish)) return response;
      const subscription = { id: 'nothing', ...wish, _links: { self: { href: request.url } } };
      return Response.json(subscription, { status: 201, headers: { location: request.url } });
    },
  ),
];

/** What can be wrong with the health of machines, and with who is told of it. */
import type { Defect, Fetch } from '../defect.ts';
import { changingAnswer, instead, type Json, withJson } from '../wrapping.ts';
import { answer, at, health, isEvent, killing, onEvents } from './hardware-parts.ts';

const system = at('GET', 'Systems/[^/]+');
const thermal = at('GET', 'Chassis/[^/]+/Thermal');
const hypervisors = { method: 'GET', path: /\/os-hypervisors$/ };

const rollupOf = (body: Json): unknown => (body['Status'] as Json)['HealthRollup'];
const withRollup = (body: Json, HealthRollup: unknown): Json => ({
  ...body,
  Status: { ...(body['Status'] as Json), HealthRollup },
});

/** Changes what compute says of the state of its hosts. */
const hostStates = (change: (name: string, state: unknown) => unknown) =>
  changingAnswer(hypervisors, (body) => ({
    ...body,
    hypervisors: (body['hypervisors'] as Json[]).map((each) => ({
      ...each,
      state: change(String(each['hypervisor_hostname']), each['state']),
    })),
  }));

const events =
  (send: (request: Request, next: Fetch) => Promise<Response>) =>
  (next: Fetch): Fetch =>
  async (request) =>
    (await isEvent(request)) ? send(request, next) : next(request);

export const healthDefects: readonly Defect[] = [
  {
    name: 'hardware-always-well',
    does: 'A machine is well whatever its parts are.',
    ...killing(health),
    wrap: changingAnswer(system, (body) => withRollup(body, 'OK')),
  },
  {
    name: 'hardware-ill-for-ever',
    does: 'A machine stays as ill as it once was.',
    ...killing(health),
    wrap: (next) => {
      const ill = new Set<unknown>();
      return changingAnswer(system, (body) => {
        if (rollupOf(body) === 'Critical') ill.add(body['Id']);
        return ill.has(body['Id']) ? withRollup(body, 'Critical') : body;
      })(next);
    },
  },
  {
    name: 'hardware-enclosure-better-than-fan',
    does: 'A fan stands still, and its enclosure is well.',
    ...killing(health),
    wrap: changingAnswer(thermal, (body) => ({
      ...body,
      Fans: (body['Fans'] as Json[]).map((fan) => ({
        ...fan,
        Status: { State: 'Enabled', Health: 'Critical' },
      })),
    })),
  },
  {
    name: 'hardware-without-temperatures',
    does: 'No sensor shows a temperature.',
    ...killing(health),
    wrap: changingAnswer(thermal, (body) => ({ ...body, Temperatures: [] })),
  },
  {
    name: 'hardware-off-unnoticed',
    does: 'The VIM does not learn that the machine of a host is off.',
    ...killing(health),
    wrap: hostStates(() => 'up'),
  },
  {
    name: 'hardware-on-unnoticed',
    does: 'The VIM does not learn that the machine of a host is on again.',
    ...killing(health),
    wrap: (next) => {
      const down = new Set<string>();
      return hostStates((name, state) => {
        if (state === 'down') down.add(name);
        return down.has(name) ? 'down' : state;
      })(next);
    },
  },
  onEvents(
    {
      name: 'hardware-events-unsent',
      does: 'Nobody is told of events.',
      ...killing(health),
    },
    events(() => Promise.resolve(answer(204))),
  ),
  onEvents(
    {
      name: 'hardware-events-harmless',
      does: 'Whatever happens is told as harmless.',
      ...killing(health),
    },
    events(async (request, next) =>
      next(
        await withJson(request, (body) => ({
          ...body,
          Events: (body['Events'] as Json[]).map((each) => ({
            ...each,
            Severity: 'OK',
            MessageSeverity: 'OK',
          })),
        })),
      ),
    ),
  ),
  onEvents(
    {
      name: 'hardware-events-misdirected',
      does: 'Events come as those of another subscription.',
      ...killing(health),
    },
    events(async (request, next) =>
      next(await withJson(request, (body) => ({ ...body, Context: 'somebody else' }))),
    ),
  ),
  {
    name: 'hardware-subscription-without-end',
    does: 'A subscription is not ended when it is told to end.',
    ...killing(health),
    wrap: instead(at('DELETE', 'EventService/Subscriptions/[^/]+'), () => answer(204)),
  },
  {
    name: 'hardware-subscription-of-any-kind',
    does: 'A subscription is accepted that can never be served.',
    ...killing(health),
    wrap: instead(at('POST', 'EventService/Subscriptions'), async (request, next) => {
      const again = request.clone();
      const seen = await next(request);
      if (seen.status !== 400) return seen;
      return next(
        await withJson(again, (body) => ({
          ...body,
          Protocol: 'Redfish',
          Destination: 'http://127.0.0.1:9/nowhere',
        })),
      );
    }),
  },
];

/** What can be wrong with finding out which hardware there is, and with who may. */
import type { Defect } from '../defect.ts';
import { matches } from '../defect.ts';
import { changingAnswer, instead, type Json } from '../wrapping.ts';
import { answer, asVim, at, discover, health, killing, look } from './hardware-parts.ts';

const systems = at('GET', 'Systems');

export const discoveryDefects: readonly Defect[] = [
  {
    name: 'hardware-module-hidden',
    does: 'The list of memory modules leaves one out.',
    ...killing(discover),
    wrap: changingAnswer(at('GET', 'Systems/[^/]+/Memory'), (body) => {
      const Members = (body['Members'] as unknown[]).slice(0, -1);
      return { ...body, Members, 'Members@odata.count': Members.length };
    }),
  },
  {
    name: 'hardware-ports-alike',
    does: 'All network interfaces have one address.',
    ...killing(discover),
    wrap: changingAnswer(at('GET', 'Systems/[^/]+/EthernetInterfaces/[^/]+'), (body) => ({
      ...body,
      MACAddress: '02:00:00:00:00:01',
    })),
  },
  {
    name: 'hardware-list-in-a-circle',
    does: 'The list of machines goes on with itself.',
    ...killing(discover, health),
    wrap: changingAnswer(systems, (body) => ({
      ...body,
      'Members@odata.nextLink': body['@odata.id'],
    })),
  },
  {
    name: 'hardware-list-leads-outside',
    does: 'The list of machines goes on in another place.',
    ...killing(discover, health),
    wrap: changingAnswer(systems, (body) => ({
      ...body,
      'Members@odata.nextLink': 'http://elsewhere.test/redfish/v1/Systems?$skip=3',
    })),
  },
  {
    name: 'hardware-manager-mute',
    does: 'A manager does not tell what it is.',
    ...killing(discover),
    wrap: changingAnswer(at('GET', 'Managers/[^/]+'), (body) => ({ ...body, ManagerType: null })),
  },
  {
    name: 'hardware-host-unnamed',
    does: 'One machine does not tell which host runs on it.',
    ...killing(discover),
    wrap: changingAnswer(at('GET', 'Systems/compute-1'), (body) => ({ ...body, HostName: null })),
  },
  {
    name: 'hardware-open-to-all',
    does: 'Whoever asks is answered, with whatever credentials.',
    ...killing(discover, health),
    wrap: (next) => (request) =>
      next(request.method === 'GET' && isOfHardware(request) ? asVim(request) : request),
  },
  {
    name: 'hardware-session-without-end',
    does: 'A session is not ended when it is told to end.',
    ...killing(discover),
    wrap: instead(at('DELETE', 'SessionService/Sessions/[^/]+'), () => answer(204)),
  },
  {
    name: 'hardware-session-useless',
    does: 'Nobody is known by the token of a session.',
    ...killing(discover),
    wrap: (next) => (request) => {
      const { headers } = request;
      if (!isOfHardware(request) || !headers.has('x-auth-token')) return next(request);
      const changed = new Headers(headers);
      changed.set('x-auth-token', '0'.repeat(32));
      return next(new Request(request, { headers: changed }));
    },
  },
  {
    name: 'hardware-unknown-shown',
    does: 'In the place of what there is not another thing is shown.',
    ...killing(discover),
    wrap: (next) => async (request) => {
      const seen = await next(request);
      const [, kind] =
        /^\/redfish\/v1\/(Systems|Chassis|Managers)\/[^/]+$/.exec(new URL(request.url).pathname) ??
        [];
      if (seen.status !== 404 || kind === undefined) return seen;
      return answer(200, await look(next, request, `/redfish/v1/${kind}/compute-1`));
    },
  },
  {
    name: 'hardware-reader-switches',
    does: 'Whoever has an account may switch machines.',
    ...killing(discover),
    wrap: (next) => (request) =>
      next(matches(at('POST', 'Systems/[^/]+/Actions/.*'), request) ? asVim(request) : request),
  },
  {
    name: 'hardware-enclosure-forgetful',
    does: 'An enclosure knows of no machine in it.',
    ...killing(discover),
    wrap: changingAnswer(at('GET', 'Chassis/[^/]+'), (body) => ({
      ...body,
      Links: { ...(body['Links'] as Json), ComputerSystems: [] },
    })),
  },
];

const isOfHardware = (request: Request): boolean =>
  new URL(request.url).pathname.startsWith('/redfish/v1/');

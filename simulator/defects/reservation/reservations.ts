/** All defects of reservations. */
import { type Defect, type Fetch, matches, type Route } from '../defect.ts';
import { changed } from '../infrastructure/parts.ts';
import { changingAnswer, instead, type Json } from '../wrapping.ts';
import {
  defect,
  kills,
  leasesIn,
  list,
  remove,
  show,
  showing,
  unchanged,
  update,
} from './parts.ts';
import { reservationRefusalDefects } from './refusals.ts';
import { reservationTimeDefects } from './times.ts';

const server: Route = { method: 'GET', path: /\/compute\/v2\.1\/servers\/[^/]+$/ };
const addresses: Route = { method: 'GET', path: /\/network\/v2\.0\/floatingips$/ };

/** Servers of a reservation in another state than they are in. */
const serversOfReservations = (from: string, to: string) =>
  changingAnswer(server, (body) => {
    const shown = body['server'] as Json;
    const name = String((shown['flavor'] as Json | undefined)?.['original_name']);
    const concerned = name.startsWith('reservation:') && shown['status'] === from;
    return concerned ? { ...body, server: { ...shown, status: to } } : body;
  });

const done = (): Response => new Response(null, { status: 204 });

/** The first request for each is answered and nothing is done, so that clean-up is not what fails. */
function ignoringFirstEnd(next: Fetch): Fetch {
  const ignored = new Set<string>();
  return (request) => {
    if (!matches(remove, request) || ignored.has(request.url)) return next(request);
    ignored.add(request.url);
    return Promise.resolve(done());
  };
}

/** What is terminated is seen no more, and is there. */
function keeping(next: Fetch): Fetch {
  const ended = new Set<string>();
  const idIn = (request: Request) => new URL(request.url).pathname.split('/').at(-1) ?? '';
  return async (request) => {
    if (matches(remove, request) && !ended.has(idIn(request))) {
      const answer = await unchanged(new Request(request.url, { headers: request.headers }), next);
      if (!answer.ok) return next(request);
      ended.add(idIn(request));
      return done();
    }
    const gone = matches(show, request) && ended.has(idIn(request));
    if (gone) {
      const unknown = request.url.replace(idIn(request), 'unknown');
      return next(new Request(unknown, { headers: request.headers }));
    }
    const answer = await next(request);
    if (!matches(list, request)) return answer;
    return changed(answer, (body) => ({
      ...body,
      leases: leasesIn(body).filter(({ id }) => !ended.has(String(id))),
    }));
  };
}

export const reservationDefects: readonly Defect[] = [
  ...reservationTimeDefects,
  ...reservationRefusalDefects,
  defect(
    'unusable',
    'Virtual computes of a reservation find no place.',
    kills('create', ['compute']),
    serversOfReservations('ACTIVE', 'ERROR'),
  ),
  defect(
    'used-without-end',
    'A reservation has room for any number of virtual computes.',
    kills('create', ['compute']),
    serversOfReservations('ERROR', 'ACTIVE'),
  ),
  defect(
    'gives-no-address',
    'Whoever has reserved a public address does not get it.',
    kills('create', ['network']),
    changingAnswer(addresses, (body) => ({ ...body, floatingips: [] })),
  ),
  defect(
    'shows-another-amount',
    'A reservation is shown to be of more than was asked for.',
    [...kills('query'), ...kills('create')],
    showing((lease) => ({
      ...lease,
      reservations: ((lease['reservations'] ?? []) as Json[]).map((each) => ({
        ...each,
        amount: Number(each['amount']) + 1,
      })),
    })),
  ),
  defect(
    'not-listed',
    'The reservation that was made last is not in the list.',
    kills('query'),
    changingAnswer(list, (body) => ({ ...body, leases: leasesIn(body).slice(0, -1) })),
  ),
  defect(
    'update-forgotten',
    'A change of a reservation is answered as done, and is not made.',
    kills('update'),
    instead(update, unchanged),
  ),
  defect(
    'terminate-does-nothing',
    'A reservation that was terminated goes on.',
    kills('terminate'),
    ignoringFirstEnd,
  ),
  defect(
    'kept-when-terminated',
    'What a reservation had is not free when it was terminated.',
    kills('terminate'),
    keeping,
  ),
];

/** The defects of what must be refused. */
import { withoutToken } from '../collection/maker.ts';
import { type Defect, type Fetch, matches, type Route } from '../defect.ts';
import { asAdministrator, type Json, withJson } from '../wrapping.ts';
import {
  create,
  crossed,
  defect,
  kills,
  list,
  remove,
  show,
  unchanged,
  update,
  whereRefused,
} from './parts.ts';

/** Reserves one of what was wished, at a time when nobody else does. */
const elsewhere = async (request: Request, next: Fetch): Promise<Response> =>
  next(
    await withJson(request, (body) => ({
      ...body,
      start_date: '2199-01-01 00:00',
      end_date: '2199-01-01 00:01',
      reservations: ((body['reservations'] ?? []) as Json[]).map((each) => ({
        ...each,
        amount: 1,
      })),
    })),
  );

const anonymous = (route: Route) =>
  asAdministrator(route, (request) => withoutToken(request, Response.error()));

/** Answers with some lease where there is none. */
const another =
  (route: Route, status: number) =>
  (next: Fetch): Fetch => {
    let last: Response | undefined;
    return async (request) => {
      const answer = await next(request);
      if (matches(create, request) && answer.ok) last = answer.clone();
      if (!matches(route, request) || answer.status !== 404) return answer;
      return status === 204 ? new Response(null, { status }) : (last?.clone() ?? answer);
    };
  };

export const reservationRefusalDefects: readonly Defect[] = [
  defect(
    'over-commits',
    'More than there is can be reserved.',
    kills('create'),
    whereRefused(create, /^Not enough/, elsewhere),
  ),
  defect(
    'over-commits-on-update',
    'A reservation can be changed to more than there is, and is answered as changed.',
    kills('update', ['compute']),
    whereRefused(update, /^Not enough/, unchanged),
  ),
  defect(
    'ends-before-it-begins',
    'A reservation whose end is before its beginning is taken.',
    crossed('create'),
    whereRefused(create, /^End date/, elsewhere),
  ),
  defect(
    'changed-to-end-before-it-begins',
    'A change to an end before the beginning is answered as done.',
    crossed('update'),
    whereRefused(update, /^End date/, unchanged),
  ),
  defect(
    'by-anonymous',
    'Whoever has not signed in may reserve something.',
    kills('create'),
    anonymous(create),
  ),
  defect(
    'shown-to-anonymous',
    'Whoever has not signed in is shown reservations.',
    kills('query'),
    anonymous(show),
  ),
  defect(
    'listed-to-neighbours',
    'A list holds the reservations of all tenants.',
    kills('query'),
    asAdministrator(list),
  ),
  defect(
    'shown-to-neighbours',
    'A reservation is shown to another tenant.',
    kills('query'),
    asAdministrator(show),
  ),
  defect(
    'changed-by-neighbours',
    'A reservation can be changed by another tenant.',
    kills('update'),
    asAdministrator(update),
  ),
  defect(
    'terminated-by-neighbours',
    'A reservation can be terminated by another tenant.',
    kills('terminate'),
    asAdministrator(remove),
  ),
  defect(
    'unknown-shown',
    'In place of a reservation that does not exist another is shown.',
    kills('query'),
    another(show, 200),
  ),
  defect(
    'unknown-changed',
    'A change of a reservation that does not exist is answered as done.',
    kills('update'),
    another(update, 200),
  ),
  defect(
    'unknown-terminated',
    'The end of a reservation that does not exist is answered as done.',
    kills('terminate'),
    another(remove, 204),
  ),
];

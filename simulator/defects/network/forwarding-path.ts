/** The defects of network forwarding paths. */
import { anyoneSignedIn, asMaker, withoutToken } from '../collection/maker.ts';
import { type Defect, type Fetch, matches } from '../defect.ts';
import {
  asAdministrator,
  changingAnswer,
  changingRequest,
  instead,
  type Json,
} from '../wrapping.ts';
import { anything, chains, defectOf, of, parts, within } from './forwarding-path-parts.ts';
import { acceptingRefused, mending } from './parts.ts';

const pairs = of('POST', 'port_pairs');
const rules = of('POST', 'flow_classifiers');
const update = of('PUT', 'port_chains', true);
const lists = of('GET', anything);

/** Remembers ports that pairs were made of: a service that is wrong takes one of these for another. */
const takingKnownPorts =
  (status: number, mend: (pair: Json, known: string) => Json) =>
  (next: Fetch): Fetch => {
    const known: string[] = [];
    return async (request) => {
      if (!matches({ method: 'POST', path: /\/ports$|\/sfc\/port_pairs$/ }, request)) {
        return next(request);
      }
      if (matches(pairs, request)) {
        const { port_pair: pair } = (await request.clone().json()) as { port_pair: Json };
        const other = known.findLast((id) => id !== pair['egress']);
        const change = within('port_pair', (told) => mend(told, other ?? ''));
        return mending(pairs, [status], change)(next)(request);
      }
      const answer = await next(request);
      const { port } = (await answer.clone().json()) as { port?: { id: string } };
      if (port !== undefined) known.push(port.id);
      return answer;
    };
  };

/** Does what is asked, and does it to the path that was made before, too. */
const takingTheNeighbour =
  (route: typeof update) =>
  (next: Fetch): Fetch => {
    const made: string[] = [];
    return async (request) => {
      const again = request.clone();
      const answer = await next(request);
      if (matches(chains.create, request) && answer.ok) {
        const { port_chain: chain } = (await answer.clone().json()) as { port_chain: Json };
        made.push(String(chain['id']));
      }
      const before = made[made.indexOf(request.url.split('/').at(-1) ?? '') - 1];
      if (matches(route, request) && answer.ok && before !== undefined) {
        await next(new Request(request.url.replace(/[^/]+$/, before), again));
      }
      return answer;
    };
  };

/** Confirms and does nothing, the first time only, so that clean-up is not what fails. */
const pretending =
  (route: typeof update) =>
  (next: Fetch): Fetch => {
    const ignored = new Set<string>();
    return (request) => {
      if (!matches(route, request) || ignored.has(request.url)) return next(request);
      ignored.add(request.url);
      return Promise.resolve(new Response(null, { status: 204 }));
    };
  };

const created: readonly Defect[] = [
  defectOf(
    'create-other-order',
    'A path leads over its connection points in another order.',
    ['create'],
    changingRequest(
      chains.create,
      within('port_chain', (chain) => ({
        ...chain,
        port_pair_groups: (chain['port_pair_groups'] as string[]).toReversed(),
      })),
    ),
  ),
  defectOf(
    'create-forgets-destination',
    'A path leads traffic wherever that goes to.',
    ['create'],
    changingRequest(
      rules,
      within('flow_classifier', ({ destination_ip_prefix: _ignored, ...rule }) => rule),
    ),
  ),
  defectOf(
    'create-takes-any-point',
    'A connection point that there is not, or of somebody else, is taken for another.',
    ['create'],
    takingKnownPorts(404, (pair, known) => ({ ...pair, ingress: known, egress: known })),
  ),
  defectOf(
    'create-shares-points',
    'Two paths lead over the same connection points.',
    ['create'],
    takingKnownPorts(400, (pair, known) => ({ ...pair, egress: known })),
  ),
  defectOf(
    'create-shares-traffic',
    'Two paths lead the same traffic.',
    ['create'],
    mending(
      rules,
      [400],
      within('flow_classifier', (rule) => ({ ...rule, source_ip_prefix: '192.0.2.77/32' })),
    ),
  ),
  defectOf(
    'create-shares-rule',
    'Two paths have one rule.',
    ['create'],
    mending(
      chains.create,
      [409],
      within('port_chain', (chain) => ({ ...chain, flow_classifiers: [] })),
    ),
  ),
  defectOf(
    'create-foreign',
    'Whoever is signed in leads traffic over the connection points of others.',
    ['create'],
    asAdministrator(of('POST', anything)),
  ),
];

const queried: readonly Defect[] = [
  defectOf(
    'query-shows-others',
    'Whoever is signed in is shown the paths of all.',
    ['query'],
    asMaker(chains, lists, (request) => request.headers.has('x-auth-token')),
  ),
  defectOf(
    'query-without-token',
    'Paths are shown without a token.',
    ['query'],
    asMaker(chains, lists, withoutToken),
  ),
  defectOf(
    'query-leaves-out',
    'The list leaves out the path that was made last.',
    ['query'],
    changingAnswer(chains.list, (body) => ({
      ...body,
      port_chains: (body['port_chains'] as Json[]).slice(0, -1),
    })),
  ),
];

const updated: readonly Defect[] = [
  defectOf(
    'update-forgotten',
    'An update of a path is answered as done, and nothing changes.',
    ['update'],
    instead(update, (request, next) => {
      const headers = new Headers(request.headers);
      headers.delete('content-type');
      return next(new Request(request.url, { headers }));
    }),
  ),
  defectOf(
    'update-takes-the-neighbour',
    'What is said of one path is said of the one before it, too.',
    ['update'],
    takingTheNeighbour(update),
  ),
  defectOf(
    'update-foreign',
    'A VNF manager changes the path of another one.',
    ['update'],
    asMaker(chains, update, anyoneSignedIn),
  ),
  defectOf(
    'update-accepts-unknown',
    'An update of a path that does not exist is answered as done.',
    ['update'],
    instead(update, async (request, next) => {
      const answer = await next(request);
      return answer.status === 404 ? new Response('{}', { status: 200 }) : answer;
    }),
  ),
];

const deleted: readonly Defect[] = [
  defectOf(
    'delete-does-nothing',
    'Deleting a path is answered as done, and it is still there.',
    ['delete'],
    pretending(chains.remove),
  ),
  defectOf(
    'delete-takes-the-neighbour',
    'Deleting a path deletes the one that was made before it, too.',
    ['delete'],
    takingTheNeighbour(chains.remove),
  ),
  defectOf(
    'delete-keeps-the-rule',
    'The traffic of a deleted path is not free for another one.',
    ['delete'],
    pretending(of('DELETE', 'flow_classifiers', true)),
  ),
  defectOf(
    'delete-part-in-use',
    'What a path is made of is deleted from under it.',
    ['delete'],
    acceptingRefused(of('DELETE', parts, true), 409, 204),
  ),
  defectOf(
    'delete-foreign',
    'A VNF manager deletes the path of another one.',
    ['delete'],
    asMaker(chains, chains.remove, anyoneSignedIn),
  ),
  defectOf(
    'delete-accepts-unknown',
    'Deleting a path that does not exist is answered as done.',
    ['delete'],
    acceptingRefused(chains.remove, 404, 204),
  ),
];

export const forwardingPathDefects: readonly Defect[] = [
  ...created,
  ...queried,
  ...updated,
  ...deleted,
];

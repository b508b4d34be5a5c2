/** The defects of where virtualised compute is. */
import { anyoneSignedIn, asMaker } from '../collection/maker.ts';
import { action, servers } from '../compute/virtual-compute-parts.ts';
import type { Defect, Route } from '../defect.ts';
import {
  asAdministrator,
  changingAnswer,
  changingRequest,
  instead,
  type Json,
  withJson,
} from '../wrapping.ts';
import { atBoth } from './clauses.ts';
import { atOrVi, atViVnfm, defect, lying, served } from './compute-parts.ts';

const groups = atBoth(served, 'create-compute-affinity-group');

const create: Route = { method: 'POST', path: /\/os-server-groups$/ };
const show: Route = { method: 'GET', path: /\/os-server-groups\/[^/]+$/ };

const inGroup = (body: Json, change: (group: Json) => Json): Json => ({
  server_group: change(body['server_group'] as Json),
});
const opposite: Readonly<Record<string, string>> = {
  affinity: 'anti-affinity',
  'anti-affinity': 'affinity',
};
const withoutGroup = ({ 'os:scheduler_hints': _ignored, ...body }: Json): Json => body;

export const computePlaceDefects: readonly Defect[] = [
  {
    ...defect(
      'migrate-stays',
      'Migrating is answered as accepted, and everything stays where it is.',
      [...atOrVi('migrate-compute'), ...atViVnfm('migrate-compute')],
      lying('migrate', 'os-migrateLive'),
    ),
    on: ['vnf-manager-administers'],
  },
  {
    ...defect(
      'migrate-foreign',
      'A VNF manager migrates the virtual compute of another one.',
      atViVnfm('migrate-compute'),
      asMaker(servers, action, anyoneSignedIn),
    ),
    on: ['vnf-manager-administers'],
  },
  defect(
    'migrate-by-anyone',
    'Whoever has a virtual compute may migrate it.',
    atOrVi('migrate-compute'),
    asAdministrator(action),
  ),
  defect(
    'affinity-ignored',
    'A virtual compute is placed without regard to its group.',
    groups,
    changingRequest(servers.create, withoutGroup),
  ),
  defect('affinity-opposite', 'A group does the opposite of what it shall.', groups, (next) =>
    changingRequest(create, (body) =>
      inGroup(body, (group) => ({ ...group, policy: opposite[String(group['policy'])] })),
    )(
      changingAnswer(show, (body) =>
        inGroup(body, (group) => ({ ...group, policy: opposite[String(group['policy'])] })),
      )(next),
    ),
  ),
  defect(
    'affinity-told-wrongly',
    'A group is shown with the opposite of what it does.',
    groups,
    changingAnswer(show, (body) =>
      inGroup(body, (group) => ({ ...group, policy: opposite[String(group['policy'])] })),
    ),
  ),
  defect(
    'affinity-accepts-nonsense',
    'A group that shall do nothing that is known keeps together.',
    groups,
    changingRequest(create, (body) =>
      inGroup(body, ({ policy, ...group }) => ({
        ...group,
        policy: opposite[String(policy)] === undefined ? 'affinity' : policy,
      })),
    ),
  ),
  defect(
    'affinity-foreign',
    'A group of another VNF manager is taken for none.',
    atViVnfm('create-compute-affinity-group'),
    instead(servers.create, async (request, next) => {
      const again = request.clone();
      const answer = await next(request);
      return answer.status === 400 ? next(await withJson(again, withoutGroup)) : answer;
    }),
  ),
];

/** The defects of virtualised compute as Or-Vi and Vi-Vnfm manage it. */
import { withEntries } from '../collection/collection.ts';
import { anyoneSignedIn, asMaker } from '../collection/maker.ts';
import { action, isAction, serverIn, servers, show } from '../compute/virtual-compute-parts.ts';
import { type Defect, matches, type Route } from '../defect.ts';
import { asAdministrator, changingAnswer, instead, type Json } from '../wrapping.ts';
import { atBoth } from './clauses.ts';
import { accepting, atOrVi, atViVnfm, defect, doing, lying, served } from './compute-parts.ts';

const both = (operation: string) => atBoth(served, `${operation}-compute`);

const metadata: Route = { method: 'POST', path: /\/servers\/[^/]+\/metadata$/ };

export const managedComputeDefects: readonly Defect[] = [
  defect(
    'query-forgets-metadata',
    'The list tells nothing of what it was told about a virtual compute.',
    [...both('allocate'), ...both('query')],
    changingAnswer(servers.list, (body) =>
      withEntries(servers, body, (entries) => entries.map((one) => ({ ...one, metadata: {} }))),
    ),
  ),
  defect(
    'query-own-only',
    'Who asks for the virtual computes of all tenants is shown its own.',
    atOrVi('query-compute'),
    (next) => (request) => {
      if (!matches(servers.list, request)) return next(request);
      const url = new URL(request.url);
      url.searchParams.delete('all_tenants');
      return next(new Request(url, { headers: request.headers }));
    },
  ),
  defect(
    'query-all-by-anyone',
    'Whoever is signed in may ask for the virtual computes of all tenants.',
    atViVnfm('query-compute'),
    asAdministrator(servers.list, (request) => request.url.includes('all_tenants')),
  ),
  defect(
    'update-forgotten',
    'An update of a virtual compute is answered as done, and nothing changes.',
    both('update'),
    instead(metadata, () => Response.json({ metadata: {} })),
  ),
  defect(
    'update-accepts-unknown',
    'An update of a virtual compute that does not exist is answered as done.',
    both('update'),
    instead(metadata, async (request, next) => {
      const answer = await next(request);
      return answer.status === 404 ? Response.json({ metadata: {} }) : answer;
    }),
  ),
  defect(
    'update-foreign',
    'A VNF manager updates the virtual compute of another one.',
    atViVnfm('update-compute'),
    asMaker(servers, metadata, anyoneSignedIn),
  ),
  defect(
    'operate-stops-lie',
    'Stopping, pausing and suspending are answered as accepted, and are not done.',
    both('operate'),
    lying('os-stop', 'pause', 'suspend'),
  ),
  defect(
    'operate-starts-lie',
    'What was stopped, paused or suspended is answered as started again, and is not.',
    both('operate'),
    lying('os-start', 'unpause', 'resume'),
  ),
  defect(
    'operate-reboot-never-ends',
    'A virtual compute that is rebooted goes on rebooting for ever.',
    both('operate'),
    (next) => {
      const rebooted = new Set<string>();
      const never = changingAnswer(show, (body, request) => {
        const server = body['server'] as Json;
        return rebooted.has(serverIn(request)) ? { server: { ...server, status: 'REBOOT' } } : body;
      })(next);
      return async (request) => {
        if (await isAction(request, 'reboot')) rebooted.add(serverIn(request));
        return never(request);
      };
    },
  ),
  defect(
    'operate-in-any-state',
    'What runs is answered as started.',
    both('operate'),
    accepting(409, 'os-start'),
  ),
  defect(
    'acts-on-nothing',
    'What is asked of a virtual compute that does not exist is answered as accepted.',
    [...both('operate'), ...both('scale'), ...atOrVi('migrate-compute')],
    accepting(404, 'os-stop', 'resize', 'migrate'),
  ),
  defect(
    'acts-for-anyone',
    'A VNF manager operates and scales the virtual compute of another one.',
    [...atViVnfm('operate-compute'), ...atViVnfm('scale-compute')],
    asMaker(servers, action, anyoneSignedIn),
  ),
  defect(
    'scale-lies',
    'Scaling is answered as accepted, and the capacity is what it was.',
    both('scale'),
    lying('resize'),
  ),
  defect(
    'scale-comes-back',
    'What was scaled has its former capacity again once that is confirmed.',
    both('scale'),
    (next) => {
      const reverted = doing('confirmResize', { revertResize: null })(next);
      return async (request) => {
        const confirms = await isAction(request, 'confirmResize');
        const answer = await reverted(request);
        return confirms && answer.ok ? new Response(null, { status: 204 }) : answer;
      };
    },
  ),
  defect(
    'scale-beyond-quota',
    'A virtual compute is scaled beyond the quota, so it says.',
    both('scale'),
    accepting(403, 'resize'),
  ),
];

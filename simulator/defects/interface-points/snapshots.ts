/** The defects of snapshots of storage. */
import { anyoneSignedIn, asMaker } from '../collection/maker.ts';
import { inVolume, volumes } from '../block-storage/virtual-storage-parts.ts';
import { type Defect, matches, type Route } from '../defect.ts';
import { changingAnswer, changingRequest, instead, type Json } from '../wrapping.ts';
import { atBoth } from './clauses.ts';

const take: Route = { method: 'POST', path: /\/volume\/v3\/snapshots$/ };
const show: Route = { method: 'GET', path: /\/volume\/v3\/snapshots\/(?!detail$)[^/]+$/ };
const remove: Route = { method: 'DELETE', path: /\/volume\/v3\/snapshots\/[^/]+$/ };

const both = atBoth('resource-management', 'operate-storage');
const [atOrVi = '', atViVnfm = ''] = both;

const defect = (
  name: string,
  does: string,
  kills: readonly string[],
  wrap: Defect['wrap'],
): Defect => ({ name: `snapshot-${name}`, does, kills, mayAlsoBreak: [], wrap });

const done = (): Response => new Response(null, { status: 202 });

export const snapshotDefects: readonly Defect[] = [
  defect(
    'never-ends',
    'A snapshot is being taken for ever.',
    both,
    changingAnswer(show, (body) => ({
      snapshot: { ...(body['snapshot'] as Json), status: 'creating' },
    })),
  ),
  defect(
    'not-used',
    'Storage that is made from a snapshot is made empty, whoever asks.',
    both,
    changingRequest(volumes.create, (body) =>
      inVolume(body, ({ snapshot_id: _ignored, ...volume }) => volume),
    ),
  ),
  defect('delete-does-nothing', 'A snapshot that was deleted is still there.', both, (next) => {
    const ignored = new Set<string>();
    return (request) => {
      // The first time only, so that clean-up is not what fails.
      if (!matches(remove, request) || ignored.has(request.url)) return next(request);
      ignored.add(request.url);
      return Promise.resolve(done());
    };
  }),
  defect(
    'of-foreign-storage',
    'A VNF manager takes a snapshot of the storage of another one.',
    [atViVnfm],
    asMaker(volumes, take, anyoneSignedIn),
  ),
  defect(
    'delete-accepts-unknown',
    'Deleting a snapshot that does not exist is answered as done.',
    [atOrVi],
    instead(remove, async (request, next) => {
      const answer = await next(request);
      return answer.status === 404 ? done() : answer;
    }),
  ),
];

/** The defects of software images as Or-Vi and Vi-Vnfm manage them. */
import { anyoneSignedIn, asMaker } from '../collection/maker.ts';
import { ours, withEntries } from '../collection/collection.ts';
import { type Defect, type Fetch, matches, type Route } from '../defect.ts';
import { images } from '../image/image-parts.ts';
import { changingAnswer, instead } from '../wrapping.ts';
import { atBoth } from './clauses.ts';

const patch: Route = { method: 'PATCH', path: /\/v2\/images\/[^/]+$/ };
const update = ['or-vi/software-image/update'];

const defect = (
  name: string,
  does: string,
  kills: readonly string[],
  wrap: Defect['wrap'],
): Defect => ({ name: `software-image-${name}`, does, kills, mayAlsoBreak: [], wrap });

/** Shows the image as it is. */
const unchanged = (request: Request, next: Fetch) => {
  const headers = new Headers(request.headers);
  headers.delete('content-type');
  return next(new Request(request.url, { headers }));
};

export const softwareImageDefects: readonly Defect[] = [
  defect(
    'query-forgets-provider',
    'The list does not tell who provides an image.',
    atBoth('software-image', 'query'),
    changingAnswer(images.list, (body) =>
      withEntries(images, body, (entries) =>
        entries.map((entry) => {
          const { provider: _forgotten, ...rest } = entry;
          return ours(images, entry) ? rest : entry;
        }),
      ),
    ),
  ),
  defect(
    'query-own-only',
    'Who asks for the images of all tenants is shown its own.',
    ['or-vi/software-image/query'],
    (next) => (request) => {
      const url = new URL(request.url);
      if (!matches(images.list, request) || !url.searchParams.has('visibility')) {
        return next(request);
      }
      url.searchParams.delete('visibility');
      url.searchParams.set('owner', 'nobody-else');
      return next(new Request(url, { headers: request.headers }));
    },
  ),
  defect(
    'update-forgotten',
    'An update of an image is answered as done, and nothing changes.',
    update,
    instead(patch, unchanged),
  ),
  defect(
    'update-accepts-unknown',
    'An update of an image that does not exist is answered with another image.',
    update,
    instead(patch, async (request, next) => {
      const answer = await next(request);
      if (answer.status !== 404) return answer;
      const all = request.url.replace(/\/[^/]+$/, '');
      const list = await unchanged(new Request(all, { headers: request.headers }), next);
      const { images: found } = (await list.json()) as { readonly images: readonly unknown[] };
      return Response.json(found[0]);
    }),
  ),
  defect(
    'update-by-anyone',
    'Whoever is signed in may update an image.',
    update,
    asMaker(images, patch, anyoneSignedIn),
  ),
];

/**
 * The defects that allocating, querying, updating and terminating can have, whatever the resource, beside
 * those of the rows of Table 6-2.
 */
import { anyoneSignedIn, asMaker } from '../collection/maker.ts';
import { type Collection, inAsked, ours, withEntries } from '../collection/collection.ts';
import { type Defect, matches, type Route } from '../defect.ts';
import { changingAnswer, changingRequest, instead } from '../wrapping.ts';
import { atBoth } from './clauses.ts';

/** A resource as the two interface points manage it. */
export interface Managed {
  /** As clause ids have it. */
  readonly kind: 'network' | 'storage';
  readonly collection: Collection;
  readonly update: Route;
}

const served = 'resource-management';

export function lifecycleDefects({ kind, collection, update }: Managed): Defect[] {
  const { create, list, remove, deleted } = collection;
  const both = (operation: string) => atBoth(served, `${operation}-${kind}`);
  const atViVnfm = (operation: string) => [`vi-vnfm/${served}/${operation}-${kind}`];
  const atOrVi = (operation: string) => [`or-vi/${served}/${operation}-${kind}`];
  const done = () => new Response(null, { status: deleted });

  const defect = (
    name: string,
    does: string,
    kills: readonly string[],
    wrap: Defect['wrap'],
  ): Defect => ({ name: `managed-${kind}-${name}`, does, kills, mayAlsoBreak: [], wrap });

  return [
    defect(
      'allocate-forgets-description',
      `A ${kind} is made without the description that was asked for.`,
      both('allocate'),
      changingRequest(create, (body) =>
        inAsked(collection, body, ({ description: _ignored, ...wish }) => wish),
      ),
    ),
    defect(
      'query-forgets-described',
      `The list leaves out every ${kind} that has a description.`,
      both('query'),
      changingAnswer(list, (body) =>
        withEntries(collection, body, (entries) =>
          entries.filter((entry) => !ours(collection, entry) || !entry['description']),
        ),
      ),
    ),
    defect(
      'update-forgotten',
      `An update of ${kind} is answered as done, and nothing changes.`,
      both('update'),
      instead(update, (request, next) => {
        const headers = new Headers(request.headers);
        headers.delete('content-type');
        return next(new Request(request.url, { headers }));
      }),
    ),
    defect(
      'update-foreign',
      `A VNF manager changes the ${kind} of another one.`,
      atViVnfm('update'),
      asMaker(collection, update, anyoneSignedIn),
    ),
    defect(
      'update-accepts-unknown',
      `An update of a ${kind} that does not exist is answered as done.`,
      atOrVi('update'),
      instead(update, async (request, next) => {
        const answer = await next(request);
        return answer.status === 404 ? new Response('{}', { status: 200 }) : answer;
      }),
    ),
    defect(
      'terminate-does-nothing',
      `Terminating a ${kind} is answered as done, and it is still there.`,
      both('terminate'),
      (next) => {
        const ignored = new Set<string>();
        return (request) => {
          // The first time only, so that clean-up is not what fails.
          if (!matches(remove, request) || ignored.has(request.url)) return next(request);
          ignored.add(request.url);
          return Promise.resolve(done());
        };
      },
    ),
  ];
}

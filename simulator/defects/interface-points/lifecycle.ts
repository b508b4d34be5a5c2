/** The defects that allocating, querying, updating and terminating can have, whatever the resource. */
import { anyoneSignedIn, asMaker, watchMaker, withoutToken } from '../collection/maker.ts';
import { type Collection, inAsked, ours, withEntries } from '../collection/collection.ts';
import { type Defect, type Fetch, matches, type Route } from '../defect.ts';
import { changingAnswer, changingRequest, instead, type Json } from '../wrapping.ts';
import { atBoth } from './clauses.ts';

/** A resource as the two interface points manage it. */
export interface Managed {
  /** As clause ids have it. */
  readonly kind: 'network' | 'storage';
  readonly collection: Collection;
  readonly update: Route;
  /** How the limit of how many there may be is set, and where it stands. */
  readonly limit: Route;
  readonly limitIn: (body: Json) => unknown;
  /** A refusal of one too many. */
  readonly overQuota: () => Response;
  /** The status with which the termination of what is in use is refused. */
  readonly inUse: number;
  /** Takes what is no such resource for another one. */
  readonly acceptingInvalid: (next: Fetch) => Fetch;
  /** Clauses of updates that are refused by the same check as allocations. */
  readonly alsoInvalid: readonly string[];
}

const served = 'resource-management';

export function lifecycleDefects(managed: Managed): Defect[] {
  const { kind, collection, update, inUse } = managed;
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
      'allocate-accepts-invalid',
      `What is no ${kind} is taken for another one.`,
      [...both('allocate'), ...managed.alsoInvalid],
      managed.acceptingInvalid,
    ),
    defect(
      'allocate-beyond-quota',
      `A tenant gets more than its quota of ${kind} allows.`,
      atViVnfm('allocate'),
      changingRequest(managed.limit, () => ({ [kind === 'network' ? 'quota' : 'quota_set']: {} })),
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
      'query-foreign',
      `A ${kind} is listed to another VNF manager.`,
      both('query'),
      (next) => {
        const { fetch, promoted, isMaker } = watchMaker(collection, next);
        return async (request) => {
          const again = promoted(request.clone());
          const answer = await fetch(request);
          const wrongly = matches(list, request) && !isMaker(request) && answer.ok;
          return wrongly && again !== undefined ? next(again) : answer;
        };
      },
    ),
    defect(
      'query-anonymous',
      `The list of ${kind} is shown without a token.`,
      both('query'),
      asMaker(collection, list, withoutToken),
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
    defect(
      'terminate-keeps-the-room',
      `A ${kind} that was terminated counts on.`,
      both('terminate'),
      countingOn(managed),
    ),
    defect(
      'terminate-used',
      `Terminating a ${kind} that is in use is answered as done.`,
      both('terminate'),
      instead(remove, async (request, next) => {
        const answer = await next(request);
        return answer.status === inUse ? done() : answer;
      }),
    ),
    defect(
      'terminate-foreign',
      `A VNF manager terminates the ${kind} of another one.`,
      atViVnfm('terminate'),
      asMaker(collection, remove, anyoneSignedIn),
    ),
  ];
}

/** As many may be made as the limit says that was set last, whatever is terminated. */
const countingOn =
  ({ collection, limit, limitIn, overQuota }: Managed) =>
  (next: Fetch): Fetch => {
    let room = Infinity;
    return async (request) => {
      if (matches(limit, request)) {
        const most = Number(limitIn((await request.clone().json()) as Json));
        // What is large is the limit as it was before.
        room = most < 5 ? most : Infinity;
      }
      if (!matches(collection.create, request)) return next(request);
      if (room <= 0) return overQuota();
      const answer = await next(request);
      if (answer.ok) room -= 1;
      return answer;
    };
  };

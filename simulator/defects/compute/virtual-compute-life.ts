/** Ways in which suspending, unsuspending and ending a virtual compute can be wrong. */
import {
  asMaker as asMakerOn,
  anyoneSignedIn,
  forgedToken,
  watchMaker,
  withoutToken,
} from '../collection/maker.ts';
import { type Defect, type Fetch, matches } from '../defect.ts';
import { changingAnswer, instead, type Json } from '../wrapping.ts';
import { computeRefusal } from './refusal.ts';
import {
  accepted,
  action,
  clauses,
  insteadOfAction,
  isAction,
  serverIn,
  servers,
  show,
} from './virtual-compute-parts.ts';

interface Verb {
  readonly word: 'suspend' | 'unsuspend';
  readonly wire: 'suspend' | 'resume';
}
const verbs: readonly Verb[] = [
  { word: 'suspend', wire: 'suspend' },
  { word: 'unsuspend', wire: 'resume' },
];

type When = Parameters<typeof asMakerOn>[2];

/** Lets the wrong ones do this action, and leaves the other actions alone. */
const asMaker =
  (wire: string, when: When) =>
  (next: Fetch): Fetch => {
    const wrong = asMakerOn(servers, action, when)(next);
    return async (request) => {
      const other = matches(action, request) && !(await isAction(request, wire));
      return other ? next(request) : wrong(request);
    };
  };

const answering = (wire: string, status: number, instead: () => Response) =>
  insteadOfAction(wire, async (request, next) => {
    const answer = await next(request);
    return answer.status === status ? instead() : answer;
  });

const ofVerb = ({ word, wire }: Verb): Defect[] => {
  const clause = `virtual-compute/${word}`;
  const mayAlsoBreak = clauses.but(clause);
  const open = { kills: [clause], mayAlsoBreak: ['tenant/isolation'] };
  return [
    {
      name: `virtual-compute-${word}-lies`,
      does: `To ${word} a virtual compute is answered as accepted, and is not done.`,
      kills: [clause],
      mayAlsoBreak,
      wrap: insteadOfAction(wire, accepted),
    },
    {
      name: `virtual-compute-${word}-500`,
      does: `To ${word} a virtual compute is answered with an internal error.`,
      kills: [clause],
      mayAlsoBreak,
      wrap: insteadOfAction(wire, async (request, next) => {
        await next(request);
        return new Response('{}', { status: 500 });
      }),
    },
    {
      name: `virtual-compute-${word}-in-any-state`,
      does: `To ${word} a virtual compute is accepted in any state.`,
      kills: [clause],
      mayAlsoBreak: [],
      wrap: answering(wire, 409, accepted),
    },
    {
      name: `virtual-compute-${word}-accepts-unknown`,
      does: `To ${word} a virtual compute that does not exist is accepted.`,
      ...open,
      wrap: answering(wire, 404, accepted),
    },
    {
      name: `virtual-compute-${word}-by-anyone`,
      does: `Whoever is signed in may ${word} a virtual compute.`,
      kills: [clause, 'tenant/isolation'],
      mayAlsoBreak: [],
      wrap: asMaker(wire, anyoneSignedIn),
    },
    {
      name: `virtual-compute-${word}-anonymous`,
      does: `To ${word} a virtual compute takes no token.`,
      ...open,
      wrap: asMaker(wire, withoutToken),
    },
    {
      name: `virtual-compute-${word}-forged-token`,
      does: `To ${word} a virtual compute takes no token that was given.`,
      ...open,
      wrap: asMaker(wire, forgedToken),
    },
  ];
};

export const virtualComputeLifeDefects: readonly Defect[] = [
  ...verbs.flatMap(ofVerb),
  {
    name: 'virtual-compute-unsuspend-shrinks',
    does: 'A virtual compute comes back from suspension with half of its memory.',
    kills: ['virtual-compute/unsuspend'],
    mayAlsoBreak: ['virtual-compute/suspend'],
    wrap: (next) => {
      const resumed = new Set<string>();
      const halved = changingAnswer(show, (body, request) => {
        const server = body['server'] as Json;
        const flavor = server['flavor'] as Json;
        return resumed.has(serverIn(request))
          ? { server: { ...server, flavor: { ...flavor, ram: Number(flavor['ram']) / 2 } } }
          : body;
      })(next);
      return async (request) => {
        if (await isAction(request, 'resume')) resumed.add(serverIn(request));
        return halved(request);
      };
    },
  },
  {
    name: 'virtual-compute-delete-refuses-suspended',
    does: 'A suspended virtual compute cannot be deleted.',
    kills: [clauses.delete],
    mayAlsoBreak: [],
    wrap: (next) => {
      const { fetch, isMaker } = watchMaker(servers, next);
      return instead(servers.remove, async (request, pass) => {
        const { url, headers } = request;
        const seen = await pass(new Request(url, { headers }));
        const { server } = seen.ok ? ((await seen.json()) as { server: Json }) : { server: {} };
        // Clean-up, which is the administrator's, may.
        if (server['status'] !== 'SUSPENDED' || !isMaker(request)) return pass(request);
        const message = "Cannot 'delete' instance while it is in vm_state suspended";
        return Response.json(computeRefusal(409, message), { status: 409 });
      })(fetch);
    },
  },
  {
    name: 'virtual-compute-delete-never-ends',
    does: 'A virtual compute is being deleted for ever.',
    kills: [clauses.delete],
    mayAlsoBreak: clauses.but(clauses.delete),
    wrap: (next) => {
      const { fetch, isMaker } = watchMaker(servers, next);
      const last = new Map<string, Json>();
      return async (request) => {
        const answer = await fetch(request);
        if (!matches(show, request) || !isMaker(request)) return answer;
        const id = serverIn(request);
        if (answer.ok) last.set(id, ((await answer.clone().json()) as { server: Json }).server);
        const server = last.get(id);
        if (answer.status !== 404 || server === undefined) return answer;
        return Response.json({ server: { ...server, 'OS-EXT-STS:task_state': 'deleting' } });
      };
    },
  },
];

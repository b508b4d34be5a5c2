/** What can be wrong with policies. */
import { type Defect, matches, type Route } from '../defect.ts';
import { afterwards, changingAnswer, changingRequest, instead, withStatus } from '../wrapping.ts';
import { asking, defect, json, policyIdIn, routes, watchMakers, withToken } from './parts.ts';

const { create, list, show, modify, remove, transfer, content, subscribe } = routes;

/** Says that a modification is done, and does nothing. @param when for which */
const lying = (when: (changes: object) => boolean): Defect['wrap'] =>
  instead(modify, async (request, next) => {
    const changes = await json(request);
    if (!when(changes)) return next(request);
    const looked = await next(asking(request, 'GET'));
    return looked.ok ? Response.json(changes) : looked;
  });
const has = (name: string) => (changes: object) => name in changes;
const switching = (to: string) => (changes: object) =>
  'activationStatus' in changes && changes.activationStatus === to;

/** Does to every other policy of the caller first what is asked of one. @param when for which changes */
const afterTheOthers = (
  route: Route,
  when: (changes: object) => boolean = () => true,
): Defect['wrap'] =>
  instead(route, async (request, next) => {
    const changes = request.body === null ? undefined : await json(request);
    if (changes !== undefined && !when(changes)) return next(request);
    const address = request.url.slice(0, request.url.lastIndexOf('/'));
    const listed = await next(asking(request, 'GET', undefined, address));
    for (const { id } of (await listed.json()) as readonly { readonly id: string }[]) {
      const url = `${address}/${id}`;
      if (url !== request.url) await next(asking(request, request.method, changes, url));
    }
    return next(request);
  });

/** What was refused with a status is answered as done. */
const accepting = (status: number): Defect['wrap'] => {
  const made = {
    designer: 'x',
    name: 'x',
    activationStatus: 'DEACTIVATED',
    transferStatus: 'CREATED',
  };
  return (next) => async (request) => {
    const changes = matches(modify, request) ? await json(request) : undefined;
    const response = await next(request);
    if (response.status !== status) return response;
    if (changes !== undefined) return Response.json(changes);
    if (matches(remove, request)) return new Response(null, { status: 204 });
    if (!matches(show, request)) return response;
    const id = policyIdIn(request.url);
    return Response.json({ id, ...made, _links: { self: { href: request.url } } });
  };
};

const wrongly: readonly Defect[] = [
  defect('list-empty', 'No policy is found.', ['transfer', 'query'], (next) =>
    afterwards(list, () => Response.json([]))(next),
  ),
  defect(
    'content-garbled',
    'A policy says something else than what was handed over.',
    ['transfer'],
    changingAnswer(content, (said) => ({ ...said, rules: [] })),
  ),
  defect(
    'without-designer',
    'A policy needs nobody who has designed it.',
    ['transfer'],
    changingRequest(create, (wish) => ({ designer: 'nobody', ...wish })),
  ),
  defect(
    'without-location',
    'It is not said where a new policy is.',
    ['transfer'],
    afterwards(create, async (response) => Response.json(await json(response), { status: 201 })),
  ),
  defect(
    'version-replaced',
    'A version that was handed over can be replaced, or so it is said.',
    ['transfer'],
    (next) => async (request) => {
      const response = await next(request);
      const again = matches(transfer, request) && response.status === 409;
      return again ? new Response(null, { status: 201 }) : response;
    },
  ),
  defect(
    'activate-lies',
    'A policy that is activated is not.',
    ['activate'],
    lying(switching('ACTIVATED')),
  ),
  defect(
    'deactivate-lies',
    'A policy that is deactivated is not.',
    ['deactivate'],
    lying(switching('DEACTIVATED')),
  ),
  defect(
    'activates-all',
    'With one policy, all of its party are activated.',
    ['activate'],
    afterTheOthers(modify, switching('ACTIVATED')),
  ),
  defect(
    'wrong-state-accepted',
    'What the state of a policy does not allow is answered as done.',
    ['activate', 'deactivate', 'associate', 'delete'],
    accepting(409),
  ),
  defect(
    'unknown-accepted',
    'What is asked of a policy that does not exist is answered as done.',
    ['activate', 'or-vi/policy/deactivate', 'or-vi/policy/delete', 'vi-vnfm/policy/query'],
    accepting(404),
  ),
  defect(
    'associate-lies',
    'A policy is not for what it was associated with.',
    ['associate'],
    lying(has('addAssociations')),
  ),
  defect(
    'associate-replaces',
    'A policy is for what it was associated with last, and nothing else.',
    ['associate'],
    instead(modify, async (request, next) => {
      const changes = await json(request);
      if ('addAssociations' in changes) {
        await next(asking(request, 'PATCH', { removeAllAssociations: true }));
      }
      return next(request);
    }),
  ),
  defect(
    'disassociate-lies',
    'A policy is still for what it was disassociated from.',
    ['disassociate'],
    lying(has('removeAssociations')),
  ),
  defect(
    'disassociate-all',
    'With one thing, a policy is disassociated from all.',
    ['disassociate'],
    instead(modify, async (request, next) => {
      const changes = await json(request);
      const response = await next(request);
      if ('removeAssociations' in changes && response.ok) {
        await next(asking(request, 'PATCH', { removeAllAssociations: true }));
      }
      return response;
    }),
  ),
  defect(
    'modify-wrong-status',
    'A modification is answered with a success that the interface does not have.',
    ['activate'],
    afterwards(modify, (response) => withStatus(response, 202)),
  ),
  defect(
    'delete-lies',
    'A policy that is deleted is still there.',
    ['delete'],
    instead(remove, async (request, next) => {
      const looked = await next(asking(request, 'GET'));
      return looked.ok ? new Response(null, { status: 204 }) : looked;
    }),
  ),
  defect(
    'delete-takes-the-others',
    'With one policy, all of its party are deleted.',
    ['delete'],
    afterTheOthers(remove),
  ),
  defect(
    'problem-without-details',
    'A refusal does not say why.',
    ['activate', 'deactivate', 'delete'],
    (next) => async (request) => {
      const response = await next(request);
      return response.status === 409 ? new Response(null, { status: 409 }) : response;
    },
  ),
];

const forStrangers: readonly Defect[] = [
  defect(
    'anonymous',
    'Who has not signed in has the rights of whoever asked before.',
    ['transfer', 'query', 'subscribe', 'or-vi/policy/disassociate'],
    (next) => {
      let last: string | undefined;
      return (request) => {
        const own = request.headers.get('authorization');
        if (own === null && last !== undefined) return next(withToken(request, last));
        last = own ?? last;
        return next(request);
      };
    },
  ),
  defect(
    'foreign',
    'A VNF manager has the policies of another one.',
    ['query', 'deactivate', 'disassociate', 'delete'].map((each) => `vi-vnfm/policy/${each}`),
    (next) => {
      const { fetch, makers } = watchMakers(next);
      return (request) => {
        const maker = makers.get(policyIdIn(request.url));
        const isSigned = request.headers.has('authorization');
        return fetch(maker !== undefined && isSigned ? withToken(request, maker) : request);
      };
    },
  ),
  defect(
    'foreign-told',
    'A VNF manager is told of the policies of another one.',
    ['vi-vnfm/policy/subscribe', 'vi-vnfm/policy/notify'],
    (next) => {
      const { fetch, makers } = watchMakers(next);
      return async (request) => {
        if (!matches(subscribe, request)) return fetch(request);
        const { filter } = (await json(request)) as { filter?: { policyIds?: string[] } };
        const maker = makers.get(filter?.policyIds?.[0] ?? '');
        const isSigned = request.headers.has('authorization');
        return fetch(maker !== undefined && isSigned ? withToken(request, maker) : request);
      };
    },
  ),
];

export const policyDefects: readonly Defect[] = [...wrongly, ...forStrangers];

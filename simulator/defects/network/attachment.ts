/** Ways in which attaching a virtual network to a virtual compute, and detaching it, can be wrong. */
import type { Collection } from '../collection/collection.ts';
import {
  anyoneSignedIn,
  asMaker,
  forgedToken,
  refusedYetDone,
  withoutToken,
} from '../collection/maker.ts';
import type { Defect, Fetch, Route } from '../defect.ts';
import { afterwards, changingRequest, instead, type Json, withStatus } from '../wrapping.ts';
import { acceptingRefused } from './parts.ts';

const attach: Route = { method: 'POST', path: /\/servers\/[^/]+\/os-interface$/ };
const detach: Route = { method: 'DELETE', path: /\/servers\/[^/]+\/os-interface\/[^/]+$/ };

const clauses = { attach: 'virtual-network/attach', detach: 'virtual-network/detach' };
/** Examples that attach something before what they are about. */
const built = [
  'virtual-network/attach',
  'virtual-network/detach',
  'virtual-network/delete',
  'virtual-compute/create',
  'virtual-compute/detach',
  'virtual-compute/attach-address',
  'tenant/isolation',
];

/** An interface that is nowhere. */
const pretended = (): Response => {
  const nowhere = '00000000-0000-4000-8000-000000000000';
  return Response.json({
    interfaceAttachment: {
      port_id: nowhere,
      net_id: nowhere,
      mac_addr: 'fa:16:3e:00:00:00',
      port_state: 'ACTIVE',
      fixed_ips: [],
    },
  });
};

/** Who may see the interfaces gets an answer as if it were done; who may not is refused as ever. */
const pretending =
  (route: Route, answer: () => Response) =>
  (next: Fetch): Fetch =>
    instead(route, async (request, service) => {
      const all = request.url.replace(/(os-interface).*$/, '$1');
      const listed = await service(new Request(all, { headers: request.headers }));
      return listed.ok ? answer() : service(request);
    })(next);

export function attachmentDefects(collection: Collection): readonly Defect[] {
  const wrongly = (
    verb: 'attach' | 'detach',
    name: string,
    does: string,
    wrap: Defect['wrap'],
    alsoKills: readonly string[] = [],
  ): Defect => ({
    name: `virtual-network-${verb}-${name}`,
    does,
    kills: [clauses[verb], ...alsoKills],
    mayAlsoBreak: built.filter((clause) => clause !== clauses[verb] && !alsoKills.includes(clause)),
    wrap,
  });
  const isolation = ['tenant/isolation'];
  const both = (['attach', 'detach'] as const).flatMap((verb) => {
    const route = verb === 'attach' ? attach : detach;
    return [
      wrongly(
        verb,
        '500',
        `To ${verb} a virtual network is answered with an internal error.`,
        afterwards(route, (response) => withStatus(response, 500)),
      ),
      wrongly(
        verb,
        'by-anyone',
        `Whoever is signed in may ${verb} the virtual network of another tenant.`,
        asMaker(collection, route, anyoneSignedIn),
        isolation,
      ),
      wrongly(
        verb,
        'anonymous',
        `A virtual network is ${verb}ed without a token.`,
        asMaker(collection, route, withoutToken),
      ),
      wrongly(
        verb,
        'forged-token',
        `A virtual network is ${verb}ed for a token that was never given.`,
        asMaker(collection, route, forgedToken),
      ),
    ];
  });
  return [
    ...both,
    wrongly(
      'attach',
      'forgotten',
      'A virtual network is answered as attached, and is not.',
      pretending(attach, pretended),
    ),
    wrongly(
      'attach',
      'accepts-empty',
      'A virtual network without addresses is answered as attached.',
      instead(attach, async (request, next) => {
        const answer = await next(request);
        return answer.status === 400 ? pretended() : answer;
      }),
    ),
    {
      name: 'virtual-network-ignored-at-launch',
      does: 'A virtual compute is launched without the network that was asked for.',
      kills: [clauses.attach],
      mayAlsoBreak: built.filter((clause) => clause !== clauses.attach),
      wrap: changingRequest({ method: 'POST', path: /\/servers$/ }, (body) => ({
        ...body,
        server: { ...(body['server'] as Json), networks: 'none' },
      })),
    },
    wrongly(
      'detach',
      'does-nothing',
      'A virtual network is answered as detached, and is not.',
      pretending(detach, () => new Response(null, { status: 202 })),
    ),
    wrongly(
      'attach',
      'accepts-unknown',
      'Attaching to a virtual compute that does not exist is answered as done.',
      instead(attach, async (request, next) => {
        const answer = await next(request);
        return answer.status === 404 ? pretended() : answer;
      }),
    ),
    wrongly(
      'detach',
      'accepts-unknown',
      'Detaching from a virtual compute that does not exist is answered as done.',
      acceptingRefused(detach, 404, 202),
    ),
    wrongly(
      'attach',
      'refused-yet-done',
      'What is refused is attached all the same.',
      refusedYetDone(collection, attach),
    ),
  ];
}

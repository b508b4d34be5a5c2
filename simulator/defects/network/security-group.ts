/** The defects of security groups. */
import type { Collection } from '../collection/collection.ts';
import { sharedDefects } from '../collection/shared.ts';
import { anyoneSignedIn, asMaker } from '../collection/maker.ts';
import { type Defect, matches, type Route } from '../defect.ts';
import { afterwards, changingRequest, instead, type Json } from '../wrapping.ts';
import {
  acceptingRefused,
  groups,
  mending,
  networkRefusal,
  ports,
  refusingYetMaking,
  rules,
  takingNamesOnce,
  uncounted,
} from './parts.ts';

const remove = { method: 'DELETE', path: /\/security-groups\/[^/]+$/ };

const collection: Collection = {
  resource: 'security-group',
  operations: ['create', 'list', 'delete'],
  belongsTo: 'tenant',
  alsoUsedBy: [
    'virtual-network/create',
    'virtual-network/delete',
    'virtual-compute/create',
    'virtual-compute/detach',
  ],
  create: groups,
  list: { method: 'GET', path: /\/security-groups$/ },
  remove,
  many: 'security_groups',
  asked: 'security_group',
  shown: 'security_group',
  required: 'security_group_rules',
  refusal: networkRefusal,
  deleted: 204,
  uniqueNames: false,
  paged: true,
};

const inRule = (body: Json, change: (rule: Json) => Json): Json => ({
  security_group_rule: change(body['security_group_rule'] as Json),
});
const inPort = (body: Json, change: (port: Json) => Json): Json => ({
  port: change(body['port'] as Json),
});

/** Takes a rule that is wrong in one of its parts for one that is not. */
const accepting = (name: string, does: string, mend: (rule: Json) => Json): Defect => ({
  name: `security-group-rule-accepts-${name}`,
  does,
  kills: ['security-group/create'],
  mayAlsoBreak: [],
  wrap: mending(rules, [400], (body) => inRule(body, mend)),
});

/** Where security groups are reserved, the restriction is not kept. */
const unrestricted = (verb: 'create' | 'delete', route: Route): Defect => ({
  name: `security-group-${verb}-unrestricted`,
  does: `Whoever is signed in may ${verb} a security group, on a target that restricts it.`,
  kills: [`security-group/${verb}/authorization`],
  mayAlsoBreak: [`security-group/${verb}`, 'tenant/isolation'],
  on: ['restricted-security-groups'],
  wrap: asMaker(collection, route, anyoneSignedIn),
});

/** The group that a rule is for is left as it was, or gets another rule. */
const create = { kills: ['security-group/create'], mayAlsoBreak: ['security-group/list'] };

export const securityGroupDefects: readonly Defect[] = [
  // Whoever has a role in the tenant may create one.
  ...sharedDefects(collection, ['create-by-anyone']),
  takingNamesOnce(collection),
  unrestricted('create', groups),
  unrestricted('delete', remove),
  {
    name: 'security-group-rule-forgotten',
    does: 'A rule is answered as added, and the group does not have it.',
    ...create,
    wrap: (next) =>
      afterwards(rules, async (response, request) => {
        const body = (await response.clone().json()) as { security_group_rule: { id: string } };
        const headers = { 'x-auth-token': request.headers.get('x-auth-token') ?? '' };
        const url = `${request.url}/${body.security_group_rule.id}`;
        await next(new Request(url, { method: 'DELETE', headers }));
        return response;
      })(next),
  },
  {
    name: 'security-group-rule-too-wide',
    does: 'A rule lets in traffic from everywhere, whatever it was asked for.',
    ...create,
    wrap: changingRequest(rules, (body) =>
      inRule(body, (rule) => ({ ...rule, remote_ip_prefix: null })),
    ),
  },
  {
    name: 'security-group-open-at-first',
    does: 'A new group lets everything in.',
    ...create,
    wrap: (next) =>
      afterwards(groups, async (response, request) => {
        const body = (await response.clone().json()) as { security_group: { id: string } };
        const rule = { security_group_id: body.security_group.id, direction: 'ingress' };
        const headers = {
          'x-auth-token': request.headers.get('x-auth-token') ?? '',
          'content-type': 'application/json',
        };
        await next(
          new Request(request.url.replace(/groups$/, 'group-rules'), {
            method: 'POST',
            headers,
            body: JSON.stringify({ security_group_rule: rule }),
          }),
        );
        const id = body.security_group.id;
        return next(new Request(`${request.url}/${id}`, { headers })).then(
          (shown) => new Response(shown.body, { status: 201, headers: shown.headers }),
        );
      })(next),
  },
  accepting('ports-beyond', 'A port beyond the last one is taken for another.', (rule) => ({
    ...rule,
    port_range_min: 22,
    port_range_max: 22,
  })),
  accepting('protocols', 'A protocol that there is not is taken for another.', (rule) => ({
    ...rule,
    protocol: 'udp',
  })),
  accepting('blocks', 'What is no block of addresses is taken for one.', (rule) => ({
    ...rule,
    remote_ip_prefix: '10.42.0.0/24',
  })),
  {
    name: 'security-group-rule-added-twice',
    does: 'A rule that is there already is answered as added.',
    kills: ['security-group/create'],
    mayAlsoBreak: [],
    wrap: mending(rules, [409], (body) =>
      inRule(body, (rule) => ({ ...rule, remote_ip_prefix: '10.99.0.0/24' })),
    ),
  },
  {
    name: 'security-group-refused-rule-added',
    does: 'A rule is refused, and the group lets something in all the same.',
    kills: ['security-group/create'],
    mayAlsoBreak: [],
    wrap: refusingYetMaking(rules, (body) =>
      inRule(body, ({ security_group_id }) => ({
        security_group_id,
        direction: 'ingress',
        protocol: 'udp',
      })),
    ),
  },
  {
    name: 'security-group-ignored-by-ports',
    does: 'A port is protected by the default group, whichever was asked for.',
    kills: ['security-group/create'],
    mayAlsoBreak: ['security-group/delete', 'virtual-network/create', 'tenant/isolation'],
    wrap: changingRequest(ports, (body) =>
      inPort(body, ({ security_groups: _ignored, ...port }) => port),
    ),
  },
  {
    name: 'security-group-foreign-protects',
    does: 'A port takes a group that its tenant does not have, and uses none.',
    kills: ['tenant/isolation', 'security-group/delete'],
    mayAlsoBreak: [],
    wrap: mending(ports, [404], (body) =>
      inPort(body, (port) => ({ ...port, security_groups: [] })),
    ),
  },
  {
    name: 'security-group-used-is-deleted',
    does: 'Deleting a group that protects a port is answered as done.',
    kills: ['security-group/delete'],
    mayAlsoBreak: [],
    wrap: acceptingRefused(remove, 409, 204),
  },
  {
    name: 'security-group-quota-not-counted',
    does: 'A tenant gets more security groups than its quota allows.',
    kills: ['tenant/quota'],
    mayAlsoBreak: ['security-group/create'],
    wrap: uncounted(collection, 'security_group'),
  },
  {
    name: 'security-group-hidden-from-readers',
    does: 'The list is empty for who may only look.',
    kills: ['security-group/create'],
    mayAlsoBreak: ['security-group/list'],
    wrap: (next) => {
      const makers = new Set<string>();
      return instead(collection.list, async (request, service) => {
        const token = request.headers.get('x-auth-token') ?? '';
        const answer = await service(request);
        return makers.has(token) || !answer.ok ? answer : Response.json({ security_groups: [] });
      })((request) => {
        if (matches(groups, request)) makers.add(request.headers.get('x-auth-token') ?? '');
        return next(request);
      });
    },
  },
];

/** Domains. Source: Identity API reference, "Domains". */
import {
  type DomainAnswer,
  domainChange,
  type DomainsAnswer,
  newDomain,
} from '../../src/contract/identity/domain.ts';
import { badRequest } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import { readMember } from './faults.ts';
import { domainOfToken, type IdentityCall, type IdentityRoute } from './identity-call.ts';
import { collection, equals } from './list.ts';
import { valid } from './schema.ts';
import type { Project } from './tables.ts';
import { createTenancy } from './tenancy.ts';
import type { RoomNeeds } from './room.ts';
import { domainView } from './tenant-view.ts';

const filters = {
  name: equals<Project>(({ name }) => name),
  enabled: equals<Project>(({ enabled }) => enabled),
};

export function domainRoutes({ directory, ids, policy, secure }: RoomNeeds): IdentityRoute[] {
  const tenancy = createTenancy(directory);
  const shown = (status: number, call: IdentityCall, domain: Project) =>
    json(status, { domain: domainView(call, domain) } satisfies DomainAnswer);

  const list = (call: IdentityCall) => {
    const own = domainOfToken(call);
    policy.enforce('identity:list_domains', call.caller, { domain_id: own });
    // Only where readers of a domain may list are they shown their own alone.
    const visible = directory.projects
      .all()
      .filter(({ id, isDomain }) => isDomain && (own === undefined || !secure || id === own));
    const page = collection(call, visible, { filters, paging: secure });
    return json(200, {
      domains: page.rows.map((domain) => domainView(call, domain)),
      ...page.rest,
    } satisfies DomainsAnswer);
  };

  const create = async (call: IdentityCall) => {
    policy.enforce('identity:create_domain', call.caller);
    const { name, description, enabled, tags, options, explicit_domain_id, ...extra } = valid(
      newDomain,
      await readMember(call, 'domain'),
    );
    if (explicit_domain_id !== undefined && !/^[0-9a-f]{32}$/i.test(explicit_domain_id)) {
      throw badRequest('Domain ID does not conform to required UUID format.');
    }
    const domain = tenancy.create({
      id: explicit_domain_id ?? ids.hex32(),
      name,
      description: description === undefined ? '' : description,
      enabled: enabled ?? true,
      domainId: null,
      parentId: null,
      isDomain: true,
      tags: tags ?? [],
      options: options ?? {},
      extra,
    });
    return shown(201, call, domain);
  };

  const update = async (call: IdentityCall) => {
    const old = directory.domain(call.param('id'));
    policy.enforce('identity:update_domain', call.caller);
    const change = valid(domainChange, await readMember(call, 'domain'));
    return shown(200, call, tenancy.update(old, change));
  };

  return [
    { method: 'GET', path: '/v3/domains', operation: 'list domains', handler: list },
    { method: 'POST', path: '/v3/domains', operation: 'create domain', handler: create },
    {
      method: 'GET',
      path: '/v3/domains/:id',
      operation: 'show domain',
      handler(call) {
        policy.enforce('identity:get_domain', call.caller, { domain_id: call.param('id') });
        return shown(200, call, directory.domain(call.param('id')));
      },
    },
    { method: 'PATCH', path: '/v3/domains/:id', operation: 'update domain', handler: update },
    {
      method: 'DELETE',
      path: '/v3/domains/:id',
      operation: 'delete domain',
      handler(call) {
        const domain = directory.domain(call.param('id'));
        policy.enforce('identity:delete_domain', call.caller);
        tenancy.remove(domain);
        return empty(204);
      },
    },
  ];
}

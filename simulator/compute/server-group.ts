/** Groups of servers. Source: Compute API reference, "Server groups"; OpenStack Zed, recorded. */
import {
  createServerGroupRequest,
  createServerGroupRequest264,
  type ServerGroupAnswer,
  type ServerGroupsAnswer,
} from '../../src/contract/compute/server-group.ts';
import { projectOf } from '../kernel/caller.ts';
import { badRequest, forbidden, notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { nothing } from './faults.ts';
import type { ComputeCall, Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import { readLimit } from './paging.ts';
import { quotaOf } from './quota-table.ts';
import { validBody } from '../kernel/valid-body.ts';
import type { ServerGroup } from './server-group-table.ts';

export function serverGroupRoutes(needs: ComputeNeeds): Route<Served>[] {
  const { groups, policy, quotas, servers, world } = needs;
  const inProject = ({ caller }: ComputeCall) => ({ project_id: projectOf(caller) });

  const groupFor = (call: ComputeCall, what: 'show' | 'delete'): ServerGroup => {
    const id = call.param('id');
    const group = groups.get(id);
    const own = group?.projectId === projectOf(call.caller) || call.caller.roles.has('admin');
    if (group === undefined || !own) throw notFound(`Instance group ${id} could not be found.`);
    const target = { project_id: group.projectId };
    policy.enforce(`os_compute_api:os-server-groups:${what}`, call.caller, target);
    return group;
  };

  const view = ({ state: { minor } }: ComputeCall, group: ServerGroup) => ({
    id: group.id,
    name: group.name,
    ...(minor < 64
      ? { policies: [group.policy], metadata: {} }
      : {
          policy: group.policy,
          rules: group.maxPerHost === undefined ? {} : { max_server_per_host: group.maxPerHost },
        }),
    members: servers.list('group', group.id).map(({ id }) => id),
    ...(minor < 13 ? {} : { project_id: group.projectId, user_id: group.userId }),
  });

  const list = (call: ComputeCall) => {
    policy.enforce('os_compute_api:os-server-groups:index', call.caller, inProject(call));
    const everyone = call.query.has('all_projects') && call.caller.roles.has('admin');
    const offset = Number(call.query.get('offset') ?? 0);
    const page = groups.page(
      everyone ? {} : { order: 'tenant', equal: projectOf(call.caller) ?? '' },
    );
    const rows = (page?.rows ?? []).slice(offset, offset + readLimit(call.query));
    return json(200, {
      server_groups: rows.map((group) => view(call, group)),
    } satisfies ServerGroupsAnswer);
  };

  const wishIn = (body: unknown, minor: number) => {
    if (minor < 64) {
      const { server_group: wish } = validBody(createServerGroupRequest(minor), body);
      return { name: wish.name, policy: wish.policies[0], maxPerHost: undefined };
    }
    const { server_group: wish } = validBody(createServerGroupRequest264, body);
    return { name: wish.name, policy: wish.policy, maxPerHost: wish.rules?.max_server_per_host };
  };

  const create = async (call: ComputeCall) => {
    const { name, policy: kind, maxPerHost } = wishIn(await call.json(), call.state.minor);
    policy.enforce('os_compute_api:os-server-groups:create', call.caller, inProject(call));
    if (maxPerHost !== undefined && kind !== 'anti-affinity') {
      throw badRequest('Only anti-affinity policy supports rules.');
    }
    const projectId = projectOf(call.caller) ?? '';
    const limit = quotaOf(quotas, projectId).server_groups;
    const has = groups.page({ order: 'tenant', equal: projectId })?.rows.length ?? 0;
    if (limit >= 0 && has >= limit) throw forbidden('Quota exceeded, too many server groups.');
    const group = groups.insert({
      id: world.ids.uuid(),
      name,
      policy: kind ?? 'affinity',
      maxPerHost,
      projectId,
      userId: call.caller.userId,
    });
    return json(200, { server_group: view(call, group) } satisfies ServerGroupAnswer);
  };

  const all = '/v2.1/os-server-groups';
  const one = `${all}/:id`;
  return [
    { method: 'GET', path: all, operation: 'list server groups', handler: list },
    { method: 'POST', path: all, operation: 'create server group', handler: create },
    {
      method: 'GET',
      path: one,
      operation: 'show server group',
      handler: (call) => json(200, { server_group: view(call, groupFor(call, 'show')) }),
    },
    {
      method: 'DELETE',
      path: one,
      operation: 'delete server group',
      handler: (call) => {
        groups.delete(groupFor(call, 'delete').id);
        return nothing(204);
      },
    },
  ];
}

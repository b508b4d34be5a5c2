/** Load balancers. Source: Load-balancer API reference v2, "Load balancers". */
import type { z } from 'zod';
import {
  createLoadBalancer,
  type LoadBalancer as WireLoadBalancer,
  updateLoadBalancer,
} from '../../src/contract/load-balancer/load-balancer.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest, notServed } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { invalid } from './faults.ts';
import { commonView, newPart, referencesTo } from './part.ts';
import { loadBalancerPolicy } from './policy.ts';
import type { VirtualAddresses } from './ports.ts';
import type { Changeable } from './resource.ts';
import { commonRoutes, found, readBody } from './resource-routes.ts';
import { ownProject, type Room } from './room.ts';
import type { LoadBalancerRow } from './tables.ts';

const create = createLoadBalancer.shape.loadbalancer;
const update = updateLoadBalancer.shape.loadbalancer;

export function loadBalancerRoutes(room: Room, addresses: VirtualAddresses): Route<undefined>[] {
  const { world, tables, life, quotas, statuses } = room;
  const { loadBalancers, listeners, pools } = tables;
  const word = 'loadbalancer';

  const resource: Changeable<LoadBalancerRow, z.infer<typeof update>> = {
    label: 'Load Balancer',
    word,
    collection: 'loadbalancers',
    path: '/v2/lbaas/loadbalancers',
    limited: 'load_balancer',
    rows: loadBalancers,
    update,
    view: (row) =>
      ({
        ...commonView(row),
        description: row.description,
        operating_status: statuses.loadBalancer(row),
        vip_address: row.vip.address,
        vip_port_id: row.vip.portId,
        vip_subnet_id: row.vip.subnetId,
        vip_network_id: row.vip.networkId,
        vip_qos_policy_id: null,
        additional_vips: [],
        provider: 'amphora',
        flavor_id: null,
        availability_zone: null,
        listeners: referencesTo(listeners.list('loadBalancer', row.id)),
        pools: referencesTo(pools.list('loadBalancer', row.id)),
      }) satisfies WireLoadBalancer,
    change: () => ({}),
    above: () => [],
  };

  const make = async (call: Call) => {
    const { caller } = call;
    const wish = await readBody(call, word, create);
    const projectId = wish.project_id ?? wish.tenant_id ?? ownProject(caller);
    loadBalancerPolicy.enforce('write', caller, { project_id: projectId });
    if ((wish.listeners ?? []).length + (wish.pools ?? []).length > 0) {
      throw notServed('create a load balancer with its listeners and pools');
    }
    if (wish.provider != null && !['amphora', 'octavia'].includes(wish.provider)) {
      throw badRequest(`Provider '${wish.provider}' is not enabled.`);
    }
    const { vip_port_id: portId, vip_network_id: networkId, vip_subnet_id: subnetId } = wish;
    if (portId == null && networkId == null && subnetId == null) {
      throw invalid('VIP must contain one of: vip_port_id, vip_network_id, vip_subnet_id.');
    }
    quotas.mustLeave('load_balancer', projectId);
    const part = newPart(world, { projectId }, wish);
    const taken = new Set(loadBalancers.all().map(({ vip }) => vip.address));
    const vip = addresses.take(
      caller,
      {
        deviceId: `lb-${part.id}`,
        projectId,
        portId: portId ?? undefined,
        networkId: networkId ?? undefined,
        subnetId: subnetId ?? undefined,
        address: wish.vip_address ?? undefined,
      },
      taken,
    );
    const row = loadBalancers.insert({ ...part, vip });
    life.begin(row.id, 'PENDING_CREATE', [{ rows: loadBalancers, id: row.id }]);
    return json(201, { [word]: resource.view(row) });
  };

  const remove = (call: Call) => {
    const row = found(resource, call, 'write');
    const cascade = call.query.get('cascade')?.toLowerCase() === 'true';
    const hasChildren = [listeners, pools].some((rows) => rows.count('loadBalancer', row.id) > 0);
    if (hasChildren && !cascade) {
      throw invalid(`Cannot delete Load Balancer ${row.id} - it has children`);
    }
    life.mustBeMutable(row);
    const all = tables.all.flatMap((rows) =>
      rows.list('loadBalancer', row.id).map(({ id }) => ({ rows, id })),
    );
    life.begin(row.id, 'PENDING_DELETE', all);
    return empty(204);
  };

  return [
    ...commonRoutes(resource, room),
    { method: 'POST', path: resource.path, operation: 'create a load balancer', handler: make },
    {
      method: 'DELETE',
      path: `${resource.path}/:id`,
      operation: 'delete a load balancer',
      handler: remove,
    },
  ];
}

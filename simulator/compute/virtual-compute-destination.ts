/** Where a new server is wished to run: a zone, a host, a group. */
import type { CreateServerRequest } from '../../src/contract/compute/virtual-compute-create.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import { badRequest, forbidden } from '../kernel/fault.ts';
import { isUp } from './host-table.ts';
import type { ComputeNeeds } from './needs.ts';
import { quotaOf } from './quota-table.ts';

/** @throws Fault 403 when the caller may not choose hosts, 400 when there is no such host */
export function destinationOf(
  needs: ComputeNeeds,
  caller: Caller,
  wish: CreateServerRequest['server'],
) {
  const { policy, hosts, groups, servers, quotas } = needs;
  const target = { project_id: projectOf(caller) };
  const [zone, forced] = (wish.availability_zone ?? '').split(':');
  if (forced !== undefined) {
    policy.enforce('os_compute_api:servers:create:forced_host', caller, target);
  }
  const requested = wish.host ?? wish.hypervisor_hostname;
  if (requested !== undefined) {
    policy.enforce('compute:servers:create:requested_destination', caller, target);
    if (hosts.get(requested) === undefined) {
      throw badRequest(`Compute host ${requested} could not be found.`);
    }
  }
  const wishedZone = zone === undefined || zone === '' ? null : zone;
  return {
    zone: wishedZone,
    host: requested ?? (forced === undefined || forced === '' ? undefined : forced),
    /** @throws Fault 400 */
    mustBeAvailable: () => {
      if (wishedZone === null) return;
      if (hosts.all().some((host) => host.zone === wishedZone && host.enabled && isUp(host)))
        return;
      throw badRequest('The requested availability zone is not available');
    },
    /** @throws Fault 400 when the tenant has no such group, 403 when it is full */
    groupOf: (id: string | undefined): string | undefined => {
      if (id === undefined) return undefined;
      const group = groups.get(id);
      if (group === undefined || group.projectId !== target.project_id) {
        throw badRequest(`Instance group ${id} could not be found.`);
      }
      const limit = quotaOf(quotas, group.projectId).server_group_members;
      if (limit >= 0 && servers.list('group', id).length >= limit) {
        throw forbidden('Quota exceeded, too many servers in group');
      }
      return id;
    },
  };
}

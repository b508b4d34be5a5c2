/** The administrative side of an OpenStack: one entry a part. */
import { storagePools, storageType, storageTypes } from './block-storage/pool.ts';
import { hostGroupsOf } from './compute/host-group.ts';
import { hostsOf } from './compute/host.ts';
import { computeInUse } from './compute/quota.ts';
import { sites, sitesOfServices } from './identity/site.ts';
import type { Infrastructure } from './infrastructure-port.ts';
import { networkAgents, networkType, networkTypes } from './network/resource-type.ts';
import { allocationsOf } from './placement/allocation.ts';
import { providersOf } from './placement/resource-provider.ts';
import type { Session } from './session.ts';

export const infrastructureOf = (session: Session): Infrastructure => ({
  hosts: hostsOf(session),
  groups: hostGroupsOf(session),
  providers: providersOf(session),
  allocations: allocationsOf(session),
  networkAgents: () => networkAgents(session),
  storagePools: () => storagePools(session),
  sites: () => sites(session),
  sitesOfServices: () => sitesOfServices(session),
  inUse: (tenantId) => computeInUse(session, tenantId),
  networkTypes: () => networkTypes(session),
  storageTypes: () => storageTypes(session),
  networkType: (id) => networkType(session, id),
  storageType: (id) => storageType(session, id),
});

/** The network service as compute uses it: refusals are those that compute passes on. */
import { type Caller, projectOf } from '../kernel/caller.ts';
import { badRequest, conflict, Fault, forbidden, notFound } from '../kernel/fault.ts';
import type { World } from '../kernel/world.ts';
import type { Allocations } from './allocation.ts';
import type { FloatingIps } from './floating-ip-table.ts';
import { forgetPort } from './floating-ip.ts';
import type { Networks } from './network-table.ts';
import { seesNetwork } from './network-table.ts';
import { tellOfResource } from './notices.ts';
import type { NetworkPolicy } from './policy.ts';
import { newMac } from './port.ts';
import type { PortRow, Ports } from './port-table.ts';
import { portStatus } from './port-view.ts';
import type { Quotas } from './quota-limits.ts';
import { newRow, touched } from './row.ts';
import type { GroupMaker } from './security-group.ts';
import type { SecurityGroupRow, SecurityGroups } from './security-group-table.ts';
import type { ChainingTables } from './sfc/chaining-tables.ts';
import { isSteeredBy } from './sfc/chaining-rooms.ts';
import type { SubnetRow, Subnets } from './subnet-table.ts';

export interface ForComputeNeeds {
  readonly world: World;
  readonly policy: NetworkPolicy;
  readonly quotas: Quotas;
  readonly networks: Networks;
  readonly subnets: Subnets;
  readonly ports: Ports;
  readonly groups: SecurityGroups;
  readonly allocations: Allocations;
  readonly maker: GroupMaker;
  readonly floatingIps: FloatingIps;
  readonly chaining: ChainingTables;
}

/** An address of a port. */
interface PortAddress {
  readonly address: string;
  readonly version: 4 | 6;
  readonly kind: 'fixed' | 'floating';
  readonly subnetId: string;
}

export function createForCompute(needs: ForComputeNeeds) {
  const {
    world,
    policy,
    quotas,
    networks,
    subnets,
    ports,
    groups,
    allocations,
    maker,
    floatingIps,
    chaining,
  } = needs;

  const shown = (row: PortRow) => ({
    id: row.id,
    networkId: row.networkId,
    networkName: networks.get(row.networkId)?.name ?? '',
    projectId: row.projectId,
    macAddress: row.mac,
    addresses: addressesOf(row),
    securityGroups: row.securityGroups.map((id) => ({ id, name: groups.get(id)?.name ?? '' })),
    deviceId: row.deviceId === '' ? undefined : row.deviceId,
    state: portStatus(row),
  });
  const addressesOf = (row: PortRow): readonly PortAddress[] => {
    const floating = floatingIps.list('port', row.id);
    return row.fixed.flatMap(({ address, subnetId }) => {
      const version = versionOf(subnets.get(subnetId));
      return [
        { address, version, kind: 'fixed' as const, subnetId },
        ...floating
          .filter(({ lead }) => lead?.fixed === address)
          .map((led) => ({
            address: led.address,
            version: 4 as const,
            kind: 'floating' as const,
            subnetId,
          })),
      ];
    });
  };

  const group = (projectId: string, nameOrId: string): SecurityGroupRow | undefined => {
    maker.defaultOf(projectId);
    const own = groups.list('project', projectId);
    const byId = own.find(({ id }) => id === nameOrId);
    if (byId !== undefined) return byId;
    const byName = own.filter(({ name }) => name === nameOrId);
    if (byName.length > 1) {
      throw conflict(
        `Multiple security groups found matching '${nameOrId}'. Use an ID to be more specific.`,
      );
    }
    return byName[0];
  };
  const groupIds = (projectId: string, wanted: readonly string[] | undefined): readonly string[] =>
    (wanted ?? [maker.defaultOf(projectId).id]).map((nameOrId) => {
      const found = group(projectId, nameOrId);
      if (found !== undefined) return found.id;
      throw badRequest(`Security group ${nameOrId} not found for project ${projectId}.`);
    });
  const must = (portId: string): PortRow => {
    const row = ports.get(portId);
    if (row === undefined) throw notFound(`Port id ${portId} could not be found.`);
    return row;
  };
  const change = (row: PortRow, set: Partial<PortRow>): PortRow =>
    ports.update(row.id, touched(world, row, set)) ?? row;
  const tell = (what: string, { id, projectId }: PortRow) => {
    tellOfResource(world.notices, `port.${what}`, id, { userId: 'nova', projectId });
  };
  const remove = (row: PortRow) => {
    const { id, fixed } = row;
    forgetPort(world, floatingIps, id);
    allocations.free(fixed);
    ports.delete(id);
    tell('delete', row);
  };

  return {
    hasNetwork(caller: Caller, networkId: string): boolean {
      const network = networks.get(networkId);
      if (network === undefined) return false;
      return policy.isAdmin(caller) || seesNetwork(projectOf(caller), network);
    },

    networksOf(projectId: string): readonly string[] {
      const own = networks.list('project', projectId);
      const shared = networks.list('common', 'yes').filter((network) => network.shared);
      const usable = [...own, ...shared].filter(({ external }) => !external);
      return [...new Set(usable.map(({ id }) => id))];
    },

    createPort(wish: {
      readonly networkId: string;
      readonly projectId: string;
      readonly serverId: string;
      readonly host: string;
      readonly hostname: string;
      readonly fixedAddress?: string;
      readonly securityGroups?: readonly string[];
    }) {
      const { networkId, projectId, serverId, host, hostname, fixedAddress } = wish;
      const network = networks.get(networkId);
      if (network === undefined) throw badRequest(`Network ${networkId} could not be found.`);
      if (subnets.count('network', networkId) === 0) {
        throw badRequest(`Network ${networkId} requires a subnet in order to boot instances on.`);
      }
      const securityGroups = network.portSecurity ? groupIds(projectId, wish.securityGroups) : [];
      if (!quotas.leaves('port', projectId)) throw forbidden('Maximum number of ports exceeded');
      const fixed = give(networkId, fixedAddress);
      const row = ports.insert({
        ...newRow(world, { projectId, description: '' }),
        revision: 1,
        name: '',
        networkId,
        mac: newMac(world),
        adminStateUp: true,
        deviceId: serverId,
        deviceOwner,
        host,
        vnicType: 'normal',
        profile: {},
        fixed,
        securityGroups,
        portSecurity: network.portSecurity,
        pairs: [],
        dhcpOptions: [],
        dnsName: hostname,
        ofCompute: true,
      });
      tell('create', row);
      return shown(row);
    },

    port(portId: string) {
      const row = ports.get(portId);
      return row === undefined ? undefined : shown(row);
    },
    holderOf: (networkId: string, address: string) =>
      ports
        .list('network', networkId)
        .find(({ fixed }) => fixed.some((one) => one.address === address))?.deviceId,

    portsOf: (serverId: string) => ports.list('device', serverId).map(shown),

    bind(
      portId: string,
      {
        serverId,
        host,
        hostname,
      }: { readonly serverId: string; readonly host: string; readonly hostname: string },
    ) {
      const row = must(portId);
      if (row.deviceId !== '' && row.deviceId !== serverId) {
        throw conflict(`Port ${portId} is still in use.`);
      }
      const dnsName = row.dnsName || hostname;
      return shown(change(row, { deviceId: serverId, deviceOwner, host, dnsName }));
    },
    unbind(portId: string): void {
      const row = ports.get(portId);
      if (row === undefined) return;
      // A port that traffic is led over cannot be deleted, and outlives its server.
      if (row.ofCompute && !isSteeredBy(chaining, portId)) remove(row);
      else change(row, { deviceId: '', deviceOwner: '', host: '' });
    },
    deletePort(portId: string): void {
      const row = ports.get(portId);
      if (row !== undefined) remove(row);
    },

    securityGroup(projectId: string, nameOrId: string) {
      const found = group(projectId, nameOrId);
      return found === undefined ? undefined : { id: found.id, name: found.name };
    },
    secure(portId: string, securityGroupIds: readonly string[]): void {
      change(must(portId), { securityGroups: [...securityGroupIds] });
    },
  };

  /** Compute has words of its own for addresses that cannot be had. */
  function give(networkId: string, address: string | undefined) {
    try {
      return allocations.give(networkId, address === undefined ? undefined : [{ address }]);
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown;
      switch (thrown.details.kind) {
        case 'IpAddressAlreadyAllocated':
          throw badRequest(`Fixed IP address ${String(address)} is already in use on instance.`);
        case 'IpAddressGenerationFailure':
          throw badRequest(`No fixed IP addresses available for network: ${networkId}`);
        default:
          throw badRequest(thrown.message);
      }
    }
  }
}

const deviceOwner = 'compute:nova';
const versionOf = (subnet: SubnetRow | undefined): 4 | 6 => subnet?.version ?? 4;

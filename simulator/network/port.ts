/** Ports. Source: Networking API reference, "Ports". */
import type { Caller } from '../kernel/caller.ts';
import { Duplicate } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import type { Allocations, AddressWish } from './allocation.ts';
import type { Wish } from './attributes.ts';
import { networkFault } from './faults.ts';
import type { Networks } from './network-table.ts';
import type { OnNetwork } from './on-network.ts';
import { type PortTold, portAttributes } from './port-attributes.ts';
import { portNotFound, type PortRow, type Ports } from './port-table.ts';
import { portView } from './port-view.ts';
import type { Resource, View } from './resource.ts';
import { newRow, touched } from './row.ts';
import type { SecurityGroupRow } from './security-group-table.ts';

export interface PortNeeds {
  readonly world: World;
  readonly networks: Networks;
  readonly ports: Ports;
  readonly allocations: Allocations;
  readonly onNetwork: OnNetwork;
  readonly domain: string;
  /** The default security group of a project; made when there is none yet. */
  readonly defaultGroup: (projectId: string) => SecurityGroupRow;
  /** @throws Fault when the caller sees no such group */
  readonly groupSeen: (id: string, caller: Caller) => SecurityGroupRow;
  /** @throws Fault when something needs the port */
  readonly beforeRemoval: (row: PortRow) => void;
}

export function portResource(needs: PortNeeds): Resource<PortRow> {
  const { world, networks, ports, allocations, onNetwork } = needs;
  const ofNetworksOf = (projectId: string) =>
    networks.list('project', projectId).flatMap(({ id }) => ports.list('network', id));

  return {
    name: 'port',
    collection: 'ports',
    attributes: portAttributes,
    rows: ports,
    notFound: portNotFound,
    ofOthers: ofNetworksOf,
    sees: (projectId, row) =>
      row.projectId === projectId || networks.get(row.networkId)?.projectId === projectId,
    view: (row, admin) =>
      portView(row, admin, needs.domain, networks.get(row.networkId)?.qosPolicyId ?? null),
    target: onNetwork.target,
    newTarget: (wish, caller) => onNetwork.newTarget('port', wish, caller),
    innerRules(attribute, value) {
      if (attribute !== 'fixed_ips' || !Array.isArray(value) || value.length === 0)
        return undefined;
      return ['subnet_id', 'ip_address'].filter((key) =>
        (value as object[]).some((entry) => Object.hasOwn(entry, key)),
      );
    },
    filters: {
      fixed_ips: ({ fixed }, values) =>
        values.some((value) => {
          const [key, wanted] = value.split('=');
          return fixed.some(({ address, subnetId }) =>
            key === 'ip_address' ? address === wanted : key === 'subnet_id' && subnetId === wanted,
          );
        }),
      security_groups: ({ securityGroups }, ids) => ids.some((id) => securityGroups.includes(id)),
    },

    create(wish: Wish, caller: Caller) {
      const told = wish as Wish & PortTold;
      const network = networks.get(told.network_id);
      const secured = told.port_security_enabled ?? network?.portSecurity ?? true;
      const wishes = told.fixed_ips?.map(addressWish);
      const groups =
        told.security_groups ??
        (secured && !isRouters(told.device_owner) ? [needs.defaultGroup(wish.project_id).id] : []);
      if (groups.length > 0 && !secured) throw securityNeedsAddress();
      if (told.security_groups !== undefined) {
        for (const id of told.security_groups) needs.groupSeen(id, caller);
      }
      const mac = told.mac_address ?? newMac(world);
      if (ports.find('mac', `${told.network_id} ${mac.toLowerCase()}`) !== undefined) {
        throw macInUse(told.network_id, mac);
      }
      const fixed = allocations.give(told.network_id, wishes);
      return ports.insert({
        ...newRow(world, { projectId: wish.project_id, description: told.description }),
        revision: 1,
        name: told.name,
        networkId: told.network_id,
        mac,
        adminStateUp: told.admin_state_up,
        deviceId: told.device_id,
        deviceOwner: told.device_owner,
        host: told['binding:host_id'] ?? '',
        vnicType: told['binding:vnic_type'] ?? 'normal',
        profile: told['binding:profile'] ?? {},
        fixed,
        securityGroups: groups,
        portSecurity: secured,
        pairs: withMac(told.allowed_address_pairs ?? [], mac),
        dhcpOptions: told.extra_dhcp_opts ?? [],
        dnsName: told.dns_name ?? '',
        ofCompute: false,
      });
    },

    update(row: PortRow, change: View, caller: Caller) {
      const told = change as Partial<PortTold>;
      const groups = told.security_groups ?? row.securityGroups;
      const secured = told.port_security_enabled ?? row.portSecurity;
      if (!secured && groups.length > 0) {
        throw told.security_groups === undefined ? securedByGroups() : securityNeedsAddress();
      }
      for (const id of told.security_groups ?? []) needs.groupSeen(id, caller);
      const fixed = movedAddresses(allocations, row, told.fixed_ips?.map(addressWish));
      const mac = told.mac_address ?? row.mac;
      const set = {
        name: told.name,
        description: told.description,
        adminStateUp: told.admin_state_up,
        deviceId: told.device_id,
        deviceOwner: told.device_owner,
        host: told['binding:host_id'] ?? undefined,
        vnicType: told['binding:vnic_type'],
        profile: told['binding:profile'],
        dnsName: told.dns_name,
        dhcpOptions: told.extra_dhcp_opts,
        pairs: told.allowed_address_pairs && withMac(told.allowed_address_pairs, mac),
      };
      const known = Object.fromEntries(Object.entries(set).filter(([, v]) => v !== undefined));
      const next = { ...known, mac, fixed, securityGroups: groups, portSecurity: secured };
      try {
        return ports.update(row.id, touched(world, row, next)) ?? row;
      } catch (thrown) {
        throw thrown instanceof Duplicate ? macInUse(row.networkId, mac) : thrown;
      }
    },

    remove(row: PortRow) {
      needs.beforeRemoval(row);
      allocations.free(row.fixed);
      ports.delete(row.id);
    },
  };
}

const addressWish = (told: { subnet_id?: string; ip_address?: string }): AddressWish => ({
  ...(told.subnet_id === undefined ? {} : { subnetId: told.subnet_id }),
  ...(told.ip_address === undefined ? {} : { address: told.ip_address }),
});

const isRouters = (owner: string): boolean => owner.startsWith('network:');

/** Addresses that the port has already are not given anew. */
function movedAddresses(
  allocations: Allocations,
  row: PortRow,
  wishes: readonly AddressWish[] | undefined,
) {
  if (wishes === undefined) return row.fixed;
  const kept = row.fixed.filter(({ address }) => wishes.some((wish) => wish.address === address));
  const others = wishes.filter((wish) => !kept.some(({ address }) => wish.address === address));
  const given = allocations.give(row.networkId, others);
  allocations.free(row.fixed.filter((fixed) => !kept.includes(fixed)));
  return [...kept, ...given];
}

/** With the prefix that OpenStack's own ports have. */
export const newMac = ({ ids }: World): string =>
  `fa:16:3e:${[0, 0, 0].map(() => ids.between(0, 255).toString(16).padStart(2, '0')).join(':')}`;

const withMac = (
  pairs: readonly { ip_address: string; mac_address?: string }[],
  mac: string,
): PortRow['pairs'] =>
  pairs.map(({ ip_address, mac_address }) => ({ mac_address: mac_address ?? mac, ip_address }));

const macInUse = (networkId: string, mac: string) =>
  networkFault(
    409,
    'MacAddressInUse',
    `Unable to complete operation for network ${networkId}. The mac address ${mac} is in use.`,
  );
const securityNeedsAddress = () =>
  networkFault(
    400,
    'PortSecurityAndIPRequiredForSecurityGroups',
    'Port security must be enabled and port must have an IP address in order to use security groups.',
  );
const securedByGroups = () =>
  networkFault(
    409,
    'PortSecurityPortHasSecurityGroup',
    'Port has security group associated. Cannot disable port security or IP address until security group is removed.',
  );

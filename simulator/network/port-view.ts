/** A port as answers show it. */
import type { Port as WirePort } from '../../src/contract/network/port.ts';
import type { PortRow } from './port-table.ts';
import { standardView } from './row.ts';

/** It is up where something listens: a port is once it is bound to a host. */
export const portStatus = ({ host }: PortRow): 'ACTIVE' | 'DOWN' =>
  host === '' ? 'DOWN' : 'ACTIVE';

/** @param networkPolicy the quality of service policy of its network */
export const portView = (
  row: PortRow,
  admin: boolean,
  domain: string,
  networkPolicy: string | null,
) =>
  ({
    ...standardView(row),
    name: row.name,
    network_id: row.networkId,
    mac_address: row.mac,
    admin_state_up: row.adminStateUp,
    status: portStatus(row),
    device_id: row.deviceId,
    device_owner: row.deviceOwner,
    fixed_ips: row.fixed.map(({ subnetId, address }) => ({
      subnet_id: subnetId,
      ip_address: address,
    })),
    allowed_address_pairs: row.pairs,
    extra_dhcp_opts: row.dhcpOptions,
    security_groups: [...row.securityGroups],
    'binding:vnic_type': row.vnicType,
    port_security_enabled: row.portSecurity,
    qos_policy_id: null,
    qos_network_policy_id: networkPolicy,
    dns_name: row.dnsName,
    dns_assignment: row.fixed.map(({ address }) => assignment(row.dnsName, address, domain)),
    dns_domain: '',
    propagate_uplink_status: true,
    data_plane_status: null,
    ip_allocation: row.fixed.length === 0 ? 'none' : 'immediate',
    ...(admin
      ? {
          'binding:profile': row.profile,
          'binding:host_id': row.host,
          'binding:vif_type': row.host === '' ? 'unbound' : 'ovs',
          'binding:vif_details': row.host === '' ? {} : { port_filter: true },
          resource_request: null,
        }
      : {}),
  }) satisfies WirePort;

function assignment(name: string, address: string, domain: string) {
  const hostname = name === '' ? `host-${address.replace(/[.:]/g, '-')}` : name;
  return { ip_address: address, hostname, fqdn: `${hostname}.${domain}` };
}

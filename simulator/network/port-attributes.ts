/** What a client may say of a port. Source: Networking API reference, "Ports". */
import { type Attributes, flag, standardAttributes, text } from './attributes.ts';
import { addressPairs, fixedAddresses, hostName } from './port-checks.ts';
import {
  listOf,
  macAddress,
  oneOf,
  orNull,
  textUpTo,
  toBoolean,
  toListIfNull,
  uuid,
} from './values.ts';

const vnicTypes = oneOf(
  'baremetal',
  'direct',
  'direct-physical',
  'macvtap',
  'normal',
  'remote-managed',
  'smart-nic',
  'vdpa',
  'virtio-forwarder',
);
export const portAttributes: Attributes = {
  ...standardAttributes,
  network_id: { post: true, required: true, check: uuid, filter: true, sort: true },
  name: text(),
  admin_state_up: flag(true),
  mac_address: { post: true, put: true, check: macAddress, rule: true, filter: true, sort: true },
  fixed_ips: { post: true, put: true, check: fixedAddresses, convert: toListIfNull, rule: true },
  device_id: text(),
  device_owner: text(),
  status: { filter: true, sort: true },
  port_security_enabled: { post: true, put: true, convert: toBoolean, rule: true },
  security_groups: {
    post: true,
    put: true,
    check: (value) => (value === null ? undefined : listOf(uuid)(value)),
    convert: toListIfNull,
  },
  allowed_address_pairs: { post: true, put: true, convert: addressPairs, rule: true },
  extra_dhcp_opts: { post: true, put: true, convert: toListIfNull },
  dns_name: { ...text(), check: hostName },
  dns_domain: text(),
  dns_assignment: {},
  qos_policy_id: { post: true, put: true, check: orNull(uuid) },
  propagate_uplink_status: { post: true, convert: toBoolean },
  'binding:vnic_type': { post: true, put: true, check: vnicTypes, rule: true, filter: true },
  'binding:host_id': {
    post: true,
    put: true,
    check: orNull(textUpTo(255)),
    rule: true,
    filter: true,
  },
  'binding:profile': { post: true, put: true, rule: true },
  'binding:vif_type': {},
  'binding:vif_details': {},
  ip_allocation: {},
  resource_request: {},
};

/** What it has said, once that is checked. */
export interface PortTold {
  readonly name: string;
  readonly description: string;
  readonly network_id: string;
  readonly admin_state_up: boolean;
  readonly mac_address?: string;
  readonly fixed_ips?: readonly { subnet_id?: string; ip_address?: string }[];
  readonly device_id: string;
  readonly device_owner: string;
  readonly port_security_enabled?: boolean;
  readonly security_groups?: readonly string[];
  readonly allowed_address_pairs?: readonly { ip_address: string; mac_address?: string }[];
  readonly extra_dhcp_opts?: readonly object[];
  readonly dns_name?: string;
  readonly 'binding:host_id'?: string | null;
  readonly 'binding:vnic_type'?: string;
  readonly 'binding:profile'?: object;
}

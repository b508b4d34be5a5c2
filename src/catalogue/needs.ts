/**
 * The closed list of capabilities that a target may have or lack without failing for it. A
 * requirement or an example that needs one is not applicable where the target does not have it.
 */

/** How a target comes to have a capability. A claim in the target file overrides each of them. */
export type MetBy =
  /** This key of the target file is present. */
  | { readonly key: string }
  /** The target's own service catalogue lists a service of one of these types. */
  | { readonly services: readonly [string, ...string[]] }
  /** The target's network service has this extension. */
  | { readonly networkExtension: string }
  /** The target file claims it under `claims`, by the need's name. */
  | 'claim';

export interface Need {
  /** What a target that meets the need can do. */
  readonly sentence: string;
  readonly metBy: MetBy;
}

const atKey = (key: string, sentence: string): Need => ({ sentence, metBy: { key } });
const withService = (sentence: string, ...services: [string, ...string[]]): Need => ({
  sentence,
  metBy: { services },
});
const withExtension = (networkExtension: string, sentence: string): Need => ({
  sentence,
  metBy: { networkExtension },
});
const claimed = (sentence: string): Need => ({ sentence, metBy: 'claim' });

export const needs = {
  // Table 6-2
  'restricted-security-groups': claimed(
    'Only VDC administrators may create and delete security groups.',
  ),
  'capacity-parameters': claimed(
    'A virtual compute can be launched by its capacity, without a flavour.',
  ),

  // Table 6-1: interfaces of Or-Vi and Vi-Vnfm beyond what every VIM serves
  'vnf-manager-administers': claimed(
    'The VNF manager’s credentials may change flavours and quotas and migrate resources.',
  ),
  'network-affinity-groups': claimed('Networks can be grouped by affinity.'),
  'storage-affinity-groups': claimed('Storage can be grouped by affinity.'),
  'resource-information-subscription': claimed(
    'The VIM tells subscribers when the types of resources on offer change.',
  ),
  'capacity-subscription': claimed('The VIM tells subscribers when capacity crosses a threshold.'),
  'quota-subscription': claimed('The VIM tells subscribers when a quota changes.'),
  'reservation-subscription': claimed('The VIM tells subscribers when a reservation changes.'),
  'storage-reservation': claimed('Storage can be reserved for a time.'),
  reservation: withService('Resources can be reserved for a time.', 'reservation'),
  alarming: withService(
    'The VIM evaluates alarms and calls back when they fire.',
    'alarming',
    'alarm',
  ),
  metrics: withService('The VIM collects measures of its resources.', 'metric'),
  'service-chaining': withExtension('sfc', 'Traffic can be steered along a path of network ports.'),
  'service-chain-state': claimed('A forwarding path can be switched off and on again.'),
  policy: atKey('policy', 'The VIM keeps policies that can be activated.'),

  // Table 6-1: hardware
  'hardware-management': atKey(
    'hardware.redfish',
    'The hardware tells its inventory, configuration and health.',
  ),
  'execution-environment': atKey(
    'hardware.libvirt',
    'Execution environments can be made directly on a host.',
  ),

  'machine-start': claimed('A machine starts once from where the VIM tells it to.'),

  // Table 6-3
  acceleration: atKey('acceleration.vn-nf', 'A workload can use an accelerator.'),
  'acceleration-management': atKey(
    'acceleration.nf-vi',
    'The VIM can manage the accelerators of the infrastructure.',
  ),

  // Enabler services
  ntp: atKey('enabler-services.ntp', 'There are time servers.'),
  'ntp-authentication': atKey(
    'enabler-services.ntp-key',
    'The time servers share symmetric keys with their clients.',
  ),
  'ntp-network-time-security': atKey(
    'enabler-services.nts',
    'Keys can be agreed upon with the time servers.',
  ),
  dhcp: atKey('enabler-services.dhcp', 'There is a server that assigns IPv4 addresses.'),
  'dhcp-v6': atKey('enabler-services.dhcp-v6', 'There is a server that assigns IPv6 addresses.'),
  'dhcp-port-addresses': claimed(
    'The assigned address is the one that the VIM gave to the port of the network.',
  ),
  dns: atKey('enabler-services.dns', 'There are name servers.'),
  'dns-recursion': claimed('The name servers resolve names of other zones for their clients.'),
  'dns-instance-names': claimed(
    'The VIM puts the names of virtual computes into the name servers.',
  ),
  'load-balancing': atKey('enabler-services.load-balancer', 'The VIM has load balancers.'),
  'load-balancer-traffic': atKey(
    'enabler-services.load-balancer.members',
    'There are members behind the load balancer to which the harness can send traffic.',
  ),
  'load-balancer-rules': claimed('Requests can be distributed by what they ask for.'),
  'load-balancer-tls': atKey(
    'enabler-services.load-balancer.certificate',
    'The load balancer can terminate TLS, with a certificate that is known.',
  ),
  inside: atKey('enabler-services.inside', 'A probe runs where tenants are.'),
} as const satisfies Record<string, Need>;

export type NeedName = keyof typeof needs;

/** Whether a text from a file or tag names a need. */
export const isNeedName = (text: string): text is NeedName => Object.hasOwn(needs, text);

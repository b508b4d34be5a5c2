/**
 * Who may do what with what the network service has.
 *
 * Source: Networking policy reference; OpenStack Zed and 2026.1 with upstream's defaults, recorded.
 */
import { type Caller, projectOf } from '../kernel/caller.ts';
import {
  allOf,
  anyOf,
  anyone,
  hasRole,
  type PolicyTarget,
  type Rule,
  sameProject,
  scopedTo,
} from '../kernel/policy.ts';
import type { Release } from '../release.ts';
import { networkFault } from './faults.ts';

/** The caller's project is that of the network that the resource is on. */
const ownsNetwork: Rule = (caller, target) =>
  target['network_project_id'] !== undefined && target['network_project_id'] === projectOf(caller);
/** A rule about the parts of a request for which being on a shared network is enough. */
const onSharedNetwork: Rule = (_caller, target) => target['network_shared'] === 'yes';

interface Ranks {
  readonly admin: Rule;
  /** May change what is in the own project. */
  readonly member: Rule;
  /** May make something new. */
  readonly maker: Rule;
}

const ranks: Readonly<Record<Release['policy'], Ranks>> = {
  // Whoever has a role in a project, a reader too, and an administrator in any scope.
  legacy: { admin: hasRole('admin'), member: sameProject, maker: anyone },
  secure: {
    admin: allOf(scopedTo('project'), hasRole('admin')),
    member: allOf(hasRole('member'), sameProject),
    maker: allOf(hasRole('member'), sameProject),
  },
};

const administrators = [
  'create_network:shared',
  'create_network:router:external',
  'create_network:is_default',
  'create_network:provider:network_type',
  'create_network:provider:physical_network',
  'create_network:provider:segmentation_id',
  'create_network:segments',
  'update_network:shared',
  'update_network:router:external',
  'update_network:is_default',
  'update_network:provider:network_type',
  'update_network:provider:physical_network',
  'update_network:provider:segmentation_id',
  'create_port:binding:host_id',
  'create_port:binding:profile',
  'update_port:binding:host_id',
  'update_port:binding:profile',
  'update_port:mac_address',
  'create_router:external_gateway_info:enable_snat',
  'create_router:external_gateway_info:external_fixed_ips',
  'update_router:external_gateway_info:enable_snat',
  'update_router:external_gateway_info:external_fixed_ips',
  'create_router:ha',
  'create_router:distributed',
  'update_router:ha',
  'update_router:distributed',
  'create_policy',
  'update_policy',
  'delete_policy',
  'create_policy_bandwidth_limit_rule',
  'delete_policy_bandwidth_limit_rule',
  'get_quota',
  'update_quota',
  'delete_quota',
] as const;
const makers = ['create_network', 'create_port', 'create_router', 'create_floatingip'] as const;
const members = [
  'create_network:port_security_enabled',
  'update_network',
  'update_network:port_security_enabled',
  'delete_network',
  'create_port:binding:vnic_type',
  'update_port',
  'update_port:binding:vnic_type',
  'create_router:external_gateway_info',
  'create_router:external_gateway_info:network_id',
  'update_router',
  'update_router:external_gateway_info',
  'update_router:external_gateway_info:network_id',
  'delete_router',
  'add_router_interface',
  'remove_router_interface',
  'update_floatingip',
  'delete_floatingip',
] as const;
/** Traffic is steered by whoever has signed in; what steers it is changed by whoever has a role in its project. */
const steerers = [
  'create_port_pair',
  'create_port_pair_group',
  'create_flow_classifier',
  'create_port_chain',
] as const;
const steeringOwners = [
  'update_port_pair',
  'delete_port_pair',
  'update_port_pair_group',
  'delete_port_pair_group',
  'update_flow_classifier',
  'delete_flow_classifier',
  'update_port_chain',
  'delete_port_chain',
] as const;
/** Members, or managers alone where an operator wants it so. */
const groupKeepers = [
  'create_security_group',
  'update_security_group',
  'delete_security_group',
  'create_security_group_rule',
  'update_security_group_rule',
  'delete_security_group_rule',
] as const;
/** Members of the project that owns the network, whoever owns the rest. */
const networkOwners = [
  'create_port:mac_address',
  'create_port:fixed_ips:ip_address',
  'create_port:port_security_enabled',
  'create_port:allowed_address_pairs',
  'update_port:fixed_ips',
  'update_port:fixed_ips:ip_address',
  'update_port:port_security_enabled',
  'update_port:allowed_address_pairs',
] as const;
const networkUsers = [
  'create_port:fixed_ips',
  'create_port:fixed_ips:subnet_id',
  'update_port:fixed_ips:subnet_id',
] as const;
const membersOrNetworkOwners = [
  'create_subnet',
  'update_subnet',
  'delete_subnet',
  'delete_port',
] as const;

export type NetworkRule =
  | (typeof administrators)[number]
  | (typeof makers)[number]
  | (typeof members)[number]
  | (typeof groupKeepers)[number]
  | (typeof steerers)[number]
  | (typeof steeringOwners)[number]
  | (typeof networkOwners)[number]
  | (typeof networkUsers)[number]
  | (typeof membersOrNetworkOwners)[number]
  | 'create_floatingip:floating_ip_address';

/** A rule that a request needs beside its main one, with those of the parts of its value. */
export interface Part {
  readonly rule: string;
  readonly inner?: readonly string[];
}

export interface NetworkPolicy {
  /** Whether the caller sees what is every project's. */
  isAdmin(caller: Caller): boolean;
  /** Whether the caller's token is of no use here: it sees nothing, whoever has it. */
  isOutOfScope(caller: Caller): boolean;
  allows(rule: NetworkRule, caller: Caller, target?: PolicyTarget): boolean;
  /** @throws Fault 403 that names all the rules */
  enforce(rule: NetworkRule, caller: Caller, target?: PolicyTarget, parts?: readonly Part[]): void;
}

/** @param restrictedGroups whether security groups are for managers of a project alone */
export function createNetworkPolicy(release: Release, restrictedGroups: boolean): NetworkPolicy {
  const { admin, member, maker } = ranks[release.policy];
  const rules = new Map<string, Rule>();
  const define = (names: readonly NetworkRule[], rule: Rule) => {
    for (const name of names) rules.set(name, rule);
  };
  define(administrators, admin);
  define(makers, anyOf(admin, maker));
  define(members, anyOf(admin, member));
  const manager = allOf(hasRole('manager'), sameProject);
  define(groupKeepers, anyOf(admin, restrictedGroups ? manager : member));
  define(steerers, anyone);
  define(steeringOwners, anyOf(admin, sameProject));
  define(networkOwners, anyOf(admin, ownsNetwork));
  define(networkUsers, anyOf(admin, ownsNetwork, onSharedNetwork));
  define(membersOrNetworkOwners, anyOf(admin, member, ownsNetwork));
  // Since 2025 also managers of the project, here under the name of their role.
  define(['create_floatingip:floating_ip_address'], anyOf(admin, hasRole('manager')));

  const allowed = (name: string, caller: Caller, target: PolicyTarget) =>
    rules.get(name)?.(caller, target) === true;
  return {
    isAdmin: (caller) => admin(caller, {}),
    isOutOfScope: ({ scope }) => release.policy === 'secure' && scope.kind !== 'project',
    allows: (rule, caller, target = {}) => allowed(rule, caller, target),
    enforce(rule, caller, target = {}, parts = []) {
      const names = [rule, ...parts.flatMap((part) => [part.rule, ...(part.inner ?? [])])];
      if (names.every((name) => allowed(name, caller, target))) return;
      throw networkFault(
        403,
        'PolicyNotAuthorized',
        `${together(rule, parts)} is disallowed by policy`,
      );
    },
  };
}

/** As the service prints several rules that must all hold. */
function together(rule: string, parts: readonly Part[]): string {
  if (parts.length === 0) return `rule:${rule}`;
  const written = parts.map((part) =>
    part.inner === undefined
      ? `rule:${part.rule}`
      : `(rule:${part.rule} and (${part.inner.map((name) => `rule:${name}`).join(' and ')}))`,
  );
  return `(${[`rule:${rule}`, ...written].join(' and ')})`;
}

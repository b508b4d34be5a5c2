/** Virtual networks. Source: Networking API reference, "Networks". */
import type { Network as WireNetwork } from '../../src/contract/network/network.ts';
import type { Caller } from '../kernel/caller.ts';
import type { World } from '../kernel/world.ts';
import { type Attributes, flag, standardAttributes, text, type Wish } from './attributes.ts';
import { badRequest, invalidInput, networkFault } from './faults.ts';
import { networkNotFound, type NetworkRow, type Networks, seesNetwork } from './network-table.ts';
import type { Ports } from './port-table.ts';
import { qosPolicyNotFound } from './qos-policy-table.ts';
import type { Resource, View } from './resource.ts';
import { newRow, standardView, touched } from './row.ts';
import type { Subnets } from './subnet-table.ts';
import { orNull, textUpTo, toInteger, uuid, zoneHints } from './values.ts';

const provider = {
  post: true,
  put: true,
  rule: true,
  filter: true,
  check: orNull(textUpTo(255)),
} as const;
const attributes: Attributes = {
  ...standardAttributes,
  name: text(),
  admin_state_up: flag(true),
  subnets: {},
  status: { filter: true, sort: true },
  shared: { ...flag(false), rule: true },
  'router:external': { ...flag(false), rule: true },
  is_default: { ...flag(false), rule: true },
  mtu: { post: true, put: true, convert: toInteger, filter: true },
  port_security_enabled: { ...flag(true), rule: true },
  qos_policy_id: { post: true, put: true, check: orNull(uuid) },
  dns_domain: { ...text(), check: (value) => notADomain(value) },
  availability_zone_hints: { post: true, check: zoneHints },
  availability_zones: {},
  segments: { post: true, put: true, rule: true },
  'provider:network_type': provider,
  'provider:physical_network': provider,
  'provider:segmentation_id': { ...provider, check: () => undefined, convert: toInteger },
};

const notADomain = (value: unknown): string | undefined =>
  value === '' || /^(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{0,63}$/i.test(String(value))
    ? textUpTo(255)(value)
    : `'${String(value)}' is not a FQDN.`;

/** The types of tenants' own networks, and how large a frame on each may be. */
const largestFrame: Readonly<Record<string, number>> = { vxlan: 1450, geneve: 1442, gre: 1458 };
const mtuOf = (type: string): number => largestFrame[type] ?? 1500;

export interface NetworkNeeds {
  readonly world: World;
  readonly networks: Networks;
  readonly subnets: Subnets;
  readonly ports: Ports;
  readonly ensureDefaultGroup: (projectId: string) => void;
  readonly removeSubnets: (networkId: string) => void;
  /** Whether there is such a policy that the caller may use. */
  readonly seesQosPolicy: (id: string, caller: Caller) => boolean;
}

export function networkResource(needs: NetworkNeeds): Resource<NetworkRow> {
  const { world, networks, subnets, ports } = needs;

  const view = (row: NetworkRow, admin: boolean) =>
    ({
      ...standardView(row),
      name: row.name,
      admin_state_up: row.adminStateUp,
      mtu: row.mtu,
      status: 'ACTIVE',
      subnets: subnets
        .list('network', row.id)
        .map(({ id }) => id)
        .sort(),
      shared: row.shared,
      availability_zone_hints: [],
      availability_zones: [],
      ipv4_address_scope: null,
      ipv6_address_scope: null,
      'router:external': row.external,
      port_security_enabled: row.portSecurity,
      qos_policy_id: row.qosPolicyId,
      dns_domain: row.dnsDomain,
      l2_adjacency: true,
      ...(row.external ? { is_default: row.isDefault } : {}),
      ...(admin
        ? {
            'provider:network_type': row.segment.type,
            'provider:physical_network': row.segment.physical,
            'provider:segmentation_id': row.segment.id,
          }
        : {}),
    }) satisfies WireNetwork;

  const mustSeePolicy = (id: string | null | undefined, caller: Caller): void => {
    if (id != null && !needs.seesQosPolicy(id, caller)) throw qosPolicyNotFound(id);
  };

  const mustFit = (mtu: number, type: string): number => {
    const most = mtuOf(type);
    if (mtu > most) throw invalidInput(`Requested MTU is too big, maximum is ${String(most)}`);
    if (mtu !== 0 && mtu < 68) throw invalidInput('Requested MTU is too small, minimum is 68');
    return mtu === 0 ? most : mtu;
  };

  return {
    name: 'network',
    collection: 'networks',
    attributes,
    rows: networks,
    notFound: networkNotFound,
    ofOthers: () => networks.list('common', 'yes'),
    sees: seesNetwork,
    view,
    created: (row, admin) => ({ ...view(row, admin), is_default: row.isDefault }),
    target: ({ projectId }) => ({ project_id: projectId }),

    create(wish: Wish, caller: Caller) {
      const told = wish as Wish & Created;
      const [zone] = told.availability_zone_hints ?? [];
      if (zone !== undefined) {
        const message = `AvailabilityZone ${zone} could not be found.`;
        throw networkFault(404, 'AvailabilityZoneNotFound', message);
      }
      mustSeePolicy(told.qos_policy_id, caller);
      const segment = segmentOf(told);
      const mtu = mustFit(told.mtu ?? 0, segment.type);
      needs.ensureDefaultGroup(wish.project_id);
      return networks.insert({
        ...newRow(world, { projectId: wish.project_id, description: told.description }),
        revision: 1,
        name: told.name,
        adminStateUp: told.admin_state_up,
        mtu,
        shared: told.shared,
        external: told['router:external'],
        isDefault: told.is_default,
        portSecurity: told.port_security_enabled,
        dnsDomain: told.dns_domain,
        qosPolicyId: told.qos_policy_id ?? null,
        segment: { ...segment, id: segment.id ?? world.ids.between(1, 4000) },
      });
    },

    update(row: NetworkRow, change: View, caller: Caller) {
      const told = change as Partial<Created>;
      mustSeePolicy(told.qos_policy_id, caller);
      const { name, description, dns_domain: dnsDomain, qos_policy_id: qosPolicyId } = told;
      const flags = {
        adminStateUp: told.admin_state_up,
        shared: told.shared,
        external: told['router:external'],
        isDefault: told.is_default,
        portSecurity: told.port_security_enabled,
      };
      const mtu = told.mtu === undefined ? undefined : mustFit(told.mtu, row.segment.type);
      if (told.shared === false && row.shared && isUsedByOthers(row)) {
        throw networkFault(
          409,
          'InvalidSharedSetting',
          `Unable to reconfigure sharing settings for network ${row.id}. Multiple projects are using it.`,
        );
      }
      const set = { name, description, dnsDomain, qosPolicyId, mtu, ...flags };
      const known = Object.fromEntries(Object.entries(set).filter(([, v]) => v !== undefined));
      return networks.update(row.id, touched(world, row, known)) ?? row;
    },

    remove(row: NetworkRow) {
      const used = ports.list('network', row.id);
      if (used.length > 0) {
        const ids = used.map(({ id }) => id).join(',');
        throw networkFault(
          409,
          'NetworkInUse',
          `Unable to complete operation on network ${row.id}. There are one or more ports still in use on the network, id for these ports is: ${ids}.`,
        );
      }
      needs.removeSubnets(row.id);
      networks.delete(row.id);
    },
  };

  function isUsedByOthers(row: NetworkRow): boolean {
    return [...ports.list('network', row.id), ...subnets.list('network', row.id)].some(
      ({ projectId }) => projectId !== row.projectId,
    );
  }
}

interface Created {
  readonly name: string;
  readonly description: string;
  readonly admin_state_up: boolean;
  readonly shared: boolean;
  readonly 'router:external': boolean;
  readonly is_default: boolean;
  readonly port_security_enabled: boolean;
  readonly dns_domain: string;
  readonly mtu?: number;
  readonly qos_policy_id?: string | null;
  readonly availability_zone_hints?: readonly string[];
  readonly 'provider:network_type'?: string | null;
  readonly 'provider:physical_network'?: string | null;
  readonly 'provider:segmentation_id'?: number | null;
}

/** What carries the network: of a tenant's network the service decides. */
function segmentOf(told: Created): { type: string; physical: string | null; id: number | null } {
  const type = told['provider:network_type'] ?? null;
  const physical = told['provider:physical_network'] ?? null;
  const id = told['provider:segmentation_id'] ?? null;
  if (type === null) {
    if (physical !== null || id !== null) throw invalidInput('network_type required');
    return { type: 'vxlan', physical: null, id: null };
  }
  if (!['flat', 'vlan', 'vxlan', 'gre', 'geneve', 'local'].includes(type)) {
    throw invalidInput(`network_type value '${type}' not supported`);
  }
  if (['flat', 'vlan'].includes(type) && physical === null) {
    throw badRequest(`physical_network required for ${type} provider network`);
  }
  return { type, physical, id };
}

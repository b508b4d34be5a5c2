/** Addresses that lead in from outside. Source: Networking API reference, "Floating IPs". */
import type { FloatingIp as WireFloatingIp } from '../../src/contract/network/floating-ip.ts';
import type { Caller } from '../kernel/caller.ts';
import type { World } from '../kernel/world.ts';
import { type Attributes, standardAttributes, text, type Wish } from './attributes.ts';
import type { createDevicePorts } from './device-port.ts';
import { badPart, networkFault } from './faults.ts';
import {
  floatingIpNotFound,
  type FloatingIpRow,
  type FloatingIps,
  type Lead,
} from './floating-ip-table.ts';
import type { NetworkRow } from './network-table.ts';
import { portNotFound, type PortRow, type Ports } from './port-table.ts';
import { portStatus } from './port-view.ts';
import type { Resource, View } from './resource.ts';
import { floatingOwner, interfaceOwner, type Routers } from './router-table.ts';
import { newRow, standardView, touched } from './row.ts';
import { address, orNull, uuid } from './values.ts';

const attributes: Attributes = {
  ...standardAttributes,
  floating_network_id: { post: true, required: true, check: uuid, filter: true, sort: true },
  floating_ip_address: { post: true, check: orNull(address), rule: true, filter: true, sort: true },
  subnet_id: { post: true, check: orNull(uuid) },
  port_id: { post: true, put: true, check: orNull(uuid), filter: true, sort: true },
  fixed_ip_address: { post: true, put: true, check: orNull(address), filter: true, sort: true },
  router_id: { filter: true, sort: true },
  status: { filter: true, sort: true },
  dns_name: text(),
  dns_domain: text(),
  qos_policy_id: { post: true, put: true, check: orNull(uuid) },
  port_details: {},
  port_forwardings: {},
};

interface Told {
  readonly description?: string;
  readonly floating_network_id: string;
  readonly floating_ip_address?: string | null;
  readonly subnet_id?: string | null;
  readonly port_id?: string | null;
  readonly fixed_ip_address?: string | null;
  readonly dns_name: string;
  readonly dns_domain: string;
}

export interface FloatingIpNeeds {
  readonly world: World;
  readonly floatingIps: FloatingIps;
  readonly routers: Routers;
  readonly ports: Ports;
  readonly devicePorts: ReturnType<typeof createDevicePorts>;
  /** @throws Fault when the caller sees no such network */
  readonly networkSeen: (id: string, caller: Caller) => NetworkRow;
  readonly seesPort: (caller: Caller, row: PortRow) => boolean;
}

const bad = (why: string) => badPart('floatingip', why);

export function floatingIpResource(needs: FloatingIpNeeds): Resource<FloatingIpRow> {
  const { world, floatingIps, routers, ports, devicePorts } = needs;

  /** @throws Fault when nothing leads from the external network to the port */
  const leadTo = (
    portId: string,
    told: { networkId: string; address?: string | undefined; of: string; self?: string },
    caller: Caller,
  ): Lead => {
    const port = ports.get(portId);
    if (port === undefined || !needs.seesPort(caller, port)) throw portNotFound(portId);
    const fixed =
      told.address === undefined
        ? port.fixed.find((one) => !one.address.includes(':'))
        : port.fixed.find((one) => one.address === told.address);
    if (fixed === undefined) {
      throw told.address === undefined
        ? bad(`Cannot add floating IP to port ${port.id} that has no fixed IPv4 addresses`)
        : bad(`Port ${port.id} does not have fixed ip ${told.address}`);
    }
    const taken = floatingIps
      .list('port', port.id)
      .find(({ id, lead }) => id !== told.self && lead?.fixed === fixed.address);
    if (taken !== undefined) {
      throw networkFault(
        409,
        'FloatingIPPortAlreadyAssociated',
        `Cannot associate floating IP ${told.of} with port ${port.id} using fixed IP ${fixed.address}, as that fixed IP already has a floating IP on external network ${told.networkId}.`,
      );
    }
    const routerId = routerBetween(told.networkId, fixed.subnetId, port.networkId);
    if (routerId === undefined) {
      throw networkFault(
        404,
        'ExternalGatewayForFloatingIPNotFound',
        `External network ${told.networkId} is not reachable from subnet ${fixed.subnetId}.  Therefore, cannot associate Port ${port.id} with a Floating IP.`,
      );
    }
    return { portId: port.id, fixed: fixed.address, subnetId: fixed.subnetId, routerId };
  };
  const routerBetween = (outer: string, subnetId: string, inner: string) =>
    ports
      .list('network', inner)
      .filter(
        ({ deviceOwner, fixed }) =>
          deviceOwner === interfaceOwner && fixed.some((one) => one.subnetId === subnetId),
      )
      .map(({ deviceId }) => deviceId)
      .find((id) => routers.get(id)?.gateway?.networkId === outer);

  const view = (row: FloatingIpRow) => {
    const port = row.lead === undefined ? undefined : ports.get(row.lead.portId);
    return {
      ...standardView(row),
      tags: [...row.tags],
      floating_ip_address: row.address,
      floating_network_id: row.networkId,
      router_id: row.lead?.routerId ?? null,
      port_id: row.lead?.portId ?? null,
      fixed_ip_address: row.lead?.fixed ?? null,
      status: row.lead === undefined ? 'DOWN' : 'ACTIVE',
      qos_policy_id: null,
      port_details: port === undefined ? null : detailsOf(port),
      dns_domain: row.dnsDomain,
      dns_name: row.dnsName,
      port_forwardings: [],
    } satisfies WireFloatingIp;
  };

  return {
    name: 'floatingip',
    collection: 'floatingips',
    attributes,
    rows: floatingIps,
    notFound: floatingIpNotFound,
    sees: (projectId, row) => row.projectId === projectId,
    filters: {
      tags: ({ tags }, values) =>
        values.flatMap((value) => value.split(',')).every((tag) => tags.includes(tag)),
    },
    target: ({ projectId }) => ({ project_id: projectId }),
    view,

    create(wish: Wish, caller: Caller) {
      const told = wish as Wish & Told;
      const network = needs.networkSeen(told.floating_network_id, caller);
      if (!network.external) throw bad(`Network ${network.id} is not a valid external network`);
      const portId = told.port_id ?? undefined;
      const fixed = told.fixed_ip_address ?? undefined;
      if (fixed !== undefined && portId === undefined) {
        throw bad('fixed_ip_address cannot be specified without a port_id');
      }
      const wanted = told.floating_ip_address ?? undefined;
      const subnetId = told.subnet_id ?? undefined;
      const wishes =
        wanted === undefined && subnetId === undefined
          ? undefined
          : [
              {
                ...(wanted === undefined ? {} : { address: wanted }),
                ...(subnetId === undefined ? {} : { subnetId }),
              },
            ];
      const row = newRow(world, {
        projectId: wish.project_id,
        description: told.description ?? '',
      });
      const port = devicePorts.make(
        {
          networkId: network.id,
          projectId: '',
          deviceId: row.id,
          deviceOwner: floatingOwner,
        },
        wishes,
      );
      const own = port.fixed[0]?.address ?? '';
      try {
        const lead =
          portId === undefined
            ? undefined
            : leadTo(
                portId,
                { networkId: network.id, address: fixed, of: `${own} (${row.id})` },
                caller,
              );
        return floatingIps.insert({
          ...row,
          address: own,
          networkId: network.id,
          lead,
          dnsName: told.dns_name,
          dnsDomain: told.dns_domain,
          tags: [],
        });
      } catch (error) {
        devicePorts.remove(port);
        throw error;
      }
    },

    /** A change that names no port takes the address away from the one it leads to. */
    update(row: FloatingIpRow, change: View, caller: Caller) {
      const told = change as Partial<Told>;
      const lead =
        told.port_id == null
          ? undefined
          : leadTo(
              told.port_id,
              {
                networkId: row.networkId,
                address: told.fixed_ip_address ?? undefined,
                of: `${row.address} (${row.id})`,
                self: row.id,
              },
              caller,
            );
      const onlyDescribed = told.port_id === undefined && Object.keys(told).length > 0;
      const next = {
        lead: onlyDescribed ? row.lead : lead,
        description: told.description ?? row.description,
      };
      return floatingIps.update(row.id, touched(world, row, next)) ?? row;
    },

    remove(row: FloatingIpRow) {
      for (const port of ports.list('device', row.id)) devicePorts.remove(port);
      floatingIps.delete(row.id);
    },
  };
}

const detailsOf = (port: PortRow) => ({
  name: port.name,
  network_id: port.networkId,
  mac_address: port.mac,
  admin_state_up: port.adminStateUp,
  status: portStatus(port),
  device_id: port.deviceId,
  device_owner: port.deviceOwner,
});

/** An address leads nowhere once the port that it led to is gone. */
export const forgetPort = (world: World, floatingIps: FloatingIps, portId: string): void => {
  for (const row of floatingIps.list('port', portId)) {
    floatingIps.update(row.id, touched(world, row, { lead: undefined }));
  }
};

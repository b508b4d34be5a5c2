/** Routers. Source: Networking API reference, "Routers". */
import type { Router as WireRouter } from '../../src/contract/network/router.ts';
import type { Caller } from '../kernel/caller.ts';
import type { World } from '../kernel/world.ts';
import { contains, parseAddress, parseBlock } from './addresses.ts';
import { type Attributes, flag, standardAttributes, text, type Wish } from './attributes.ts';
import type { createDevicePorts } from './device-port.ts';
import { badPart, networkFault } from './faults.ts';
import type { NetworkRow } from './network-table.ts';
import type { PortRow, Ports } from './port-table.ts';
import type { Resource, View } from './resource.ts';
import { pythonText } from '../kernel/value-text.ts';
import { gatewayOwner, routerNotFound, type RouterRow, type Routers } from './router-table.ts';
import { newRow, standardView, touched } from './row.ts';
import { hostRoutes } from './subnet-checks.ts';
import type { Subnets } from './subnet-table.ts';
import { type Check, orNull, shown, toListIfNull, uuid, zoneHints } from './values.ts';

const gatewayForm: Check = (value) => {
  if (value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) {
    return `'${shown(value)}' is not a dictionary.`;
  }
  const { network_id: id } = value as { network_id?: unknown };
  return id === undefined || id === null ? undefined : uuid(id);
};
const attributes: Attributes = {
  ...standardAttributes,
  name: text(),
  admin_state_up: flag(true),
  status: { filter: true, sort: true },
  external_gateway_info: { post: true, put: true, check: gatewayForm, rule: true },
  routes: { put: true, check: hostRoutes, convert: toListIfNull },
  ha: { ...flag(), rule: true },
  distributed: { ...flag(), rule: true },
  availability_zone_hints: { post: true, check: zoneHints },
  availability_zones: {},
  flavor_id: { post: true, check: orNull(uuid) },
};

interface GatewayTold {
  readonly network_id?: string | null;
  readonly enable_snat?: boolean;
  readonly external_fixed_ips?: readonly { subnet_id?: string; ip_address?: string }[];
}
interface Told {
  readonly name: string;
  readonly description: string;
  readonly admin_state_up: boolean;
  readonly external_gateway_info?: GatewayTold | null;
  readonly routes?: RouterRow['routes'];
  readonly flavor_id?: string | null;
}

export interface RouterNeeds {
  readonly world: World;
  readonly routers: Routers;
  readonly subnets: Subnets;
  readonly ports: Ports;
  readonly devicePorts: ReturnType<typeof createDevicePorts>;
  /** @throws Fault when the caller sees no such network */
  readonly networkSeen: (id: string, caller: Caller) => NetworkRow;
  /** Whether addresses from outside come in through a router. */
  readonly isNeeded: (routerId: string) => boolean;
}

export function routerResource(needs: RouterNeeds): Resource<RouterRow> {
  const { world, routers, subnets, ports, devicePorts } = needs;
  const gatewayPort = ({ id }: RouterRow): PortRow | undefined =>
    ports.list('device', id).find(({ deviceOwner }) => deviceOwner === gatewayOwner);

  const view = (row: RouterRow, admin: boolean) =>
    ({
      ...standardView(row),
      name: row.name,
      admin_state_up: row.adminStateUp,
      status: 'ACTIVE',
      external_gateway_info:
        row.gateway === undefined
          ? null
          : {
              network_id: row.gateway.networkId,
              external_fixed_ips: (gatewayPort(row)?.fixed ?? []).map(({ subnetId, address }) => ({
                subnet_id: subnetId,
                ip_address: address,
              })),
              enable_snat: row.gateway.snat,
            },
      availability_zones: [],
      availability_zone_hints: [],
      routes: row.routes.map((route) => ({ ...route })),
      flavor_id: null,
      ...(admin ? { distributed: false, ha: false } : {}),
    }) satisfies WireRouter;

  /** @throws Fault for what is no network that leads out */
  const gatewayOf = (told: GatewayTold | null | undefined, caller: Caller) => {
    const networkId = told?.network_id ?? undefined;
    if (networkId === undefined) return undefined;
    const network = needs.networkSeen(networkId, caller);
    if (!network.external) {
      throw badPart('router', `Network ${networkId} is not an external network`);
    }
    return { networkId, snat: told?.enable_snat ?? true };
  };
  const openGateway = (row: RouterRow, told: GatewayTold | null | undefined) => {
    if (row.gateway === undefined) return;
    const { networkId } = row.gateway;
    devicePorts.make(
      { networkId, projectId: '', deviceId: row.id, deviceOwner: gatewayOwner },
      told?.external_fixed_ips?.map(({ subnet_id, ip_address }) => ({
        ...(subnet_id === undefined ? {} : { subnetId: subnet_id }),
        ...(ip_address === undefined ? {} : { address: ip_address }),
      })),
    );
  };
  const closeGateway = (row: RouterRow) => {
    const port = gatewayPort(row);
    if (port !== undefined) devicePorts.remove(port);
  };

  return {
    name: 'router',
    collection: 'routers',
    attributes,
    rows: routers,
    notFound: routerNotFound,
    sees: (projectId, row) => row.projectId === projectId,
    target: ({ projectId }) => ({ project_id: projectId }),
    innerRules: (attribute, value) =>
      attribute === 'external_gateway_info' && typeof value === 'object' && value !== null
        ? Object.keys(value)
        : undefined,
    view,

    create(wish: Wish, caller: Caller) {
      const told = wish as Wish & Told;
      const gateway = gatewayOf(told.external_gateway_info, caller);
      if (told.flavor_id != null) {
        const message = `Flavor ${told.flavor_id} could not be found.`;
        throw networkFault(404, 'FlavorNotFound', message);
      }
      const row = {
        ...newRow(world, { projectId: wish.project_id, description: told.description }),
        revision: gateway === undefined ? 1 : 3,
        name: told.name,
        adminStateUp: told.admin_state_up,
        gateway,
        routes: [],
      };
      openGateway(row, told.external_gateway_info);
      return routers.insert(row);
    },

    update(row: RouterRow, change: View, caller: Caller) {
      const told = change as Partial<Told>;
      const routes = told.routes ?? row.routes;
      if (told.routes !== undefined) mustConnect(row, told.routes);
      let { gateway } = row;
      if (told.external_gateway_info !== undefined) {
        gateway = gatewayOf(told.external_gateway_info, caller);
        const other = gateway?.networkId !== row.gateway?.networkId;
        if (other && row.gateway !== undefined && needs.isNeeded(row.id)) {
          throw gatewayInUse(row.id, row.gateway.networkId);
        }
        if (other) {
          closeGateway(row);
          openGateway({ ...row, gateway }, told.external_gateway_info);
        }
      }
      const next = {
        name: told.name ?? row.name,
        description: told.description ?? row.description,
        adminStateUp: told.admin_state_up ?? row.adminStateUp,
        gateway,
        routes,
      };
      return routers.update(row.id, touched(world, row, next)) ?? row;
    },

    remove(row: RouterRow) {
      const attached = ports.list('device', row.id).filter((port) => port !== gatewayPort(row));
      if (attached.length > 0) {
        const ids = attached.map(({ id }) => id).join(',');
        throw networkFault(409, 'RouterInUse', `Router ${row.id} has ports still attached: ${ids}`);
      }
      closeGateway(row);
      routers.delete(row.id);
    },
  };

  /** @throws Fault 400 when a route leads where the router has no interface */
  function mustConnect(row: RouterRow, routes: RouterRow['routes']): void {
    const blocks = ports
      .list('device', row.id)
      .flatMap(({ fixed }) => fixed.map(({ subnetId }) => subnets.get(subnetId)?.cidr))
      .flatMap((cidr) => (cidr === undefined ? [] : [parseBlock(cidr)]));
    const isNear = (nexthop: string) => {
      const address = parseAddress(nexthop);
      return blocks.some((b) => b !== undefined && address !== undefined && contains(b, address));
    };
    if (routes.every(({ nexthop }) => isNear(nexthop))) return;
    throw networkFault(
      400,
      'InvalidRoutes',
      `Invalid format for routes: ${pythonText(routes)}, the nexthop is not connected with router`,
    );
  }
}

const gatewayInUse = (routerId: string, networkId: string) =>
  networkFault(
    409,
    'RouterExternalGatewayInUseByFloatingIp',
    `Gateway cannot be updated for router ${routerId}, since a gateway to external network ${networkId} is required by one or more floating IPs.`,
  );

/** Interfaces of routers: a router joins subnets. Source: Networking API reference, "Routers". */
import type { RouterInterfaceAnswer } from '../../src/contract/network/router.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import { Fault } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { World } from '../kernel/world.ts';
import { overlap, parseBlock } from './addresses.ts';
import type { createDevicePorts } from './device-port.ts';
import { badPart, networkFault } from './faults.ts';
import { portNotFound, type PortRow, type Ports } from './port-table.ts';
import type { NetworkCall, NetworkRoute } from './resource.ts';
import { interfaceOwner, routerNotFound, type RouterRow, type Routers } from './router-table.ts';
import { touched } from './row.ts';
import type { NetworkPolicy } from './policy.ts';
import { subnetNotFound, type SubnetRow, type Subnets } from './subnet-table.ts';
import { uuid } from './values.ts';

export interface InterfaceNeeds {
  readonly world: World;
  readonly policy: NetworkPolicy;
  readonly routers: Routers;
  readonly subnets: Subnets;
  readonly ports: Ports;
  readonly devicePorts: ReturnType<typeof createDevicePorts>;
  readonly seesSubnet: (caller: Caller, row: SubnetRow) => boolean;
  readonly seesPort: (caller: Caller, row: PortRow) => boolean;
  /** Whether addresses from outside lead through a router into a subnet. */
  readonly isNeeded: (routerId: string, subnetId: string) => boolean;
}

interface Told {
  readonly subnet_id?: string;
  readonly port_id?: string;
}

const bad = (why: string) => badPart('router', why);

export function routerInterfaceRoutes(needs: InterfaceNeeds): readonly NetworkRoute[] {
  const { world, policy, routers, subnets, ports, devicePorts } = needs;

  const routerOf = (call: NetworkCall): RouterRow => {
    const row = routers.get(call.param('id'));
    const { caller } = call;
    const sees = policy.isAdmin(caller) || row?.projectId === projectOf(caller);
    if (row === undefined || !sees) throw routerNotFound(call.param('id'));
    return row;
  };
  const subnetOf = (id: string, caller: Caller): SubnetRow => {
    const row = subnets.get(id);
    if (row === undefined || !needs.seesSubnet(caller, row)) throw subnetNotFound(id);
    return row;
  };
  const portOf = (id: string, caller: Caller): PortRow => {
    const row = ports.get(id);
    if (row === undefined || !needs.seesPort(caller, row)) throw portNotFound(id);
    return row;
  };
  const interfacesOf = (router: RouterRow): readonly PortRow[] =>
    ports.list('device', router.id).filter(({ deviceOwner }) => deviceOwner === interfaceOwner);

  const answer = (router: RouterRow, port: PortRow) => {
    routers.update(router.id, touched(world, router));
    const subnetIds = port.fixed.map(({ subnetId }) => subnetId);
    return json(200, {
      id: router.id,
      tenant_id: router.projectId,
      port_id: port.id,
      network_id: port.networkId,
      subnet_id: subnetIds[0] ?? '',
      subnet_ids: subnetIds,
    } satisfies RouterInterfaceAnswer);
  };

  /** @throws Fault 400 when the router is on the subnet already, or on one with the same addresses */
  const mustBeNew = (router: RouterRow, subnet: SubnetRow) => {
    const block = parseBlock(subnet.cidr);
    for (const { subnetId } of interfacesOf(router).flatMap(({ fixed }) => fixed)) {
      if (subnetId === subnet.id) throw bad(`Router already has a port on subnet ${subnet.id}`);
      const other = subnets.get(subnetId);
      const theirs = other === undefined ? undefined : parseBlock(other.cidr);
      if (block === undefined || theirs === undefined || !overlap(block, theirs)) continue;
      throw bad(
        `Cidr ${subnet.cidr} of subnet ${subnet.id} overlaps with cidr ${other?.cidr ?? ''} of subnet ${subnetId}`,
      );
    }
  };

  const add = async (call: NetworkCall) => {
    const router = routerOf(call);
    policy.enforce('add_router_interface', call.caller, { project_id: router.projectId });
    const { subnet_id: subnetId, port_id: portId } = await read(call);
    if (portId !== undefined) {
      const port = portOf(portId, call.caller);
      if (port.deviceId !== '' && port.deviceId !== router.id) {
        throw networkFault(
          409,
          'PortInUse',
          `Unable to complete operation on port ${port.id} for network ${port.networkId}. Port already has an attached device ${port.deviceId}.`,
        );
      }
      if (port.fixed.length === 0) {
        throw bad('Router port must have at least one fixed IP');
      }
      for (const fixed of port.fixed) mustBeNew(router, subnetOf(fixed.subnetId, call.caller));
      const device = { deviceId: router.id, deviceOwner: interfaceOwner };
      return answer(router, ports.update(port.id, touched(world, port, device)) ?? port);
    }
    const subnet = subnetOf(subnetId ?? '', call.caller);
    if (subnet.gateway === null) throw bad('Subnet for router interface must have a gateway IP');
    mustBeNew(router, subnet);
    const { networkId, gateway: address } = subnet;
    const port = devicePorts.make(
      {
        networkId,
        projectId: router.projectId,
        deviceId: router.id,
        deviceOwner: interfaceOwner,
      },
      [{ subnetId: subnet.id, address }],
    );
    return answer(router, port);
  };

  const remove = async (call: NetworkCall) => {
    const router = routerOf(call);
    policy.enforce('remove_router_interface', call.caller, { project_id: router.projectId });
    const { subnet_id: subnetId, port_id: portId } = await read(call);
    const interfaces = interfacesOf(router);
    if (portId !== undefined) {
      const port = interfaces.find(({ id }) => id === portId);
      if (port !== undefined) return away(router, port);
      throw networkFault(
        404,
        'RouterInterfaceNotFound',
        `Router ${router.id} does not have an interface with id ${portId}`,
      );
    }
    const subnet = subnetOf(subnetId ?? '', call.caller);
    const port = interfaces.find(({ fixed }) => fixed.some((one) => one.subnetId === subnet.id));
    if (port !== undefined) return away(router, port);
    throw networkFault(
      404,
      'RouterInterfaceNotFoundForSubnet',
      `Router ${router.id} has no interface on subnet ${subnet.id}`,
    );
  };

  const away = (router: RouterRow, port: PortRow) => {
    const needed = port.fixed.find(({ subnetId }) => needs.isNeeded(router.id, subnetId));
    if (needed !== undefined) {
      throw networkFault(
        409,
        'RouterInterfaceInUseByFloatingIP',
        `Router interface for subnet ${needed.subnetId} on router ${router.id} cannot be deleted, as it is required by one or more floating IPs.`,
      );
    }
    devicePorts.remove(port);
    return answer(router, port);
  };

  return [
    {
      method: 'PUT',
      path: '/v2.0/routers/:id/add_router_interface',
      operation: 'add an interface to a router',
      handler: add,
    },
    {
      method: 'PUT',
      path: '/v2.0/routers/:id/remove_router_interface',
      operation: 'remove an interface from a router',
      handler: remove,
    },
  ];
}

/** @throws Fault 400 when the body names neither a subnet nor a port, or both */
async function read(call: NetworkCall): Promise<Told> {
  const body = await call.json().catch((thrown: unknown) => {
    if (!(thrown instanceof Fault)) throw thrown;
    throw networkFault(
      400,
      'MalformedRequestBody',
      'Malformed request body: Cannot understand JSON.',
    );
  });
  const told = (typeof body === 'object' && body !== null ? body : {}) as Told;
  if (told.subnet_id === undefined && told.port_id === undefined) {
    throw bad('Either subnet_id or port_id must be specified');
  }
  if (told.subnet_id !== undefined && told.port_id !== undefined) {
    throw bad('Cannot specify both subnet-id and port-id');
  }
  const why = uuid(told.subnet_id ?? told.port_id);
  if (why !== undefined) throw bad(why.replace(/\.$/, ''));
  return told;
}

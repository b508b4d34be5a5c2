/** Interfaces of a server. Source: Compute API reference, "Port interfaces"; OpenStack Zed, recorded. */
import {
  attachInterfaceRequest,
  type AttachInterfaceRequest,
  type InterfaceAnswer,
  type InterfacesAnswer,
} from '../../src/contract/compute/virtual-compute-interface.ts';
import { projectOf } from '../kernel/caller.ts';
import { badRequest, conflict, Fault, notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { nothing } from './faults.ts';
import type { ComputeCall, Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import type { ServerOfPort, ServerPort } from './ports.ts';
import { validBody } from '../kernel/valid-body.ts';
import { withAction } from './virtual-compute-deed.ts';
import { mustBeIn, mustBeUnlocked } from './virtual-compute-guard.ts';
import { change } from './virtual-compute-life.ts';
import { freePort, portNotFound } from './virtual-compute-networks.ts';
import type { VmState } from './virtual-compute-state.ts';
import { type Server, visibleServer } from './virtual-compute-table.ts';

const states: readonly VmState[] = ['active', 'paused', 'stopped'];

/** Milliseconds until a detached interface is gone. */
const detaching = 300;

export function interfaceRoutes(needs: ComputeNeeds): Route<Served>[] {
  const { network, policy, servers, world } = needs;

  const serverFor = (call: ComputeCall, what: 'list' | 'show' | 'create' | 'delete'): Server => {
    const server = visibleServer(servers, call.param('id'), call.caller);
    const target = { project_id: server.projectId };
    policy.enforce(`os_compute_api:os-attach-interfaces:${what}`, call.caller, target);
    return server;
  };

  const view = (call: ComputeCall, port: ServerPort) => ({
    net_id: port.networkId,
    port_id: port.id,
    mac_addr: port.macAddress,
    port_state: port.state,
    fixed_ips: port.addresses
      .filter(({ kind }) => kind === 'fixed')
      .map(({ subnetId, address }) => ({ subnet_id: subnetId, ip_address: address })),
    ...(call.state.minor < 70 ? {} : { tag: null }),
  });

  const list = (call: ComputeCall) => {
    const server = serverFor(call, 'list');
    return json(200, {
      interfaceAttachments: network.portsOf(server.id).map((port) => view(call, port)),
    } satisfies InterfacesAnswer);
  };

  const show = (call: ComputeCall) => {
    const server = serverFor(call, 'show');
    const id = call.param('port');
    const port = network.port(id);
    if (port === undefined) throw notFound(portNotFound(id));
    if (port.deviceId !== server.id) {
      throw notFound(`Instance ${server.id} does not have a port with id ${id}`);
    }
    return json(200, { interfaceAttachment: view(call, port) } satisfies InterfaceAnswer);
  };

  /** The network where none is named. @throws Fault 400 when there is more than one, or none */
  const onlyNetwork = (project: string): string => {
    const [first, second] = network.networksOf(project);
    if (first === undefined) throw badRequest('No networks found');
    if (second === undefined) return first;
    throw badRequest('Multiple possible networks found, use a Network ID to be more specific.');
  };

  const create = async (call: ComputeCall) => {
    const body = validBody(attachInterfaceRequest(call.state.minor), await call.json());
    const wish: AttachInterfaceRequest['interfaceAttachment'] = body.interfaceAttachment;
    const { port_id: portId, net_id: networkId, fixed_ips: addresses } = wish ?? {};
    if (portId !== undefined && networkId !== undefined) {
      throw badRequest('Must not input both network_id and port_id');
    }
    if (addresses !== undefined && networkId === undefined) {
      throw badRequest('Must input network_id when request IP address');
    }
    const server = serverFor(call, 'create');
    mustBeUnlocked(call, server);
    mustBeIn('attach_interface', server, states);
    const attached =
      portId === undefined
        ? made(call, server, networkId ?? onlyNetwork(server.projectId), addresses?.[0]?.ip_address)
        : network.bind(freePort(network, call.caller, portId, notFound).id, ownerOf(server));
    change(needs, server.id, { actions: withAction(needs, call, server, 'attach_interface') });
    return json(200, { interfaceAttachment: view(call, attached) } satisfies InterfaceAnswer);
  };

  const made = (call: ComputeCall, server: Server, networkId: string, address?: string) => {
    if (!network.hasNetwork(call.caller, networkId)) {
      throw notFound(`Network ${networkId} could not be found.`);
    }
    const wish = {
      networkId,
      projectId: projectOf(call.caller) ?? server.projectId,
      ...ownerOf(server),
    };
    if (address === undefined) return network.createPort(wish);
    try {
      return network.createPort({ ...wish, fixedAddress: address });
    } catch (thrown) {
      if (!(thrown instanceof Fault) || !/ in use\b/.test(thrown.message)) throw thrown;
      throw conflict(`Fixed IP ${address} is already in use.`);
    }
  };

  /** Accepted also when the server has no such port: nothing happens then. */
  const remove = (call: ComputeCall) => {
    const server = serverFor(call, 'delete');
    mustBeUnlocked(call, server);
    mustBeIn('detach_interface', server, states);
    const id = call.param('port');
    change(needs, server.id, { actions: withAction(needs, call, server, 'detach_interface') });
    world.clock.schedule(detaching, () => {
      if (network.port(id)?.deviceId === server.id) network.unbind(id);
    });
    return nothing(202);
  };

  const all = '/v2.1/servers/:id/os-interface';
  const one = `${all}/:port`;
  return [
    { method: 'GET', path: all, operation: 'list interfaces of a server', handler: list },
    { method: 'POST', path: all, operation: 'attach an interface to a server', handler: create },
    { method: 'GET', path: one, operation: 'show an interface of a server', handler: show },
    {
      method: 'DELETE',
      path: one,
      operation: 'detach an interface from a server',
      handler: remove,
    },
  ];
}

const ownerOf = ({ id, host, hostname }: Server): ServerOfPort => ({
  serverId: id,
  host,
  hostname,
});

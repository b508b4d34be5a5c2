/** What was done with a server, and its addresses alone. Source: Compute API reference. */
import { notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { isoMicroseconds } from './instants.ts';
import type { ComputeCall, Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import { type Server, type ServerAction, visibleServer } from './virtual-compute-table.ts';
import { addressesView } from './virtual-compute-port-view.ts';
import { hostIdOf } from './virtual-compute-view.ts';

/** Action → what the host calls its part of it, where that is not `compute_<action>_instance`. */
const events: Readonly<Record<string, string>> = {
  create: 'compute__do_build_and_run_instance',
  resize: 'compute_finish_resize',
  confirmResize: 'compute_confirm_resize',
  revertResize: 'compute_finish_revert_resize',
  attach_volume: 'compute_attach_volume',
  detach_volume: 'compute_detach_volume',
  attach_interface: 'compute_attach_interface',
  detach_interface: 'compute_detach_interface',
};

export function historyRoutes(needs: ComputeNeeds): Route<Served>[] {
  const { policy, servers, network } = needs;
  type Rule =
    | `os_compute_api:os-instance-actions:${'list' | 'show'}`
    | `os_compute_api:ips:${'index' | 'show'}`;
  const serverFor = (call: ComputeCall, rule: Rule): Server => {
    const server = visibleServer(servers, call.param('id'), call.caller);
    policy.enforce(rule, call.caller, { project_id: server.projectId });
    return server;
  };

  const view = (call: ComputeCall, server: Server, action: ServerAction) => ({
    action: action.action,
    instance_uuid: server.id,
    request_id: action.requestId,
    user_id: action.userId,
    project_id: action.projectId,
    start_time: isoMicroseconds(action.at),
    message: action.message,
    ...(call.state.minor < 58 ? {} : { updated_at: isoMicroseconds(action.updatedAt) }),
  });

  const eventsOf = (call: ComputeCall, server: Server, action: ServerAction) => {
    const { minor } = call.state;
    const target = { project_id: server.projectId };
    const sees = policy.allows('os_compute_api:os-instance-actions:events', call.caller, target);
    if (minor < 51 && !sees) return {};
    const event = {
      event: events[action.action] ?? `compute_${action.action}_instance`,
      start_time: isoMicroseconds(action.at),
      finish_time: isoMicroseconds(action.updatedAt),
      result: action.message === null ? 'Success' : 'Error',
      ...(sees ? { traceback: null } : {}),
      ...(minor < 62 ? {} : { ...(sees ? { host: server.host } : {}), hostId: hostIdOf(server) }),
      ...(minor < 84 || !sees ? {} : { details: null }),
    };
    return { events: [event] };
  };

  const list = (call: ComputeCall) => {
    const server = serverFor(call, 'os_compute_api:os-instance-actions:list');
    return json(200, {
      instanceActions: server.actions.toReversed().map((action) => view(call, server, action)),
    });
  };

  const show = (call: ComputeCall) => {
    const server = serverFor(call, 'os_compute_api:os-instance-actions:show');
    const id = call.param('request');
    const action = server.actions.find(({ requestId }) => requestId === id);
    if (action === undefined) throw notFound(`Action ${id} not found`);
    return json(200, {
      instanceAction: { ...view(call, server, action), ...eventsOf(call, server, action) },
    });
  };

  const addresses = (call: ComputeCall) =>
    json(200, {
      addresses: addressesView(network, serverFor(call, 'os_compute_api:ips:index'), false),
    });

  const addressesOnNetwork = (call: ComputeCall) => {
    const server = serverFor(call, 'os_compute_api:ips:show');
    const name = call.param('network');
    const shown = addressesView(network, server, false);
    if (!Object.hasOwn(shown, name)) {
      throw notFound('Instance is not a member of specified network');
    }
    return json(200, { [name]: shown[name] });
  };

  const one = '/v2.1/servers/:id';
  return [
    {
      method: 'GET',
      path: `${one}/os-instance-actions`,
      operation: 'list actions of a server',
      handler: list,
    },
    {
      method: 'GET',
      path: `${one}/os-instance-actions/:request`,
      operation: 'show an action of a server',
      handler: show,
    },
    {
      method: 'GET',
      path: `${one}/ips`,
      operation: 'list addresses of a server',
      handler: addresses,
    },
    {
      method: 'GET',
      path: `${one}/ips/:network`,
      operation: 'show addresses of a server on a network',
      handler: addressesOnNetwork,
    },
  ];
}

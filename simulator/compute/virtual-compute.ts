/** Virtual computes: servers. Source: Compute API reference, "Servers". */
import { updateServerRequest } from '../../src/contract/compute/virtual-compute-change.ts';
import type {
  ServerAnswer,
  ServersAnswer,
  ServerSummariesAnswer,
} from '../../src/contract/compute/virtual-compute.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { nothing } from './faults.ts';
import type { ComputeCall, Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import { nextLinks } from './paging.ts';
import { validBody } from '../kernel/valid-body.ts';
import { createServer } from './virtual-compute-create.ts';
import { change } from './virtual-compute-life.ts';
import { listedServers } from './virtual-compute-list.ts';
import { mustBeUnlocked } from './virtual-compute-guard.ts';
import { terminate } from './virtual-compute-release.ts';
import { type Server, serverNotFound, visibleServer } from './virtual-compute-table.ts';
import {
  serverSummaryView,
  serverView,
  shownServerView,
  updatedServerView,
} from './virtual-compute-view.ts';

export function serverRoutes(needs: ComputeNeeds): Route<Served>[] {
  const { policy, servers } = needs;
  const ownTarget = (call: ComputeCall) => ({
    project_id: call.caller.scope.kind === 'project' ? call.caller.scope.projectId : undefined,
  });
  const serverFor = (call: ComputeCall, rule: 'show' | 'update' | 'delete'): Server => {
    const server = visibleServer(servers, call.param('id'), call.caller);
    policy.enforce(`os_compute_api:servers:${rule}`, call.caller, { project_id: server.projectId });
    return server;
  };
  const nextOf = (call: ComputeCall, collection: string, rows: readonly Server[]) => {
    const links = nextLinks(
      call,
      collection,
      rows.map(({ id }) => id),
    );
    return links === undefined ? {} : { servers_links: links };
  };

  const list = (call: ComputeCall) => {
    policy.enforce('os_compute_api:servers:index', call.caller, ownTarget(call));
    const rows = listedServers(needs, call, 'os_compute_api:servers:index:get_all_tenants');
    return json(200, {
      servers: rows.map((server) => serverSummaryView(call, server)),
      ...nextOf(call, 'servers', rows),
    } satisfies ServerSummariesAnswer);
  };

  const detail = (call: ComputeCall) => {
    policy.enforce('os_compute_api:servers:detail', call.caller, ownTarget(call));
    const rows = listedServers(needs, call, 'os_compute_api:servers:detail:get_all_tenants');
    return json(200, {
      servers: rows.map((server) => serverView(needs, call, server)),
      ...nextOf(call, 'servers/detail', rows),
    } satisfies ServersAnswer);
  };

  const show = (call: ComputeCall) =>
    json(200, {
      server: shownServerView(needs, call, serverFor(call, 'show')),
    } satisfies ServerAnswer);

  const update = async (call: ComputeCall) => {
    const { server: wish } = validBody(updateServerRequest(call.state.minor), await call.json());
    const { id } = serverFor(call, 'update');
    const updated = change(needs, id, {
      ...(wish.name === undefined ? {} : { name: wish.name }),
      ...(wish.description === undefined ? {} : { description: wish.description }),
      ...(wish.hostname === undefined ? {} : { hostname: wish.hostname }),
      ...(wish.accessIPv4 === undefined ? {} : { accessIPv4: wish.accessIPv4 }),
      ...(wish.accessIPv6 === undefined ? {} : { accessIPv6: wish.accessIPv6 }),
      ...(wish['OS-DCF:diskConfig'] === undefined ? {} : { diskConfig: wish['OS-DCF:diskConfig'] }),
    });
    if (updated === undefined) throw serverNotFound(id);
    return json(200, { server: updatedServerView(needs, call, updated) } satisfies ServerAnswer);
  };

  const remove = (call: ComputeCall) => {
    const server = serverFor(call, 'delete');
    if (server.vmState === 'deleted') throw serverNotFound(server.id);
    mustBeUnlocked(call, server);
    if (server.taskState !== 'deleting') terminate(needs, server);
    return nothing(204);
  };

  const all = '/v2.1/servers';
  const one = `${all}/:id`;
  return [
    { method: 'GET', path: all, operation: 'list servers', handler: list },
    {
      method: 'GET',
      path: `${all}/detail`,
      operation: 'list servers with details',
      handler: detail,
    },
    { method: 'POST', path: all, operation: 'create server', handler: createServer(needs) },
    { method: 'GET', path: one, operation: 'show server', handler: show },
    { method: 'PUT', path: one, operation: 'update server', handler: update },
    { method: 'DELETE', path: one, operation: 'delete server', handler: remove },
  ];
}

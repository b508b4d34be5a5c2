/** Metadata of a server. Source: Compute API reference, "Server metadata"; OpenStack Zed, recorded. */
import {
  metadataItemRequest,
  metadataRequest,
} from '../../src/contract/compute/virtual-compute-change.ts';
import { badRequest, forbidden, notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { nothing } from './faults.ts';
import type { ComputeCall, Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import { quotaOf } from './quota-table.ts';
import { validBody } from '../kernel/valid-body.ts';
import { mustBeIn, mustBeUnlocked } from './virtual-compute-guard.ts';
import { change } from './virtual-compute-life.ts';
import { type Server, visibleServer } from './virtual-compute-table.ts';

type Action = 'index' | 'show' | 'create' | 'update' | 'update_all' | 'delete';

export function metadataRoutes(needs: ComputeNeeds): Route<Served>[] {
  const serverFor = (call: ComputeCall, what: Action): Server => {
    const server = visibleServer(needs.servers, call.param('id'), call.caller);
    const target = { project_id: server.projectId };
    needs.policy.enforce(`os_compute_api:server-metadata:${what}`, call.caller, target);
    return server;
  };
  const noSuchItem = () => notFound('Metadata item was not found');

  /** @throws Fault 409 while the server is busy or locked, 403 when it is too much */
  const put = (call: ComputeCall, server: Server, metadata: Server['metadata']) => {
    mustBeUnlocked(call, server);
    mustBeIn('update metadata', server, ['active', 'paused', 'suspended', 'stopped']);
    const limit = quotaOf(needs.quotas, server.projectId).metadata_items;
    if (limit >= 0 && Object.keys(metadata).length > limit) {
      throw forbidden(`Maximum number of metadata items exceeds ${String(limit)}`);
    }
    change(needs, server.id, { metadata });
    return metadata;
  };

  const write = (what: 'create' | 'update_all') => async (call: ComputeCall) => {
    const { metadata: wish } = validBody(metadataRequest, await call.json());
    const server = serverFor(call, what);
    const all = what === 'create' ? { ...server.metadata, ...wish } : wish;
    return json(200, { metadata: put(call, server, all) });
  };

  const show = (call: ComputeCall) => {
    const { metadata } = serverFor(call, 'show');
    const key = call.param('key');
    if (!Object.hasOwn(metadata, key)) throw noSuchItem();
    return json(200, { meta: { [key]: metadata[key] } });
  };

  const update = async (call: ComputeCall) => {
    const { meta } = validBody(metadataItemRequest, await call.json());
    if (!Object.hasOwn(meta, call.param('key'))) {
      throw badRequest('Request body and URI mismatch');
    }
    const server = serverFor(call, 'update');
    put(call, server, { ...server.metadata, ...meta });
    return json(200, { meta });
  };

  const remove = (call: ComputeCall) => {
    const server = serverFor(call, 'delete');
    const key = call.param('key');
    if (!Object.hasOwn(server.metadata, key)) throw noSuchItem();
    const { [key]: _gone, ...rest } = server.metadata;
    put(call, server, rest);
    return nothing(204);
  };

  const all = '/v2.1/servers/:id/metadata';
  const one = `${all}/:key`;
  return [
    {
      method: 'GET',
      path: all,
      operation: 'list metadata of a server',
      handler: (call) => json(200, { metadata: serverFor(call, 'index').metadata }),
    },
    {
      method: 'POST',
      path: all,
      operation: 'create metadata of a server',
      handler: write('create'),
    },
    {
      method: 'PUT',
      path: all,
      operation: 'replace metadata of a server',
      handler: write('update_all'),
    },
    { method: 'GET', path: one, operation: 'show a metadata item of a server', handler: show },
    { method: 'PUT', path: one, operation: 'update a metadata item of a server', handler: update },
    {
      method: 'DELETE',
      path: one,
      operation: 'delete a metadata item of a server',
      handler: remove,
    },
  ];
}

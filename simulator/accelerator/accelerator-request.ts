/**
 * Accelerator requests. Whoever binds, unbinds, or deletes what is bound must show the token of a service
 * beside their own. Source: Accelerator API reference v2, "Accelerator requests"; Cyborg 16.0.1, recorded.
 */
import {
  type AcceleratorRequestsAnswer,
  createAcceleratorRequest,
} from '../../src/contract/accelerator/accelerator-request.ts';
import { projectOf } from '../kernel/caller.ts';
import { badRequest, Fault, forbidden } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { readPatches } from './accelerator-request-patch.ts';
import { maySee, type Request, visibleRequest } from './accelerator-request-table.ts';
import { requestView } from './accelerator-request-view.ts';
import type { Binder } from './binding.ts';
import { isUuid, missing, notResolved, onlyArguments, uuidOf, validOr400 } from './faults.ts';
import type { AcceleratorCall, Served } from './microversions.ts';
import { createMaker } from './request-maker.ts';
import type { Room } from './room.ts';

const resolved = ['Bound', 'BindFailed', 'Deleting'];
const useCompute = 'Use the Compute API to manage instance accelerators.';

export function acceleratorRequestRoutes(room: Room, binder: Binder): Route<Served>[] {
  const { inventory, profiles, requests, policy } = room;
  const make = createMaker(room);
  const view = (call: AcceleratorCall, rows: readonly Request[]) => {
    const deployables = new Map(inventory.deployables().map((one) => [one.id, one]));
    return rows.map((row) => requestView(call, row, deployables.get(row.acceleratorId ?? '')));
  };
  const mustBeService = ({ state }: AcceleratorCall) => {
    if (!state.byService) throw forbidden(`This operation requires a service token. ${useCompute}`);
  };
  const instanceOf = ({ query }: AcceleratorCall): string | undefined => {
    const instance = query.get('instance');
    if (instance === null || isUuid(instance)) return instance ?? undefined;
    throw badRequest(
      `Invalid input for field/attribute instance. Value: '${instance}'. unable to convert to uuid. Error: Expected a uuid but received ${instance}.`,
    );
  };

  const create = async (call: AcceleratorCall) => {
    policy.enforce('cyborg:arq:create', call.caller);
    const { device_profile_name: name } = validOr400(
      createAcceleratorRequest,
      await call.json(),
      () => 'DeviceProfile name needed.',
    );
    const profile = profiles.find('name', name);
    if (profile === undefined) throw missing('Device Profile', 'name', name);
    const made = make(profile, projectOf(call.caller) ?? '');
    return json(201, { arqs: view(call, made) } satisfies AcceleratorRequestsAnswer);
  };
  const list = (call: AcceleratorCall) => {
    policy.enforce('cyborg:arq:get_all', call.caller);
    onlyArguments(call, 'bind_state', 'instance');
    const state = call.query.get('bind_state');
    if (state !== null && state !== 'resolved') {
      throw badRequest(`Bad state: ${state} for ARQ: None. Expected state(s): ['resolved']`);
    }
    const instance = instanceOf(call);
    const found = instance === undefined ? requests.all() : requests.list('server', instance);
    const seen = found.filter((row) => maySee(call.caller, row));
    const isResolved = (row: Request) => state === null || resolved.includes(row.state);
    if (instance !== undefined && !seen.every(isResolved)) throw notResolved();
    const arqs = view(call, seen.filter(isResolved));
    return json(200, { arqs } satisfies AcceleratorRequestsAnswer);
  };
  const show = (call: AcceleratorCall) => {
    policy.enforce('cyborg:arq:get_one', call.caller);
    const [shown] = view(call, [visibleRequest(requests, uuidOf(call), call.caller)]);
    return json(200, shown ?? {});
  };

  const patch = async (call: AcceleratorCall) => {
    const { caller } = call;
    policy.enforce('cyborg:arq:update', caller);
    const wishes = readPatches(call, await call.json(), () => {
      policy.enforce('cyborg:arq:give', caller);
    });
    mustBeService(call);
    for (const wish of wishes) {
      if (wish.op === 'add' && requests.count('server', wish.serverId) > 0) {
        throw badRequest(
          `Couldn't apply patch. Reason: Instance ${wish.serverId} already has accelerator requests. Cannot bind additional ARQs.`,
        );
      }
    }
    const rows = wishes.map((wish) => ({ wish, row: visibleRequest(requests, wish.id, caller) }));
    for (const { wish, row } of rows) {
      if (wish.op === 'add') binder.mustBeBindable(row, wish);
    }
    // Each is decided on, whatever becomes of the others.
    const refusals: Fault[] = [];
    for (const { wish, row } of rows) {
      try {
        if (wish.op === 'remove') binder.unbind(row);
        else binder.bind(row, wish, wish.projectId ?? projectOf(caller) ?? '');
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown;
        refusals.push(thrown);
      }
    }
    if (refusals[0] !== undefined) throw refusals[0];
    return empty(202);
  };
  const remove = (call: AcceleratorCall) => {
    policy.enforce('cyborg:arq:delete', call.caller);
    onlyArguments(call, 'arqs', 'instance');
    const named = call.query.get('arqs')?.split(',');
    const instance = instanceOf(call);
    if ((named === undefined) === (instance === undefined)) {
      throw badRequest(
        'Object action delete failed because: Provide either an ARQ uuid list or an instance UUID',
      );
    }
    if (instance !== undefined) mustBeService(call);
    const rows =
      named?.map((id) => visibleRequest(requests, id, call.caller)) ??
      requests.list('server', instance ?? '').filter((row) => maySee(call.caller, row));
    for (const { id, binding } of rows) {
      if (binding !== undefined && !call.state.byService) {
        throw forbidden(`ARQ ${id} is bound to instance ${binding.serverId}. ${useCompute}`);
      }
    }
    for (const row of rows) binder.remove(row);
    return empty(204);
  };

  const all = '/v2/accelerator_requests';
  return [
    { method: 'GET', path: all, operation: 'list accelerator requests', handler: list },
    { method: 'POST', path: all, operation: 'create accelerator requests', handler: create },
    { method: 'PATCH', path: all, operation: 'bind accelerator requests', handler: patch },
    { method: 'DELETE', path: all, operation: 'delete accelerator requests', handler: remove },
    {
      method: 'GET',
      path: `${all}/:uuid`,
      operation: 'show accelerator request',
      handler: show,
    },
  ];
}

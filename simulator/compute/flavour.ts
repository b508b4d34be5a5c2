/** Flavours. Source: Compute API reference, "Flavors". */
import {
  createFlavorRequest,
  createFlavorRequest255,
  type FlavorAnswer,
  type FlavorsAnswer,
  type FlavorSummariesAnswer,
  updateFlavorRequest,
} from '../../src/contract/compute/flavour.ts';
import { projectOf } from '../kernel/caller.ts';
import { conflict } from '../kernel/fault.ts';
import type { Ids } from '../kernel/ids.ts';
import type { Enforcer } from '../kernel/policy.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { Duplicate } from '../kernel/table.ts';
import { nothing } from './faults.ts';
import { readFilter, readOrder, refuseUnknownParameters } from './flavour-list.ts';
import {
  type Flavor,
  flavorNotFound,
  type Flavors,
  maySee,
  newFlavor,
  visibleFlavor,
} from './flavour-table.ts';
import { fullView, summaryView } from './flavour-view.ts';
import { type ComputeCall, onlyFrom, type Served } from './microversions.ts';
import { badMarker, nextLinks, readLimit } from './paging.ts';
import type { ComputeRule } from './policy.ts';
import { validBody } from '../kernel/valid-body.ts';

export interface FlavorRoomNeeds {
  readonly flavors: Flavors;
  readonly ids: Ids;
  readonly policy: Enforcer<ComputeRule>;
}

export function flavorRoutes({ flavors, ids, policy }: FlavorRoomNeeds): Route<Served>[] {
  const showsExtraSpecs = (call: ComputeCall) =>
    policy.allows('os_compute_api:os-flavor-extra-specs:index', call.caller);
  const shown = (call: ComputeCall, flavor: Flavor) =>
    json(200, {
      flavor: fullView(call, flavor, showsExtraSpecs(call)),
    } satisfies FlavorAnswer);

  const page = (call: ComputeCall): Flavor[] => {
    const { caller, query, state } = call;
    refuseUnknownParameters(query, state.minor);
    const order = readOrder(query);
    const limit = readLimit(query);
    const viewer = { admin: caller.roles.has('admin'), projectId: projectOf(caller) };
    const where = readFilter(query, viewer);
    const marker = query.get('marker');
    if (marker === null || marker === '') {
      return flavors.page({ ...order, limit, where })?.rows ?? [];
    }
    const after = flavors.get(marker);
    if (after === undefined || !maySee(caller, after)) throw badMarker(marker);
    return flavors.page({ ...order, limit, where, after: marker })?.rows ?? [];
  };
  const nextOf = (call: ComputeCall, collection: string, rows: readonly Flavor[]) => {
    const links = nextLinks(
      call,
      collection,
      rows.map(({ id }) => id),
    );
    return links === undefined ? {} : { flavors_links: links };
  };

  const list = (call: ComputeCall) => {
    const rows = page(call);
    return json(200, {
      flavors: rows.map((flavor) => summaryView(call, flavor)),
      ...nextOf(call, 'flavors', rows),
    } satisfies FlavorSummariesAnswer);
  };

  const detail = (call: ComputeCall) => {
    const rows = page(call);
    const extraSpecs = showsExtraSpecs(call);
    return json(200, {
      flavors: rows.map((flavor) => fullView(call, flavor, extraSpecs)),
      ...nextOf(call, 'flavors/detail', rows),
    } satisfies FlavorsAnswer);
  };

  const create = async (call: ComputeCall) => {
    const schema = call.state.minor < 55 ? createFlavorRequest : createFlavorRequest255;
    const { flavor: wish } = validBody(schema, await call.json());
    policy.enforce('os_compute_api:os-flavor-manage:create', call.caller);
    const flavor = newFlavor({
      id: wish.id === undefined || wish.id === null || wish.id === 0 ? ids.uuid() : String(wish.id),
      name: wish.name,
      ram: wish.ram,
      vcpus: wish.vcpus,
      disk: wish.disk,
      ephemeral: wish['OS-FLV-EXT-DATA:ephemeral'] ?? 0,
      swap: wish.swap ?? 0,
      rxtxFactor: wish.rxtx_factor ?? 1,
      isPublic: wish['os-flavor-access:is_public'] ?? true,
      description: 'description' in wish ? ((wish.description as string | null) ?? null) : null,
    });
    try {
      flavors.insert(flavor);
    } catch (thrown) {
      if (!(thrown instanceof Duplicate)) throw thrown;
      const what = thrown.constraint === 'name' ? `name ${flavor.name}` : `ID ${flavor.id}`;
      throw conflict(`Flavor with ${what} already exists.`);
    }
    return shown(call, flavor);
  };

  const update = async (call: ComputeCall) => {
    const { flavor: change } = validBody(updateFlavorRequest, await call.json());
    policy.enforce('os_compute_api:os-flavor-manage:update', call.caller);
    const { id } = visibleFlavor(flavors, call.param('id'), call.caller);
    const updated = flavors.update(id, { description: change.description });
    if (updated === undefined) throw flavorNotFound(id);
    return shown(call, updated);
  };

  const remove = (call: ComputeCall) => {
    policy.enforce('os_compute_api:os-flavor-manage:delete', call.caller);
    if (flavors.delete(call.param('id')) === undefined) throw flavorNotFound(call.param('id'));
    return nothing(202);
  };

  return [
    { method: 'GET', path: '/v2.1/flavors', operation: 'list flavors', handler: list },
    {
      method: 'GET',
      path: '/v2.1/flavors/detail',
      operation: 'list flavors with details',
      handler: detail,
    },
    { method: 'POST', path: '/v2.1/flavors', operation: 'create flavor', handler: create },
    {
      method: 'GET',
      path: '/v2.1/flavors/:id',
      operation: 'show flavor',
      handler: (call) => shown(call, visibleFlavor(flavors, call.param('id'), call.caller)),
    },
    {
      method: 'PUT',
      path: '/v2.1/flavors/:id',
      operation: 'update flavor',
      guard: onlyFrom(55),
      handler: update,
    },
    { method: 'DELETE', path: '/v2.1/flavors/:id', operation: 'delete flavor', handler: remove },
  ];
}

/** Extra specs of flavours. Source: Compute API reference, "Flavors extra-specs". */
import {
  createExtraSpecsRequest,
  type ExtraSpecsAnswer,
  updateExtraSpecRequest,
} from '../../src/contract/compute/flavour-extra-specs.ts';
import { badRequest, notFound } from '../kernel/fault.ts';
import type { Enforcer } from '../kernel/policy.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { nothing } from './faults.ts';
import { type Flavors, visibleFlavor } from './flavour-table.ts';
import type { ComputeCall, Served } from './microversions.ts';
import type { ComputeRule } from './policy.ts';
import { validBody } from '../kernel/valid-body.ts';

type Action = 'index' | 'show' | 'create' | 'update' | 'delete';

/** Numbers are taken and kept as text. */
const asText = (specs: Readonly<Record<string, string | number>>): Record<string, string> =>
  Object.fromEntries(Object.entries(specs).map(([key, value]) => [key, String(value)]));

export function extraSpecRoutes(flavors: Flavors, policy: Enforcer<ComputeRule>): Route<Served>[] {
  const may = (call: ComputeCall, action: Action) => {
    policy.enforce(`os_compute_api:os-flavor-extra-specs:${action}`, call.caller);
  };
  const flavorOf = (call: ComputeCall) =>
    visibleFlavor(flavors, call.param('flavorId'), call.caller);
  const noSuchKey = (flavorId: string, key: string) =>
    notFound(`Flavor ${flavorId} has no extra specs with key ${key}.`);

  const list = (call: ComputeCall) => {
    may(call, 'index');
    return json(200, { extra_specs: flavorOf(call).extraSpecs } satisfies ExtraSpecsAnswer);
  };

  const show = (call: ComputeCall) => {
    may(call, 'show');
    const { id, extraSpecs } = flavorOf(call);
    const key = call.param('key');
    if (!Object.hasOwn(extraSpecs, key)) throw noSuchKey(id, key);
    return json(200, { [key]: extraSpecs[key] });
  };

  const create = async (call: ComputeCall) => {
    const { extra_specs: wish } = validBody(createExtraSpecsRequest, await call.json());
    may(call, 'create');
    const { id, extraSpecs } = flavorOf(call);
    flavors.update(id, { extraSpecs: { ...extraSpecs, ...asText(wish) } });
    return json(200, { extra_specs: wish });
  };

  const update = async (call: ComputeCall) => {
    const wish = validBody(updateExtraSpecRequest, await call.json());
    may(call, 'update');
    if (!Object.hasOwn(wish, call.param('key'))) throw badRequest('Request body and URI mismatch');
    const { id, extraSpecs } = flavorOf(call);
    flavors.update(id, { extraSpecs: { ...extraSpecs, ...asText(wish) } });
    return json(200, wish);
  };

  const remove = (call: ComputeCall) => {
    may(call, 'delete');
    const { id, extraSpecs } = flavorOf(call);
    const key = call.param('key');
    if (!Object.hasOwn(extraSpecs, key)) throw noSuchKey(id, key);
    const { [key]: _gone, ...rest } = extraSpecs;
    flavors.update(id, { extraSpecs: rest });
    return nothing(200);
  };

  const all = '/v2.1/flavors/:flavorId/os-extra_specs';
  const one = `${all}/:key`;
  return [
    { method: 'GET', path: all, operation: 'list extra specs of a flavor', handler: list },
    { method: 'POST', path: all, operation: 'create extra specs of a flavor', handler: create },
    { method: 'GET', path: one, operation: 'show an extra spec of a flavor', handler: show },
    { method: 'PUT', path: one, operation: 'update an extra spec of a flavor', handler: update },
    { method: 'DELETE', path: one, operation: 'delete an extra spec of a flavor', handler: remove },
  ];
}

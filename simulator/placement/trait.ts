/** Traits, and which a provider has. Source: Placement API reference, "Traits". */
import {
  type ProviderTraitsAnswer,
  replaceTraitsRequest,
} from '../../src/contract/placement/resource-provider.ts';
import { badRequest, conflict, notFound } from '../kernel/fault.ts';
import type { Route } from '../kernel/service.ts';
import { unexpectedInQuery } from './faults.ts';
import { onlyFrom, type PlacementCall, type Served } from './microversions.ts';
import { placementPath } from './path.ts';
import type { Provider } from './ports.ts';
import { mustBeSeen } from './provider-table.ts';
import { done, located, type Room, shown } from './room.ts';
import { validJson } from './valid.ts';
import { isCustom } from './vocabulary.ts';

export function traitRoutes({ policy, providers, vocabulary, world }: Room): Route<Served>[] {
  const may = (call: PlacementCall, what: 'list' | 'show' | 'update' | 'delete') => {
    policy.enforce(`placement:traits:${what}`, call.caller);
  };
  const traitFor = (call: PlacementCall) => {
    const name = call.param('name');
    const trait = vocabulary.traits.get(name);
    if (trait === undefined) throw notFound(`No such trait(s): ${name}.`);
    return trait;
  };

  const list = (call: PlacementCall) => {
    may(call, 'list');
    const strange = [...call.query.keys()].find((name) => name !== 'name' && name !== 'associated');
    if (strange !== undefined) throw unexpectedInQuery(strange);
    const wanted = call.query.get('name');
    const associated = call.query.get('associated');
    if (wanted !== null && !/^(?:in:.+|startswith:.*)$/.test(wanted)) {
      throw badRequest(
        `Badly formatted name parameter. Expected name query string parameter in form: ?name=[in|startswith]:[name1,name2|prefix]. Got: "${wanted}"`,
      );
    }
    if (associated !== null && !/^(?:true|false)$/i.test(associated)) {
      throw badRequest('The query parameter "associated" only accepts "true" or "false"');
    }
    const used = new Set(
      associated === null ? [] : providers.all().flatMap(({ traits }) => traits),
    );
    const [how, value = ''] = wanted?.split(':') ?? [];
    const rows = vocabulary.traits
      .all()
      .map(({ name }) => name)
      .filter(
        (name) =>
          (how !== 'in' || value.split(',').includes(name)) &&
          (how !== 'startswith' || name.startsWith(value)) &&
          (associated === null || used.has(name) === /^true$/i.test(associated)),
      );
    return shown(call, { traits: rows }, world.clock.now());
  };

  const put = (call: PlacementCall) => {
    may(call, 'update');
    const name = call.param('name');
    if (!isCustom(name) || name.length > 255) {
      throw badRequest(
        'The trait is invalid. A valid trait must be no longer than 255 characters, start with the prefix "CUSTOM_" and use following characters: "A"-"Z", "0"-"9" and "_"',
      );
    }
    const known = vocabulary.traits.get(name) !== undefined;
    if (!known) vocabulary.traits.insert({ name, updatedAt: world.clock.now() });
    const reply = done(call, known ? 204 : 201, world.clock.now());
    return located(call, reply, `${placementPath}/traits/${name}`);
  };

  const remove = (call: PlacementCall) => {
    may(call, 'delete');
    const { name } = traitFor(call);
    if (!isCustom(name)) throw badRequest(`Cannot delete standard trait ${name}.`);
    if (providers.all().some(({ traits }) => traits.includes(name))) {
      throw conflict(`The trait ${name} is in use by a resource provider.`);
    }
    vocabulary.traits.delete(name);
    return done(call, 204, world.clock.now());
  };

  const provided = (call: PlacementCall, what: 'list' | 'update' | 'delete') => {
    policy.enforce(`placement:resource_providers:traits:${what}`, call.caller);
    const id = call.param('uuid');
    return what === 'list' ? providers.lookUp(id) : providers.find(id);
  };
  const view = (call: PlacementCall, { generation, traits, updatedAt }: Provider) => {
    const body = { resource_provider_generation: generation, traits: [...traits] };
    return shown(call, body satisfies ProviderTraitsAnswer, updatedAt);
  };
  const replace = async (call: PlacementCall) => {
    const provider = provided(call, 'update');
    const wish = validJson(replaceTraitsRequest, await call.json());
    const unknown = wish.traits.filter((name) => vocabulary.traits.get(name) === undefined);
    if (unknown.length > 0) throw badRequest(`No such trait ${unknown.join(', ')}`);
    const traits = [...new Set(wish.traits)];
    mustBeSeen(provider, wish.resource_provider_generation);
    // Who has them already has not changed.
    const same =
      traits.length === provider.traits.length &&
      traits.every((trait) => provider.traits.includes(trait));
    return view(call, same ? provider : providers.change(provider.id, { traits }));
  };

  const guard = onlyFrom(6);
  const of = '/resource_providers/:uuid/traits';
  return [
    { method: 'GET', path: '/traits', operation: 'list traits', guard, handler: list },
    {
      method: 'GET',
      path: '/traits/:name',
      operation: 'show trait',
      guard,
      handler: (call) => {
        may(call, 'show');
        return done(call, 204, traitFor(call).updatedAt);
      },
    },
    { method: 'PUT', path: '/traits/:name', operation: 'update trait', guard, handler: put },
    { method: 'DELETE', path: '/traits/:name', operation: 'delete trait', guard, handler: remove },
    {
      method: 'GET',
      path: of,
      operation: 'list traits of a provider',
      guard,
      handler: (call) => view(call, provided(call, 'list')),
    },
    {
      method: 'PUT',
      path: of,
      operation: 'replace traits of a provider',
      guard,
      handler: replace,
    },
    {
      method: 'DELETE',
      path: of,
      operation: 'delete traits of a provider',
      guard,
      handler: (call) => {
        const { id } = provided(call, 'delete');
        return done(call, 204, providers.change(id, { traits: [] }).updatedAt);
      },
    },
  ];
}

/** Attributes of deployables. Source: Accelerator API reference v2, "Attributes"; Cyborg 16.0.1, recorded. */
import {
  type AttributeAnswer,
  type AttributesAnswer,
  createAttributeRequest,
} from '../../src/contract/accelerator/attribute.ts';
import { badRequest } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { missing, onlyArguments, uuidOf, validOr400 } from './faults.ts';
import type { Attribute } from './inventory.ts';
import { instant, selfLink } from './links.ts';
import type { AcceleratorCall, Served } from './microversions.ts';
import type { Room } from './room.ts';

const view = (call: AcceleratorCall, row: Attribute): AttributeAnswer => ({
  uuid: row.id,
  deployable_id: row.deployable,
  key: row.key,
  value: row.value,
  created_at: instant(row.createdAt),
  updated_at: null,
  links: [selfLink(call, `attributes/${row.id}`)],
});

export function attributeRoutes({ inventory, policy, world }: Room): Route<Served>[] {
  const { attributes } = inventory;
  const find = (uuid: string): Attribute => {
    const found = attributes.get(uuid);
    if (found === undefined) throw missing('Attribute', 'uuid', uuid);
    return found;
  };

  const list = (call: AcceleratorCall) => {
    policy.enforce('cyborg:attribute:get_all', call.caller);
    onlyArguments(call, 'deployable_id', 'key');
    const deployable = call.query.get('deployable_id');
    const key = call.query.get('key');
    if (deployable !== null && !/^-?\d+$/.test(deployable)) {
      throw badRequest(
        `Invalid input for field/attribute deployable_id. Value: '${deployable}'. unable to convert to integer. Error: invalid literal for int() with base 10: '${deployable}'`,
      );
    }
    const rows = deployable === null ? attributes.all() : attributes.list('deployable', deployable);
    return json(200, {
      attributes: rows
        .filter((row) => key === null || row.key === key)
        .map((row) => view(call, row)),
    } satisfies AttributesAnswer);
  };
  const show = (call: AcceleratorCall) => {
    policy.enforce('cyborg:attribute:get_one', call.caller);
    return json(200, view(call, find(uuidOf(call))));
  };
  const create = async (call: AcceleratorCall) => {
    policy.enforce('cyborg:attribute:create', call.caller);
    const { deployable_id, key, value } = validOr400(
      createAttributeRequest,
      await call.json(),
      (issue) => `Invalid attribute at ${issue.path.join('.')}: ${issue.message}`,
    );
    if (!inventory.deployables().some(({ number }) => number === deployable_id)) {
      throw badRequest(`There is no deployable with id=${String(deployable_id)}`);
    }
    const row = attributes.insert({
      id: world.ids.uuid(),
      deployable: deployable_id,
      key,
      value,
      createdAt: world.clock.now(),
    });
    return json(201, view(call, row));
  };
  const remove = (call: AcceleratorCall) => {
    policy.enforce('cyborg:attribute:delete', call.caller);
    attributes.delete(find(call.param('uuid')).id);
    return empty(204);
  };

  const all = '/v2/attributes';
  const one = `${all}/:uuid`;
  return [
    { method: 'GET', path: all, operation: 'list attributes', handler: list },
    { method: 'GET', path: one, operation: 'show attribute', handler: show },
    { method: 'POST', path: all, operation: 'create attribute', handler: create },
    { method: 'DELETE', path: one, operation: 'delete attribute', handler: remove },
  ];
}

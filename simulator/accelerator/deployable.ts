/** Deployables. Source: Accelerator API reference v2, "Deployables"; Cyborg 16.0.1, recorded. */
import {
  type DeployableAnswer,
  type DeployablesAnswer,
  programRequest,
} from '../../src/contract/accelerator/deployable.ts';
import { badRequest } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { isUuid, missing, onlyArguments, uuidOf, validOr400 } from './faults.ts';
import type { Deployable } from './inventory.ts';
import { bookmark, instant, selfLink } from './links.ts';
import { filterArguments, filteredRows } from './list-filter.ts';
import type { AcceleratorCall, Served } from './microversions.ts';
import { asFault } from './pool-refusals.ts';
import type { Room } from './room.ts';

const nameOf = ({ number, accelerator: { host, model } }: Deployable): string =>
  `${host}_${model}_${String(number)}`;

export function deployableRoutes({
  inventory,
  pool,
  policy,
  requests,
  image,
}: Room): Route<Served>[] {
  const view = (call: AcceleratorCall, row: Deployable): DeployableAnswer => {
    const attributes = inventory.attributesOf(row).map(({ key, value }) => ({ [key]: value }));
    const what = `deployables/${row.id}`;
    return {
      uuid: row.id,
      parent_id: null,
      root_id: null,
      name: nameOf(row),
      // What another interface has given away is not this one's to give.
      num_accelerators:
        row.accelerator.holder === undefined || requests.count('accelerator', row.id) > 0 ? 1 : 0,
      device_id: row.deviceNumber,
      attributes_list: JSON.stringify(attributes),
      rp_uuid: row.providerId,
      driver_name: 'simulated',
      bitstream_id: row.imageId,
      links: [selfLink(call, what), bookmark(call, what)],
      created_at: instant(row.createdAt),
      updated_at: instant(row.updatedAt),
    };
  };
  const find = (uuid: string): Deployable => {
    const found = inventory.deployables().find(({ id }) => id === uuid);
    if (found === undefined) throw missing('Deployable', 'uuid', uuid);
    return found;
  };

  const list = (call: AcceleratorCall) => {
    policy.enforce('cyborg:deployable:get_all', call.caller);
    onlyArguments(call, ...filterArguments);
    const rows = filteredRows(call, inventory.deployables(), nameOf);
    return json(200, {
      deployables: rows.map((row) => view(call, row)),
    } satisfies DeployablesAnswer);
  };
  const show = (call: AcceleratorCall) => {
    policy.enforce('cyborg:deployable:get_one', call.caller);
    return json(200, view(call, find(uuidOf(call))));
  };
  const program = async (call: AcceleratorCall) => {
    policy.enforce('cyborg:deployable:program', call.caller);
    const uuid = uuidOf(call);
    const body = await call.json();
    if (!Array.isArray(body)) {
      const shown = JSON.stringify(body);
      throw badRequest(
        `Invalid input for field/attribute program_info. Value: '${shown}'. Value not a valid list: ${shown}`,
      );
    }
    const [wish] = validOr400(
      programRequest,
      body,
      (issue) => `Invalid program_info at ${issue.path.join('.')}: ${issue.message}`,
    );
    const imageId = wish?.value[0]?.image_uuid ?? '';
    if (!isUuid(imageId)) throw badRequest(`Expected a uuid but received ${imageId}.`);
    const { accelerator } = find(uuid);
    const found = image(call.caller, imageId);
    if (found === undefined) throw missing('Image', 'uuid', imageId);
    const { name, bytes } = found;
    await pool
      .program(uuid, { name: name ?? imageId, type: accelerator.type, bytes })
      .catch(asFault);
    inventory.programmed(uuid, imageId);
    return json(200, view(call, find(uuid)));
  };

  return [
    { method: 'GET', path: '/v2/deployables', operation: 'list deployables', handler: list },
    { method: 'GET', path: '/v2/deployables/:uuid', operation: 'show deployable', handler: show },
    {
      method: 'PATCH',
      path: '/v2/deployables/:uuid/program',
      operation: 'program deployable',
      handler: program,
    },
  ];
}

/** Volume types. Source: Block Storage API reference v3, "Volume types". */
import {
  createVolumeTypeRequest,
  type VolumeTypeAnswer,
  type VolumeTypesAnswer,
} from '../../src/contract/block-storage/volume-type.ts';
import { badRequest, conflict, notFound } from '../kernel/fault.ts';
import type { Ids } from '../kernel/ids.ts';
import type { Enforcer } from '../kernel/policy.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { Duplicate } from '../kernel/table.ts';
import { validBody } from '../kernel/valid-body.ts';
import { accepted } from './faults.ts';
import type { Served, VolumeCall } from './microversions.ts';
import type { VolumeRule } from './policy.ts';
import type { Volumes } from './virtual-storage-table.ts';
import { defaultTypeName, type VolumeType, type VolumeTypes } from './volume-type-table.ts';

export interface VolumeTypeNeeds {
  readonly types: VolumeTypes;
  readonly volumes: Volumes;
  readonly ids: Ids;
  readonly policy: Enforcer<VolumeRule>;
}

/** What administrators see of it beside: where it is stored. */
const view = ({ caller }: VolumeCall, type: VolumeType) => {
  const admin = caller.roles.has('admin');
  return {
    id: type.id,
    name: type.name,
    is_public: type.isPublic,
    description: type.description,
    extra_specs: admin ? { ...type.extraSpecs } : {},
    ...(admin ? { qos_specs_id: null } : {}),
    'os-volume-type-access:is_public': type.isPublic,
  };
};

export function volumeTypeRoutes({
  types,
  volumes,
  ids,
  policy,
}: VolumeTypeNeeds): Route<Served>[] {
  const visible = (call: VolumeCall): VolumeType => {
    const id = call.param('id');
    const type = id === 'default' ? types.find('name', defaultTypeName) : types.get(id);
    if (type !== undefined && (type.isPublic || call.caller.roles.has('admin'))) return type;
    throw notFound(`Volume type ${id} could not be found.`);
  };
  const shown = (call: VolumeCall, type: VolumeType) =>
    json(200, { volume_type: view(call, type) } satisfies VolumeTypeAnswer);

  const create = async (call: VolumeCall) => {
    const { volume_type: wish } = validBody(createVolumeTypeRequest, await call.json());
    policy.enforce('volume_extension:type_create', call.caller);
    const specs = Object.entries(wish.extra_specs ?? {}).map(([key, value]) => [key, value ?? '']);
    try {
      return shown(
        call,
        types.insert({
          id: ids.uuid(),
          name: wish.name,
          description: wish.description ?? null,
          isPublic: wish['os-volume-type-access:is_public'] ?? true,
          extraSpecs: Object.fromEntries(specs) as Record<string, string>,
        }),
      );
    } catch (thrown) {
      if (!(thrown instanceof Duplicate)) throw thrown;
      throw conflict(`Volume Type ${wish.name} already exists.`);
    }
  };
  const remove = (call: VolumeCall) => {
    policy.enforce('volume_extension:type_delete', call.caller);
    const { id } = visible(call);
    if (volumes.list('type', id).length > 0) {
      throw badRequest('Target volume type is still in use.');
    }
    types.delete(id);
    return accepted();
  };

  return [
    {
      method: 'GET',
      path: '/v3/types',
      operation: 'list volume types',
      handler: (call) =>
        json(200, {
          volume_types: types
            .all()
            .filter(({ isPublic }) => isPublic || call.caller.roles.has('admin'))
            .reverse()
            .map((type) => view(call, type)),
        } satisfies VolumeTypesAnswer),
    },
    { method: 'POST', path: '/v3/types', operation: 'create volume type', handler: create },
    {
      method: 'GET',
      path: '/v3/types/:id',
      operation: 'show volume type',
      handler: (call) => shown(call, visible(call)),
    },
    { method: 'DELETE', path: '/v3/types/:id', operation: 'delete volume type', handler: remove },
  ];
}

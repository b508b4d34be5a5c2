/** Device profiles. Source: Accelerator API reference v2, "Device profiles"; Cyborg 16.0.1, recorded. */
import type {
  DeviceProfileAnswer,
  DeviceProfilesAnswer,
} from '../../src/contract/accelerator/device-profile.ts';
import { badRequest, conflict, Fault } from '../kernel/fault.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { Duplicate } from '../kernel/table.ts';
import type { Profile } from './device-profile-table.ts';
import { readProfileWish } from './device-profile-wish.ts';
import { isUuid, missing, onlyArguments } from './faults.ts';
import { instant, selfLink } from './links.ts';
import type { AcceleratorCall, Served } from './microversions.ts';
import type { Room } from './room.ts';

/** From which minor version on a profile can be shown by its name. */
const byNameSince = 2;

const view = (call: AcceleratorCall, row: Profile): DeviceProfileAnswer => ({
  uuid: row.id,
  name: row.name,
  description: row.description,
  groups: row.groups.map((group) => ({ ...group })),
  created_at: instant(row.createdAt),
  updated_at: null,
  links: [selfLink(call, `device_profiles/${row.id}`)],
});

export function deviceProfileRoutes({ profiles, requests, policy, world }: Room): Route<Served>[] {
  const find = (uuidOrName: string): Profile => {
    const byId = isUuid(uuidOrName);
    const found = byId ? profiles.get(uuidOrName) : profiles.find('name', uuidOrName);
    if (found !== undefined) return found;
    throw missing('Device Profile', byId ? 'uuid' : 'name', uuidOrName);
  };

  const list = (call: AcceleratorCall) => {
    policy.enforce('cyborg:device_profile:get_all', call.caller);
    onlyArguments(call, 'name');
    const names = call.query.get('name')?.split(',');
    return json(200, {
      device_profiles: profiles
        .all()
        .filter(({ name }) => names?.includes(name) ?? true)
        .map((row) => view(call, row)),
    } satisfies DeviceProfilesAnswer);
  };
  const show = (call: AcceleratorCall) => {
    policy.enforce('cyborg:device_profile:get_one', call.caller);
    const wanted = call.param('uuid');
    if (!isUuid(wanted) && call.state.minor < byNameSince) {
      throw new Fault(
        406,
        'Request not acceptable. The minimal required API version should be 2.2',
      );
    }
    const row = find(wanted);
    return json(200, { device_profile: { ...view(call, row), updated_at: 'None' } });
  };
  const create = async (call: AcceleratorCall) => {
    policy.enforce('cyborg:device_profile:create', call.caller);
    const wish = readProfileWish(await call.json());
    try {
      const row = profiles.insert({
        id: wish.uuid ?? world.ids.uuid(),
        name: wish.name,
        description: wish.description ?? null,
        groups: wish.groups,
        createdAt: world.clock.now(),
      });
      return json(201, view(call, row));
    } catch (thrown) {
      if (!(thrown instanceof Duplicate)) throw thrown;
      const [by, value] = thrown.constraint === 'key' ? ['uuid', wish.uuid] : ['name', wish.name];
      throw conflict(`A device_profile with ${by} ${String(value)} already exists.`);
    }
  };
  /** All that are named, or none. */
  const removeAll = (call: AcceleratorCall, named: readonly string[]) => {
    policy.enforce('cyborg:device_profile:delete', call.caller);
    const rows = named.map(find);
    for (const { name } of rows) {
      if (requests.count('profile', name) > 0) {
        throw conflict(`Device profile ${name} is in use by accelerator requests.`);
      }
    }
    for (const { id } of rows) profiles.delete(id);
    return empty(204);
  };
  const removeNamed = (call: AcceleratorCall) => {
    const value = call.query.get('value');
    if (value === null) throw badRequest('Missing argument: "value"');
    return removeAll(call, value.split(','));
  };

  const all = '/v2/device_profiles';
  const one = `${all}/:uuid`;
  return [
    { method: 'GET', path: all, operation: 'list device profiles', handler: list },
    { method: 'POST', path: all, operation: 'create device profile', handler: create },
    { method: 'DELETE', path: all, operation: 'delete device profiles', handler: removeNamed },
    { method: 'GET', path: one, operation: 'show device profile', handler: show },
    {
      method: 'DELETE',
      path: one,
      operation: 'delete device profile',
      handler: (call) => removeAll(call, [call.param('uuid')]),
    },
  ];
}

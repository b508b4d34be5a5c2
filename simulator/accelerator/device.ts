/** Devices. Source: Accelerator API reference v2, "Devices"; Cyborg 16.0.1, recorded. */
import type { DeviceAnswer, DevicesAnswer } from '../../src/contract/accelerator/device.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { missing, onlyArguments } from './faults.ts';
import { type Device, kindOf } from './inventory.ts';
import { instant, selfLink } from './links.ts';
import { filterArguments, filteredRows } from './list-filter.ts';
import type { AcceleratorCall, Served } from './microversions.ts';
import type { Room } from './room.ts';

const statusSince = 3;

const view = (call: AcceleratorCall, device: Device): DeviceAnswer => {
  const { accelerator, id } = device;
  const { vendor, model, host, enabled } = accelerator;
  const [type] = kindOf(accelerator);
  return {
    uuid: id,
    type,
    vendor,
    model,
    std_board_info: JSON.stringify({ class: accelerator.type }),
    vendor_board_info: 'simulated',
    hostname: host,
    ...(call.state.minor >= statusSince ? { status: enabled ? 'enabled' : 'maintaining' } : {}),
    links: [selfLink(call, `devices/${id}`)],
    created_at: instant(device.createdAt),
    updated_at: instant(device.updatedAt),
  };
};

export function deviceRoutes({ inventory, pool, policy }: Room): Route<Served>[] {
  const deviceOf = (call: AcceleratorCall): Device => {
    const uuid = call.param('uuid');
    const found = inventory.devices().find(({ id }) => id === uuid);
    if (found === undefined) throw missing('Device', 'uuid', uuid);
    return found;
  };

  const list = (call: AcceleratorCall) => {
    policy.enforce('cyborg:device:get_all', call.caller);
    onlyArguments(call, 'type', 'vendor', 'hostname', ...filterArguments);
    const wanted = (name: string, is: string) => [null, '', is].includes(call.query.get(name));
    const devices = inventory
      .devices()
      .filter(
        ({ accelerator }) =>
          wanted('type', kindOf(accelerator)[0]) &&
          wanted('vendor', accelerator.vendor) &&
          wanted('hostname', accelerator.host),
      );
    const rows = filteredRows(call, devices, () => undefined);
    return json(200, { devices: rows.map((row) => view(call, row)) } satisfies DevicesAnswer);
  };
  const show = (call: AcceleratorCall) => {
    policy.enforce('cyborg:device:get_one', call.caller);
    return json(200, view(call, deviceOf(call)));
  };
  const set = (enabled: boolean) => (call: AcceleratorCall) => {
    policy.enforce(enabled ? 'cyborg:device:enable' : 'cyborg:device:disable', call.caller);
    const { id } = deviceOf(call);
    pool.setEnabled(id, enabled);
    inventory.deviceChanged(id);
    return empty(204);
  };

  return [
    { method: 'GET', path: '/v2/devices', operation: 'list devices', handler: list },
    { method: 'GET', path: '/v2/devices/:uuid', operation: 'show device', handler: show },
    {
      method: 'POST',
      path: '/v2/devices/:uuid/enable',
      operation: 'enable device',
      handler: set(true),
    },
    {
      method: 'POST',
      path: '/v2/devices/:uuid/disable',
      operation: 'disable device',
      handler: set(false),
    },
  ];
}

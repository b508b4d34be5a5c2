/** Ports that the service makes for its own devices: routers, and addresses that lead in from outside. */
import type { World } from '../kernel/world.ts';
import type { AddressWish, Allocations } from './allocation.ts';
import { newMac } from './port.ts';
import type { PortRow, Ports } from './port-table.ts';
import { newRow } from './row.ts';

export function createDevicePorts(world: World, ports: Ports, allocations: Allocations) {
  return {
    /** @throws Fault when the address cannot be had */
    make(
      device: { networkId: string; projectId: string; deviceId: string; deviceOwner: string },
      wishes: readonly AddressWish[] | undefined,
    ): PortRow {
      const { projectId, ...rest } = device;
      const fixed = allocations.give(device.networkId, wishes);
      return ports.insert({
        ...newRow(world, { projectId, description: '' }),
        ...rest,
        revision: 1,
        name: '',
        mac: newMac(world),
        adminStateUp: true,
        host: '',
        vnicType: 'normal',
        profile: {},
        fixed,
        securityGroups: [],
        portSecurity: false,
        pairs: [],
        dhcpOptions: [],
        dnsName: '',
        ofCompute: false,
      });
    },
    remove({ id, fixed }: PortRow): void {
      allocations.free(fixed);
      ports.delete(id);
    },
  };
}

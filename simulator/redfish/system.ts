/** Machines as a whole, and switching them. Source: DSP2046, ComputerSystem. */
import type { z } from 'zod';
import {
  bootOverrides,
  bootTargets,
  resetRequest,
  resetTypes,
  systemChange,
} from '../../src/contract/hardware/machine.ts';
import { changed, type Machine, type Machines, rollup } from './machine-table.ts';
import type { PowerSwitch } from './power-switch.ts';
import { usualHeaders } from './faults.ts';
import { type Action, linkTo, membersOf, type Resource } from './resource.ts';
import { must } from './roles.ts';
import { typeOf, typeOfCollection } from './schemas.ts';

export const systemsPath = '/redfish/v1/Systems';

const viewOf = (machine: Machine) => {
  const { name, number, uuid, has, boot } = machine;
  const path = `${systemsPath}/${name}`;
  return {
    Id: name,
    Name: name,
    SystemType: 'Physical',
    Manufacturer: 'nfvi-conformance',
    Model: 'Simulated machine',
    SerialNumber: `SIM${String(number).padStart(4, '0')}`,
    AssetTag: machine.assetTag,
    UUID: uuid,
    HostName: name,
    PowerState: machine.power,
    BiosVersion: '1.0',
    Status: {
      State: machine.power === 'On' ? 'Enabled' : 'StandbyOffline',
      Health: 'OK',
      HealthRollup: rollup(machine, 'machine'),
    },
    Boot: {
      BootSourceOverrideTarget: boot.target,
      BootSourceOverrideEnabled: boot.override,
      BootSourceOverrideMode: 'UEFI',
      'BootSourceOverrideTarget@Redfish.AllowableValues': bootTargets,
      'BootSourceOverrideEnabled@Redfish.AllowableValues': bootOverrides,
    },
    ProcessorSummary: { Count: 2, Model: 'Simulated processor', LogicalProcessorCount: has.vcpus },
    MemorySummary: { TotalSystemMemoryGiB: has.ram / 1024 },
    Processors: linkTo(`${path}/Processors`),
    Memory: linkTo(`${path}/Memory`),
    Storage: linkTo(`${path}/Storage`),
    EthernetInterfaces: linkTo(`${path}/EthernetInterfaces`),
    Bios: linkTo(`${path}/Bios`),
    Links: {
      Chassis: [linkTo(`/redfish/v1/Chassis/${name}`)],
      ManagedBy: [linkTo(`/redfish/v1/Managers/${name}`)],
    },
    Actions: {
      '#ComputerSystem.Reset': {
        target: `${path}/Actions/ComputerSystem.Reset`,
        'ResetType@Redfish.AllowableValues': resetTypes,
      },
    },
  };
};

export const systemResources = (machines: Machines): readonly Resource[] => [
  {
    path: '/v1/Systems',
    name: 'systems',
    view: () => ({
      type: typeOfCollection('ComputerSystem'),
      body: membersOf(
        'Systems',
        systemsPath,
        machines.all().map(({ name }) => name),
      ),
    }),
  },
  {
    path: '/v1/Systems/:id',
    name: 'system',
    view: ({ id = '' }) => {
      const machine = machines.get(id);
      return (
        machine && {
          type: typeOf('ComputerSystem'),
          revision: machine.revision,
          body: viewOf(machine),
        }
      );
    },
    change: {
      schema: systemChange,
      apply: ({ id = '' }, wish: z.infer<typeof systemChange>, call) => {
        must(call, 'ConfigureComponents');
        const machine = machines.get(id);
        if (machine === undefined) return;
        changed(machines, id, {
          assetTag: wish.AssetTag ?? machine.assetTag,
          boot: {
            target: wish.Boot?.BootSourceOverrideTarget ?? machine.boot.target,
            override: wish.Boot?.BootSourceOverrideEnabled ?? machine.boot.override,
          },
        });
      },
    },
  },
];

export const systemActions = (power: PowerSwitch): readonly Action[] => [
  {
    path: '/v1/Systems/:id/Actions/ComputerSystem.Reset',
    name: 'reset system',
    schema: resetRequest,
    run: ({ id = '' }, { ResetType }: z.infer<typeof resetRequest>, call) => {
      must(call, 'ConfigureComponents');
      const task = power.reset(id, ResetType);
      if (task === undefined) return { status: 204, headers: usualHeaders };
      return {
        status: 202,
        body: task.body,
        headers: [...usualHeaders, ['location', task.path], ['retry-after', '1']],
      };
    },
  },
];

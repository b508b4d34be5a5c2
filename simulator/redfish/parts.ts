/** What machines are made of. Source: DSP2046, Processor, Memory, Storage, Drive, Volume, EthernetInterface. */
import { healthOf, type Machine, type Machines, type PartName } from './machine-table.ts';
import { type Body, linkTo, membersOf, type Resource } from './resource.ts';
import { systemsPath } from './system.ts';
import { type CollectionName, typeOf, typeOfCollection } from './schemas.ts';

/** Parts of one kind: a collection below a machine, and its members. */
interface Kind {
  readonly schema: CollectionName;
  readonly at: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly body: (machine: Machine, id: string) => Body;
}

const cpus = ['CPU1', 'CPU2'];
const dimms = ['DIMM1', 'DIMM2', 'DIMM3', 'DIMM4'];
const drives = ['0', '1'];
const ports = ['NIC1', 'NIC2'];

/** A fault is that of the first of its kind. */
const statusOf = (machine: Machine, part: PartName, id: string, first: string) => ({
  State: 'Enabled',
  Health: id === first ? healthOf(machine, part) : 'OK',
});

const GiB = 1024 ** 3;

const kinds: readonly Kind[] = [
  {
    schema: 'Processor',
    at: 'Processors',
    name: 'processors',
    members: cpus,
    body: (machine, id) => ({
      Name: `Processor ${id}`,
      Socket: id,
      ProcessorType: 'CPU',
      ProcessorArchitecture: 'x86',
      InstructionSet: 'x86-64',
      Manufacturer: 'nfvi-conformance',
      Model: 'Simulated processor',
      MaxSpeedMHz: 2600,
      TotalCores: machine.has.vcpus / cpus.length / 2,
      TotalThreads: machine.has.vcpus / cpus.length,
      Status: statusOf(machine, 'processor', id, 'CPU1'),
    }),
  },
  {
    schema: 'Memory',
    at: 'Memory',
    name: 'memory modules',
    members: dimms,
    body: (machine, id) => ({
      Name: `Memory module ${id}`,
      MemoryType: 'DRAM',
      MemoryDeviceType: 'DDR5',
      CapacityMiB: machine.has.ram / dimms.length,
      OperatingSpeedMhz: 4800,
      Status: statusOf(machine, 'memory', id, 'DIMM1'),
    }),
  },
  {
    schema: 'EthernetInterface',
    at: 'EthernetInterfaces',
    name: 'network interfaces',
    members: ports,
    body: (machine, id) => ({
      Name: `Network interface ${id}`,
      MACAddress: macOf(machine, id),
      PermanentMACAddress: macOf(machine, id),
      SpeedMbps: 25_000,
      FullDuplex: true,
      LinkStatus: machine.power === 'On' ? 'LinkUp' : 'LinkDown',
      Status: statusOf(machine, 'network', id, 'NIC1'),
    }),
  },
  {
    schema: 'Storage',
    at: 'Storage',
    name: 'storage',
    members: ['1'],
    body: (machine, id) => ({
      Name: 'Local storage',
      Status: { State: 'Enabled', Health: 'OK', HealthRollup: healthOf(machine, 'drive') },
      Drives: drives.map((drive) => linkTo(`${storageOf(machine.name, id)}/Drives/${drive}`)),
      'Drives@odata.count': drives.length,
      Volumes: linkTo(`${storageOf(machine.name, id)}/Volumes`),
    }),
  },
];

const macOf = ({ number }: Machine, id: string): string =>
  `02:00:${octets(number)}:0${id.slice(-1)}`;

/** Three, of which the first counts 65 536. */
const octets = (number: number): string =>
  number
    .toString(16)
    .padStart(6, '0')
    .replaceAll(/..(?!$)/g, '$&:');

const storageOf = (machine: string, id: string): string =>
  `${systemsPath}/${machine}/Storage/${id}`;

export const partResources = (machines: Machines): readonly Resource[] => [
  ...kinds.flatMap(({ schema, at, name, members, body }): Resource[] => [
    {
      path: `/v1/Systems/:id/${at}`,
      name: `${name} of a system`,
      view: ({ id = '' }) =>
        machines.get(id) && {
          type: typeOfCollection(schema),
          body: membersOf(at, `${systemsPath}/${id}/${at}`, members),
        },
    },
    {
      path: `/v1/Systems/:id/${at}/:part`,
      name: `one of the ${name} of a system`,
      view: ({ id = '', part = '' }) => {
        const machine = machines.get(id);
        if (machine === undefined || !members.includes(part)) return undefined;
        return { type: typeOf(schema), body: { Id: part, ...body(machine, part) } };
      },
    },
  ]),
  {
    path: '/v1/Systems/:id/Storage/1/Drives/:drive',
    name: 'drive',
    view: ({ id = '', drive = '' }) => {
      const machine = machines.get(id);
      if (machine === undefined || !drives.includes(drive)) return undefined;
      return {
        type: typeOf('Drive'),
        body: {
          Id: drive,
          Name: `Drive ${drive}`,
          MediaType: 'SSD',
          Protocol: 'NVMe',
          CapacityBytes: machine.has.disk * GiB,
          BlockSizeBytes: 4096,
          Status: statusOf(machine, 'drive', drive, '0'),
          Links: { Volumes: [linkTo(`${storageOf(id, '1')}/Volumes/1`)] },
        },
      };
    },
  },
  {
    path: '/v1/Systems/:id/Storage/1/Volumes',
    name: 'volumes',
    view: ({ id = '' }) =>
      machines.get(id) && {
        type: typeOfCollection('Volume'),
        body: membersOf('Volumes', `${storageOf(id, '1')}/Volumes`, ['1']),
      },
  },
  {
    path: '/v1/Systems/:id/Storage/1/Volumes/:volume',
    name: 'volume',
    view: ({ id = '', volume = '' }) => {
      const machine = machines.get(id);
      if (machine === undefined || volume !== '1') return undefined;
      return {
        type: typeOf('Volume'),
        body: {
          Id: volume,
          Name: 'Mirrored volume',
          RAIDType: 'RAID1',
          CapacityBytes: machine.has.disk * GiB,
          BlockSizeBytes: 4096,
          Status: {
            State: 'Enabled',
            Health: healthOf(machine, 'drive') === 'OK' ? 'OK' : 'Warning',
          },
          Links: { Drives: drives.map((drive) => linkTo(`${storageOf(id, '1')}/Drives/${drive}`)) },
        },
      };
    },
  },
];

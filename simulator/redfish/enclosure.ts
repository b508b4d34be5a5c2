/** What machines stand in, and who manages them. Source: DSP2046, Chassis, Thermal, Power, Manager. */
import { healthOf, type Machine, type Machines, rollup } from './machine-table.ts';
import { type Body, linkTo, membersOf, type Resource } from './resource.ts';
import { systemsPath } from './system.ts';
import { type SchemaName, typeOf, typeOfCollection } from './schemas.ts';

const chassisPath = '/redfish/v1/Chassis';
const managersPath = '/redfish/v1/Managers';
const fans = [1, 2];
const supplies = [1, 2];

const running = ({ power }: Machine): boolean => power !== 'Off';

const chassis = (machine: Machine): Body => {
  const { name, number } = machine;
  return {
    Id: name,
    Name: `Enclosure of ${name}`,
    ChassisType: 'RackMount',
    Manufacturer: 'nfvi-conformance',
    Model: 'Simulated enclosure',
    SerialNumber: `ENC${String(number).padStart(4, '0')}`,
    PowerState: running(machine) ? 'On' : 'Off',
    Status: { State: 'Enabled', Health: 'OK', HealthRollup: rollup(machine, 'enclosure') },
    Thermal: linkTo(`${chassisPath}/${name}/Thermal`),
    Power: linkTo(`${chassisPath}/${name}/Power`),
    Links: {
      ComputerSystems: [linkTo(`${systemsPath}/${name}`)],
      ManagedBy: [linkTo(`${managersPath}/${name}`)],
    },
  };
};

const thermal = (machine: Machine): Body => {
  const path = `${chassisPath}/${machine.name}/Thermal`;
  return {
    Id: 'Thermal',
    Name: 'Temperatures and fans',
    Temperatures: [
      {
        '@odata.id': `${path}#/Temperatures/0`,
        MemberId: '0',
        Name: 'Inlet temperature',
        PhysicalContext: 'Intake',
        ReadingCelsius: 23,
        UpperThresholdCritical: 45,
        Status: { State: 'Enabled', Health: 'OK' },
      },
    ],
    Fans: fans.map((n, at) => ({
      '@odata.id': `${path}#/Fans/${String(at)}`,
      MemberId: String(at),
      Name: `Fan ${String(n)}`,
      PhysicalContext: 'SystemBoard',
      Reading: running(machine) ? 5000 + n * 100 : 0,
      ReadingUnits: 'RPM',
      Status: { State: 'Enabled', Health: n === 1 ? healthOf(machine, 'fan') : 'OK' },
    })),
  };
};

const power = (machine: Machine): Body => {
  const path = `${chassisPath}/${machine.name}/Power`;
  return {
    Id: 'Power',
    Name: 'Power',
    PowerControl: [
      {
        '@odata.id': `${path}#/PowerControl/0`,
        MemberId: '0',
        Name: 'Power of the machine',
        PhysicalContext: 'Chassis',
        PowerConsumedWatts: running(machine) ? 420 : 12,
        PowerCapacityWatts: 1600,
      },
    ],
    PowerSupplies: supplies.map((n, at) => ({
      '@odata.id': `${path}#/PowerSupplies/${String(at)}`,
      MemberId: String(at),
      Name: `Power supply ${String(n)}`,
      PowerCapacityWatts: 800,
      Status: { State: 'Enabled', Health: n === 1 ? healthOf(machine, 'power-supply') : 'OK' },
    })),
  };
};

const manager = (machine: Machine): Body => {
  const { name } = machine;
  return {
    Id: name,
    Name: `Manager of ${name}`,
    ManagerType: 'BMC',
    Manufacturer: 'nfvi-conformance',
    Model: 'Simulated manager',
    FirmwareVersion: '1.0.0',
    UUID: machine.uuid.replace('4e465649', '424d4300'),
    PowerState: 'On',
    Status: { State: 'Enabled', Health: 'OK' },
    NetworkProtocol: linkTo(`${managersPath}/${name}/NetworkProtocol`),
    Links: {
      ManagerForServers: [linkTo(`${systemsPath}/${name}`)],
      ManagerForChassis: [linkTo(`${chassisPath}/${name}`)],
    },
  };
};

const networkProtocol = ({ name }: Machine): Body => ({
  Id: 'NetworkProtocol',
  Name: 'Network protocols',
  HostName: `bmc-${name}`,
  FQDN: null,
  Status: { State: 'Enabled', Health: 'OK' },
  HTTP: { ProtocolEnabled: false, Port: null },
  HTTPS: { ProtocolEnabled: true, Port: 443 },
});

export function enclosureResources(machines: Machines): readonly Resource[] {
  const names = () => machines.all().map(({ name }) => name);
  const one = (
    path: string,
    name: string,
    schema: SchemaName,
    body: (machine: Machine) => Body,
  ): Resource => ({
    path,
    name,
    view: ({ id = '' }) => {
      const machine = machines.get(id);
      return machine && { type: typeOf(schema), body: body(machine) };
    },
  });
  return [
    {
      path: '/v1/Chassis',
      name: 'enclosures',
      view: () => ({
        type: typeOfCollection('Chassis'),
        body: membersOf('Chassis', chassisPath, names()),
      }),
    },
    one('/v1/Chassis/:id', 'enclosure', 'Chassis', chassis),
    one('/v1/Chassis/:id/Thermal', 'temperatures and fans', 'Thermal', thermal),
    one('/v1/Chassis/:id/Power', 'power', 'Power', power),
    {
      path: '/v1/Managers',
      name: 'managers',
      view: () => ({
        type: typeOfCollection('Manager'),
        body: membersOf('Managers', managersPath, names()),
      }),
    },
    one('/v1/Managers/:id', 'manager', 'Manager', manager),
    one(
      '/v1/Managers/:id/NetworkProtocol',
      'network protocols',
      'ManagerNetworkProtocol',
      networkProtocol,
    ),
  ];
}

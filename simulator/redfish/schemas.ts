/** The published schemas whose resources are served, and in which versions: DSP8010. */
const versions = {
  ServiceRoot: 'v1_9_0',
  ComputerSystem: 'v1_13_0',
  Processor: 'v1_11_0',
  Memory: 'v1_11_0',
  Storage: 'v1_10_0',
  Drive: 'v1_12_0',
  Volume: 'v1_6_0',
  EthernetInterface: 'v1_6_0',
  Bios: 'v1_2_0',
  Chassis: 'v1_15_0',
  Thermal: 'v1_7_0',
  Power: 'v1_7_0',
  Manager: 'v1_11_0',
  ManagerNetworkProtocol: 'v1_6_0',
  SessionService: 'v1_1_8',
  Session: 'v1_3_0',
  AccountService: 'v1_9_0',
  ManagerAccount: 'v1_8_0',
  Role: 'v1_3_0',
  EventService: 'v1_7_0',
  EventDestination: 'v1_10_0',
  TaskService: 'v1_1_5',
  Task: 'v1_5_0',
} as const;
export type SchemaName = keyof typeof versions;

const collections = [
  'ComputerSystem',
  'Processor',
  'Memory',
  'Storage',
  'Volume',
  'EthernetInterface',
  'Chassis',
  'Manager',
  'Session',
  'ManagerAccount',
  'Role',
  'EventDestination',
  'Task',
] as const satisfies readonly SchemaName[];
export type CollectionName = (typeof collections)[number];

export const typeOf = (name: SchemaName): string => `#${name}.${versions[name]}.${name}`;
export const typeOfCollection = (name: CollectionName): string =>
  `#${name}Collection.${name}Collection`;

/** Where a schema is published. @param type as in `@odata.type` */
export const schemaAddress = (type: string): string => {
  const [name = '', version] = type.slice(1).split('.');
  const file = version === undefined || version === name ? name : `${name}.${version}`;
  return `http://redfish.dmtf.org/schemas/v1/${file}.json`;
};

const reference = (file: string, namespaces: readonly string[]): string =>
  `  <edmx:Reference Uri="http://redfish.dmtf.org/schemas/v1/${file}.xml">\n${namespaces
    .map((namespace) => `    <edmx:Include Namespace="${namespace}"/>\n`)
    .join('')}  </edmx:Reference>\n`;

/** The document at `$metadata`. */
export const metadata = `<?xml version="1.0" encoding="UTF-8"?>
<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0">
${Object.entries(versions)
  .map(([name, version]) => reference(`${name}_v1`, [name, `${name}.${version}`]))
  .join('')}${collections
  .map((name) => reference(`${name}Collection_v1`, [`${name}Collection`]))
  .join('')}  <edmx:DataServices>
    <Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="Service">
      <EntityContainer Name="Service" Extends="ServiceRoot.${versions.ServiceRoot}.ServiceContainer"/>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
`;

/** All types of resources: those that the simulator builds, and those that it knows by name only. */
import { notServed } from '../../kernel/fault.ts';
import { computeTypes } from './compute.ts';
import { heatTypes } from './heat.ts';
import { networkTypes } from './network.ts';
import { port } from './port.ts';
import { routerTypes } from './router.ts';
import { securityGroup } from './security-group.ts';
import type { ResourceType } from './type.ts';
import { volumeTypes } from './volume.ts';

const types = [
  ...computeTypes,
  ...heatTypes,
  ...networkTypes,
  ...routerTypes,
  port,
  securityGroup,
  ...volumeTypes,
];
const byName: ReadonlyMap<string, ResourceType> = new Map(types.map((type) => [type.name, type]));

/** Types of OpenStack Zed that a template may well have, and that are not built here. */
const known = [
  'OS::Cinder::VolumeType',
  'OS::Glance::Image',
  'OS::Glance::WebImage',
  'OS::Heat::AutoScalingGroup',
  'OS::Heat::CloudConfig',
  'OS::Heat::Delay',
  'OS::Heat::InstanceGroup',
  'OS::Heat::MultipartMime',
  'OS::Heat::ResourceChain',
  'OS::Heat::ResourceGroup',
  'OS::Heat::ScalingPolicy',
  'OS::Heat::SoftwareConfig',
  'OS::Heat::SoftwareDeployment',
  'OS::Heat::Stack',
  'OS::Heat::WaitCondition',
  'OS::Heat::WaitConditionHandle',
  'OS::Neutron::FloatingIPAssociation',
  'OS::Neutron::RBACPolicy',
  'OS::Neutron::SecurityGroupRule',
  'OS::Neutron::SubnetPool',
  'OS::Neutron::Trunk',
];

/**
 * @returns undefined when there is no type of this name
 * @throws Fault 501 for one that is known and not built
 */
export function findType(name: string): ResourceType | undefined {
  const type = byName.get(name);
  if (type === undefined && known.includes(name)) throw notServed(`resources of type ${name}`);
  return type;
}

/** The names of types that can be had, as lists show them. */
export const typeNames = (reserved: boolean): readonly string[] =>
  [...types]
    .filter((type) => reserved || type.reserved !== true)
    .map(({ name }) => name)
    .sort();

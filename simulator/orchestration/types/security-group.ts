/** Security groups with their rules. Source: Heat resource types, "OS::Neutron::SecurityGroup". */
import { integer, list, map, oneOf, string } from '../properties.ts';
import { mappings, name, nameOf, network } from './network.ts';
import { named, restType, same } from './rest.ts';

const ruleFields = {
  direction: string('The direction in which the security group rule is applied.', {
    default: 'ingress',
    constraints: oneOf('ingress', 'egress'),
  }),
  ethertype: string('Ethertype of the traffic.', {
    default: 'IPv4',
    constraints: oneOf('IPv4', 'IPv6'),
  }),
  port_range_min: integer(
    'The minimum port number in the range that is matched by the security group rule.',
  ),
  port_range_max: integer(
    'The maximum port number in the range that is matched by the security group rule.',
  ),
  protocol: string('The protocol that is matched by the security group rule.'),
  remote_ip_prefix: string(
    'The remote IP prefix (CIDR) to be associated with this security group rule.',
  ),
} as const;
const ruleNames = Object.fromEntries(Object.keys(ruleFields).map((field) => [field, field]));

export const securityGroup = restType({
  name: 'OS::Neutron::SecurityGroup',
  description: 'A resource for managing Neutron security groups.',
  collection: `${network}/security-groups`,
  key: 'security_group',
  properties: {
    name,
    description: string('Description of the security group.', { updatable: true }),
    rules: list('List of security group rules.', {
      default: [],
      each: map('', {
        fields: {
          ...ruleFields,
          remote_mode: string('Whether to specify a remote group or a remote IP prefix.', {
            default: 'remote_ip_prefix',
            constraints: oneOf('remote_ip_prefix', 'remote_group_id'),
          }),
          remote_group_id: string(
            'The remote group ID to be associated with this security group rule. If no value is specified then this rule will use this security group for the remote_group_id.',
          ),
        },
      }),
    }),
  },
  attributes: { show: 'Detailed information about resource.' },
  wish: (site, properties) => ({
    ...same(properties, 'description'),
    name: nameOf(site, properties),
  }),
  async afterwards({ client }, id, properties) {
    for (const rule of mappings(properties['rules'])) {
      const group =
        rule['remote_mode'] === 'remote_group_id'
          ? { remote_group_id: rule['remote_group_id'] ?? id }
          : {};
      await client.ask('POST', `${network}/security-group-rules`, {
        security_group_rule: { security_group_id: id, ...named(rule, ruleNames), ...group },
      });
    }
  },
  change: (site, properties) => ({
    ...same(properties, 'description'),
    name: nameOf(site, properties),
  }),
});

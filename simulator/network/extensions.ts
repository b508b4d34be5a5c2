/**
 * What the service says of itself: its extensions, as far as the simulator serves them, and that it has
 * neither agents nor zones. Source: Networking API reference, "Extensions"; OpenStack Zed, recorded.
 */
import { Fault } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import { pathNotFound } from './faults.ts';
import type { NetworkRoute } from './resource.ts';

/** Alias, name, when it was last changed, and what it is. */
const served: readonly (readonly [string, string, string, string])[] = [
  ['agent', 'agent', '2013-02-03T10:00:00-00:00', 'The agent management extension.'],
  [
    'allowed-address-pairs',
    'Allowed Address Pairs',
    '2013-07-23T10:00:00-00:00',
    'Provides allowed address pairs',
  ],
  [
    'availability_zone',
    'Availability Zone',
    '2015-01-01T10:00:00-00:00',
    'The availability zone extension.',
  ],
  [
    'binding',
    'Port Binding',
    '2014-02-03T10:00:00-00:00',
    'Expose port bindings of a virtual port to external application',
  ],
  [
    'dns-integration',
    'DNS Integration',
    '2015-08-15T18:00:00-00:00',
    'Provides integration with DNS.',
  ],
  [
    'empty-string-filtering',
    'Empty String Filtering Extension',
    '2018-05-01T10:00:00-00:00',
    'Allow filtering by attributes with empty string value',
  ],
  [
    'ext-gw-mode',
    'Neutron L3 Configurable external gateway mode',
    '2013-03-28T10:00:00-00:00',
    'Extension of the router abstraction for specifying whether SNAT should occur on the external gateway',
  ],
  [
    'external-net',
    'Neutron external network',
    '2013-01-14T10:00:00-00:00',
    'Adds external network attribute to network resource.',
  ],
  [
    'extraroute',
    'Neutron Extra Route',
    '2013-02-01T10:00:00-00:00',
    'Extra routes configuration for L3 router',
  ],
  ['flow_classifier', 'Flow Classifier', '2015-10-05T10:00:00-00:00', 'Flow Classifier Extension.'],
  [
    'fip-port-details',
    'Floating IP Port Details Extension',
    '2018-04-09T10:00:00-00:00',
    'Add port_details attribute to Floating IP resource',
  ],
  [
    'net-mtu',
    'Network MTU',
    '2015-03-25T10:00:00-00:00',
    'Provides MTU attribute for a network resource.',
  ],
  [
    'net-mtu-writable',
    'Network MTU (writable)',
    '2017-07-12T00:00:00-00:00',
    'Provides a writable MTU attribute for a network resource.',
  ],
  [
    'pagination',
    'Pagination support',
    '2016-06-12T00:00:00-00:00',
    'Extension that indicates that pagination is enabled.',
  ],
  ['port-security', 'Port Security', '2012-07-23T10:00:00-00:00', 'Provides port security'],
  [
    'port-security-groups-filtering',
    'Port filtering on security groups',
    '2018-01-09T09:00:00-00:00',
    'Provides security groups filtering when listing ports',
  ],
  [
    'project-id',
    'project_id field enabled',
    '2016-09-09T09:09:09-09:09',
    'Extension that indicates that project_id field is enabled.',
  ],
  [
    'provider',
    'Provider Network',
    '2012-09-07T10:00:00-00:00',
    'Expose mapping of virtual networks to physical networks',
  ],
  ['qos', 'Quality of Service', '2015-06-08T10:00:00-00:00', 'The Quality of Service extension.'],
  [
    'quota_details',
    'Quota details management support',
    '2017-02-10T10:00:00-00:00',
    'Expose functions for quotas usage statistics per project',
  ],
  [
    'quotas',
    'Quota management support',
    '2012-07-29T10:00:00-00:00',
    'Expose functions for quotas management per project',
  ],
  [
    'revision-if-match',
    'If-Match constraints based on revision_number',
    '2016-12-11T00:00:00-00:00',
    'Extension indicating that If-Match based on revision_number is supported.',
  ],
  [
    'router',
    'Neutron L3 Router',
    '2012-07-20T10:00:00-00:00',
    'Router abstraction for basic L3 forwarding between L2 Neutron networks and access to external networks via a NAT gateway.',
  ],
  [
    'security-group',
    'security-group',
    '2012-10-05T10:00:00-00:00',
    'The security groups extension.',
  ],
  [
    'security-groups-normalized-cidr',
    'Normalized CIDR field for security group rules',
    '2020-07-28T10:00:00-00:00',
    'Add new field with normalized remote_ip_prefix cidr in SG rule',
  ],
  [
    'sfc',
    'Service Function Chaining',
    '2015-10-05T10:00:00-00:00',
    'Service Function Chain extension.',
  ],
  [
    'sorting',
    'Sorting support',
    '2016-06-12T00:00:00-00:00',
    'Extension that indicates that sorting is enabled.',
  ],
  [
    'standard-attr-description',
    'standard-attr-description',
    '2016-02-10T10:00:00-00:00',
    'Extension to add descriptions to standard attributes',
  ],
  [
    'standard-attr-revisions',
    'Resource revision numbers',
    '2016-04-11T10:00:00-00:00',
    'This extension will display the revision number of neutron resources.',
  ],
  [
    'standard-attr-timestamp',
    'Resource timestamps',
    '2016-09-12T10:00:00-00:00',
    'Adds created_at and updated_at fields to all Neutron resources that have Neutron standard attributes.',
  ],
  [
    'stateful-security-group',
    'Stateful security group',
    '2019-11-26T09:00:00-00:00',
    'Indicates if the security group is stateful or not',
  ],
];
const extensions = served.map(([alias, name, updated, description]) => ({
  name,
  alias,
  description,
  updated,
  links: [],
}));

export const extensionRoutes: readonly NetworkRoute[] = [
  {
    method: 'GET',
    path: '/v2.0/extensions',
    operation: 'list extensions',
    handler: () => json(200, { extensions }),
  },
  {
    method: 'GET',
    path: '/v2.0/extensions/:alias',
    operation: 'show extension',
    handler(call) {
      const alias = call.param('alias');
      const extension = extensions.find((one) => one.alias === alias);
      if (extension !== undefined) return json(200, { extension });
      const why = `Extension with alias ${alias} does not exist`;
      throw new Fault(404, why, { verbatim: pathNotFound(call.header('accept'), why) });
    },
  },
  {
    method: 'GET',
    path: '/v2.0/availability_zones',
    operation: 'list availability zones',
    handler: () => json(200, { availability_zones: [] }),
  },
];

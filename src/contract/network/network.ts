/** Virtual networks (networks on the wire). Source: Networking API reference, "Networks". */
import { z } from 'zod';
import { pageLinks, resourceStatus, standardAttributes } from './wire-types.ts';

export const network = z.looseObject({
  ...standardAttributes,
  name: z.string(),
  admin_state_up: z.boolean(),
  status: resourceStatus,
  /** Ids. */
  subnets: z.array(z.string()),
  shared: z.boolean(),
  'router:external': z.boolean(),
  mtu: z.int(),
  port_security_enabled: z.boolean().optional(),
  /** With the extension `qos`. */
  qos_policy_id: z.string().nullable().optional(),
  /** These three are for administrators. */
  'provider:network_type': z.string().nullable().optional(),
  'provider:physical_network': z.string().nullable().optional(),
  'provider:segmentation_id': z.int().nullable().optional(),
});
export type Network = z.infer<typeof network>;

export const networkAnswer = z.looseObject({ network });

/** `GET /v2.0/networks`, and the answer to a creation of several. */
export const networksAnswer = z.looseObject({
  networks: z.array(network),
  networks_links: pageLinks.optional(),
});

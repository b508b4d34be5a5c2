/**
 * Chains of ports that traffic is led over. Source: networking-sfc API reference, "Port Pairs", "Port Pair
 * Groups", "Flow Classifiers" and "Port Chains"; its paths are those of the Networking API, `/v2.0/sfc/…`.
 */
import { z } from 'zod';

const common = {
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  project_id: z.string(),
};

/** Where traffic enters a function, and where it leaves it; ids of ports. */
export const portPair = z.looseObject({ ...common, ingress: z.string(), egress: z.string() });
export type PortPair = z.infer<typeof portPair>;

export const portPairGroup = z.looseObject({ ...common, port_pairs: z.array(z.string()) });
export type PortPairGroup = z.infer<typeof portPairGroup>;

/** Null stands for any. */
export const flowClassifier = z.looseObject({
  ...common,
  ethertype: z.enum(['IPv4', 'IPv6']),
  protocol: z.string().nullable(),
  source_port_range_min: z.int().nullable(),
  source_port_range_max: z.int().nullable(),
  destination_port_range_min: z.int().nullable(),
  destination_port_range_max: z.int().nullable(),
  source_ip_prefix: z.string().nullable(),
  destination_ip_prefix: z.string().nullable(),
  logical_source_port: z.string().nullable(),
  logical_destination_port: z.string().nullable(),
});
export type FlowClassifier = z.infer<typeof flowClassifier>;

/** Its groups are in the order in which traffic passes them. */
export const portChain = z.looseObject({
  ...common,
  port_pair_groups: z.array(z.string()),
  flow_classifiers: z.array(z.string()),
});
export type PortChain = z.infer<typeof portChain>;

/** Ranges of addresses of a network (subnets on the wire). Source: Networking API reference, "Subnets". */
import { z } from 'zod';
import { pageLinks, standardAttributes } from './wire-types.ts';

export const subnet = z.looseObject({
  ...standardAttributes,
  name: z.string(),
  network_id: z.string(),
  ip_version: z.union([z.literal(4), z.literal(6)]),
  cidr: z.string(),
  gateway_ip: z.string().nullable(),
  enable_dhcp: z.boolean(),
  allocation_pools: z.array(z.looseObject({ start: z.string(), end: z.string() })),
  dns_nameservers: z.array(z.string()),
  host_routes: z.array(z.looseObject({ destination: z.string(), nexthop: z.string() })),
});
export type Subnet = z.infer<typeof subnet>;

export const subnetAnswer = z.looseObject({ subnet });
export const subnetsAnswer = z.looseObject({
  subnets: z.array(subnet),
  subnets_links: pageLinks.optional(),
});

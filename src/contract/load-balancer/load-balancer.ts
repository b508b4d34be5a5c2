/** Load balancers. Source: Load-balancer API reference v2, "Load balancers". */
import { z } from 'zod';
import {
  commonAttributes,
  commonWishes,
  id,
  ipAddress,
  ownerWish,
  pageLinks,
  reference,
} from './wire-types.ts';

export const loadBalancer = z.looseObject({
  ...commonAttributes,
  description: z.string().nullable(),
  vip_address: z.string(),
  vip_network_id: z.string(),
  vip_subnet_id: z.string().nullable(),
  vip_port_id: z.string(),
  provider: z.string(),
  listeners: z.array(reference),
  pools: z.array(reference),
});
export type LoadBalancer = z.infer<typeof loadBalancer>;

export const loadBalancerAnswer = z.looseObject({ loadbalancer: loadBalancer });
export const loadBalancersAnswer = z.looseObject({
  loadbalancers: z.array(loadBalancer),
  loadbalancers_links: pageLinks.optional(),
});

const changes = { ...commonWishes, vip_qos_policy_id: id.nullish() };
export const createLoadBalancer = z.strictObject({
  loadbalancer: z.strictObject({
    ...changes,
    ...ownerWish,
    vip_address: ipAddress.nullish(),
    vip_network_id: id.nullish(),
    vip_subnet_id: id.nullish(),
    vip_port_id: id.nullish(),
    provider: z.string().nullish(),
    flavor_id: id.nullish(),
    availability_zone: z.string().nullish(),
    listeners: z.array(z.unknown()).nullish(),
    pools: z.array(z.unknown()).nullish(),
  }),
});
export const updateLoadBalancer = z.strictObject({ loadbalancer: z.strictObject(changes) });

/** Addresses that lead in from outside (floating IPs). Source: Networking API reference, "Floating IPs". */
import { z } from 'zod';
import { resourceStatus, standardAttributes } from './wire-types.ts';

export const floatingIp = z.looseObject({
  ...standardAttributes,
  floating_ip_address: z.string(),
  floating_network_id: z.string(),
  /** These three are null while it leads to nothing. */
  fixed_ip_address: z.string().nullable(),
  port_id: z.string().nullable(),
  router_id: z.string().nullable(),
  status: resourceStatus,
});
export type FloatingIp = z.infer<typeof floatingIp>;

export const floatingIpAnswer = z.looseObject({ floatingip: floatingIp });

/** Ports of networks. Source: Networking API reference, "Ports". */
import { z } from 'zod';
import { pageLinks, resourceStatus, standardAttributes } from './wire-types.ts';

export const fixedAddress = z.looseObject({ subnet_id: z.string(), ip_address: z.string() });

export const port = z.looseObject({
  ...standardAttributes,
  name: z.string(),
  network_id: z.string(),
  mac_address: z.string(),
  admin_state_up: z.boolean(),
  status: resourceStatus,
  /** What has the port, and what kind of thing that is; both empty while it is free. */
  device_id: z.string(),
  device_owner: z.string(),
  fixed_ips: z.array(fixedAddress),
  /** Ids. */
  security_groups: z.array(z.string()),
});
export type Port = z.infer<typeof port>;

export const portAnswer = z.looseObject({ port });
export const portsAnswer = z.looseObject({
  ports: z.array(port),
  ports_links: pageLinks.optional(),
});

/** Routers between networks. Source: Networking API reference, "Routers". */
import { z } from 'zod';
import { fixedAddress } from './port.ts';
import { pageLinks, resourceStatus, standardAttributes } from './wire-types.ts';

export const router = z.looseObject({
  ...standardAttributes,
  name: z.string(),
  admin_state_up: z.boolean(),
  status: resourceStatus,
  external_gateway_info: z
    .looseObject({ network_id: z.string(), external_fixed_ips: z.array(fixedAddress) })
    .nullable(),
  routes: z.array(z.looseObject({ destination: z.string(), nexthop: z.string() })),
});
export type Router = z.infer<typeof router>;

export const routerAnswer = z.looseObject({ router });
export const routersAnswer = z.looseObject({
  routers: z.array(router),
  routers_links: pageLinks.optional(),
});

/** The answer to `add_router_interface` and `remove_router_interface`. */
export const routerInterfaceAnswer = z.looseObject({
  id: z.string(),
  tenant_id: z.string(),
  port_id: z.string(),
  network_id: z.string(),
  subnet_id: z.string(),
  subnet_ids: z.array(z.string()),
});
export type RouterInterfaceAnswer = z.infer<typeof routerInterfaceAnswer>;

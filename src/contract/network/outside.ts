/**
 * Ways to the outside: routers to a network that leads there, and floating addresses.
 * Source: Networking API reference v2.0, "Routers", "Floating IPs".
 */
import { z } from 'zod';

const named = z.looseObject({ id: z.string(), name: z.string() });

/** `GET /networks?router:external=true&fields=id&fields=name`. */
export const outsideNetworksAnswer = z.looseObject({ networks: z.array(named) });

/** `GET /networks/{id}?fields=subnets`. */
export const subnetsOfNetworkAnswer = z.looseObject({
  network: z.looseObject({ subnets: z.array(z.string()) }),
});

/** `GET /ports?fields=id` with filters. */
export const portIdsAnswer = z.looseObject({ ports: z.array(z.looseObject({ id: z.string() })) });

export const routerAnswer = z.looseObject({ router: named });
export const routersAnswer = z.looseObject({ routers: z.array(named) });

/** `PUT /routers/{id}/add_router_interface`, and its opposite. */
export const routerInterfaceAnswer = z.looseObject({ port_id: z.string() });

const floatingAddress = z.looseObject({
  id: z.string(),
  floating_ip_address: z.string(),
  port_id: z.string().nullable(),
});
export const floatingAddressAnswer = z.looseObject({ floatingip: floatingAddress });

/** `GET /floatingips?fields=id&fields=description`: they have no names. */
export const floatingAddressesAnswer = z.looseObject({
  floatingips: z.array(z.looseObject({ id: z.string(), description: z.string() })),
});

/** `GET /floatingips` with filters. */
export const reservedAddressesAnswer = z.looseObject({ floatingips: z.array(floatingAddress) });

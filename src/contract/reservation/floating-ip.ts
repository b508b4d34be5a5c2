/** Floating IPs that can be reserved. Source: Reservation API reference v1, "Floating IPs"; Blazar 17.0.0, recorded. */
import { z } from 'zod';

export const reservableFloatingIp = z.looseObject({
  id: z.string(),
  floating_network_id: z.string(),
  subnet_id: z.string(),
  floating_ip_address: z.string(),
  reservable: z.boolean(),
});
export type ReservableFloatingIp = z.infer<typeof reservableFloatingIp>;

export const reservableFloatingIpAnswer = z.looseObject({ floatingip: reservableFloatingIp });
export type ReservableFloatingIpAnswer = z.infer<typeof reservableFloatingIpAnswer>;
export const reservableFloatingIpsAnswer = z.looseObject({
  floatingips: z.array(reservableFloatingIp),
});
export type ReservableFloatingIpsAnswer = z.infer<typeof reservableFloatingIpsAnswer>;

/** Where everything begins; readable without credentials. Source: DSP2046, ServiceRoot 1.x. */
import { z } from 'zod';
import { link, resource } from './resource.ts';

export const serviceRootPath = '/redfish/v1/';

export const serviceRoot = resource({
  RedfishVersion: z.string().regex(/^\d+\.\d+\.\d+$/, 'no version'),
  Systems: link.optional(),
  Chassis: link.optional(),
  Managers: link.optional(),
  SessionService: link.optional(),
  AccountService: link.optional(),
  EventService: link.optional(),
  Tasks: link.optional(),
});
export type ServiceRoot = z.infer<typeof serviceRoot>;

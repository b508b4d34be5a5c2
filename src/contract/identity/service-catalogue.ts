/**
 * What a cloud offers and where: services, endpoints and regions, as administrators see them.
 * Source: Identity API reference (v3), "Service catalog and endpoints", "Regions".
 */
import { z } from 'zod';
import { listLinks, selfLink } from './wire-types.ts';

export const service = z.looseObject({
  id: z.string(),
  type: z.string(),
  name: z.string().optional(),
  enabled: z.boolean(),
  links: selfLink,
});
export const serviceAnswer = z.looseObject({ service });
export type ServiceAnswer = z.infer<typeof serviceAnswer>;
export const servicesAnswer = z.looseObject({ services: z.array(service), links: listLinks });
export type ServicesAnswer = z.infer<typeof servicesAnswer>;

export const endpoint = z.looseObject({
  id: z.string(),
  service_id: z.string(),
  interface: z.enum(['public', 'internal', 'admin']),
  region_id: z.string().nullable(),
  region: z.string().nullable(),
  url: z.string(),
  enabled: z.boolean(),
  links: selfLink,
});
export const endpointAnswer = z.looseObject({ endpoint });
export type EndpointAnswer = z.infer<typeof endpointAnswer>;
export const endpointsAnswer = z.looseObject({ endpoints: z.array(endpoint), links: listLinks });
export type EndpointsAnswer = z.infer<typeof endpointsAnswer>;

export const region = z.looseObject({
  id: z.string(),
  description: z.string(),
  parent_region_id: z.string().nullable(),
  links: selfLink,
});
export const regionAnswer = z.looseObject({ region });
export type RegionAnswer = z.infer<typeof regionAnswer>;
export const regionsAnswer = z.looseObject({ regions: z.array(region), links: listLinks });
export type RegionsAnswer = z.infer<typeof regionsAnswer>;
